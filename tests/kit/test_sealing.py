"""Both suites: what is sealed opens only with its key, context and every bit in place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.kit.sealing import (
    SealBroken,
    Suite,
    blind,
    digest,
    new_key,
    salted_digest,
    seal,
    unseal,
    unwrap_key,
    wrap_key,
)

suites = st.sampled_from(Suite)
both = pytest.mark.parametrize("suite", Suite)
SALT = bytes(range(16))
KEYS = {Suite.INTERNATIONAL: bytes(range(32)), Suite.NATIONAL: bytes(range(16))}


@given(suites, st.binary(max_size=200), st.binary(max_size=20))
def test_unseal_gives_back_what_was_sealed(suite: Suite, plain: bytes, context: bytes) -> None:
    box = seal(suite, KEYS[suite], plain, context=context)

    assert unseal(suite, KEYS[suite], box, context=context) == plain
    assert len(box) == len(plain) + 28


@given(suites, st.binary(max_size=40), st.data())
def test_unseal_refuses_any_changed_bit(suite: Suite, plain: bytes, data: st.DataObject) -> None:
    box = bytearray(seal(suite, KEYS[suite], plain, context=b"matter"))
    box[data.draw(st.integers(0, len(box) - 1))] ^= 1 << data.draw(st.integers(0, 7))

    with pytest.raises(SealBroken):
        unseal(suite, KEYS[suite], bytes(box), context=b"matter")


@both
def test_unseal_refuses_another_key_context_or_a_cut_box(suite: Suite) -> None:
    box = seal(suite, KEYS[suite], "住址".encode(), context=b"matter 1")

    for key, context, given_box in [
        (new_key(suite), b"matter 1", box),
        (KEYS[suite], b"matter 2", box),
        (KEYS[suite], b"matter 1", box[:-1]),
        (KEYS[suite], b"matter 1", b""),
    ]:
        with pytest.raises(SealBroken, match="打不开"):
            unseal(suite, key, given_box, context=context)


@both
def test_seal_never_writes_the_same_box_twice(suite: Suite) -> None:
    assert len({seal(suite, KEYS[suite], b"same", context=b"") for _ in range(100)}) == 100


@both
def test_seal_refuses_a_key_of_the_wrong_length(suite: Suite) -> None:
    with pytest.raises(ValueError, match="bytes"):
        seal(suite, b"short", b"", context=b"")


def test_sm4_gcm_matches_the_published_example() -> None:
    # RFC 8998, appendix A.1.
    key = bytes.fromhex("0123456789abcdeffedcba9876543210")
    nonce = bytes.fromhex("00001234567800000000abcd")
    context = bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
    plain = bytes.fromhex("aa" * 8 + "bb" * 8 + "cc" * 8 + "dd" * 8 + "ee" * 8 + "ff" * 8 + "ee" * 8 + "aa" * 8)
    secret = (
        "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
        "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"
    )
    tag = "83de3541e4c2b58177e065a9bf7b62ec"

    assert unseal(Suite.NATIONAL, key, nonce + bytes.fromhex(secret + tag), context=context) == plain


def test_digest_matches_the_published_examples() -> None:
    # FIPS 180-4 and GB/T 32905 both hash "abc" as their first example.
    assert digest(Suite.INTERNATIONAL, b"abc").hex() == (
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )
    assert digest(Suite.NATIONAL, b"abc").hex() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


@both
def test_salted_digest_depends_on_salt_and_value(suite: Suite) -> None:
    made = {salted_digest(suite, salt, value) for salt in (SALT, SALT[::-1]) for value in (b"", b"1", b"2")}

    assert len(made) == 6
    assert {len(one) for one in made} == {32}


@both
def test_salted_digest_refuses_a_short_salt(suite: Suite) -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        salted_digest(suite, b"salt", b"")


@both
@pytest.mark.parametrize("site_key", [bytes(16), bytes(32), b"s" * 50])
def test_unwrap_key_gives_back_the_key_only_to_the_same_site_and_matter(suite: Suite, site_key: bytes) -> None:
    key = new_key(suite)

    wrapped = wrap_key(suite, site_key, key, context=b"matter 1")

    assert unwrap_key(suite, site_key, wrapped, context=b"matter 1") == key
    for other_site, context in [(site_key + b"!", b"matter 1"), (site_key, b"matter 2")]:
        with pytest.raises(SealBroken):
            unwrap_key(suite, other_site, wrapped, context=context)


@both
def test_wrapped_key_cannot_be_opened_as_a_text(suite: Suite) -> None:
    site_key = KEYS[suite]

    wrapped = wrap_key(suite, site_key, new_key(suite), context=b"x")

    with pytest.raises(SealBroken):
        unseal(suite, site_key, wrapped, context=b"x")


def test_blind_is_hmac_sha256() -> None:
    # RFC 4231, test case 1.
    assert blind(b"\x0b" * 20, "Hi There") == "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
