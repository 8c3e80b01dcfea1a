"""The container of suite 2: what went in comes out, and whatever was done to the file or the key is refused in a sentence."""

from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from huiyin.acts.files import Upload, attach
from huiyin.acts.writing import now_at
from huiyin.cli import CliError
from huiyin.cli.backup import take_backup
from huiyin.cli.keeping import sm4_container
from huiyin.cli.keeping.archive import open_archive, write_archive
from huiyin.cli.keeping.keys import age_sealer, opener_for, recipient_for, sealer_for, sm4_sealer, sm4_secret_from
from huiyin.cli.keeping.sm4_container import CHUNK, TAG, ContainerBroken, Secret, close, open_container
from huiyin.cli.selftest import tried
from huiyin.ledger.roots import seal
from tests import office, pictures
from tests.office import at, carried_to

KEY = Secret(bytes(range(32)))
HEADER = sm4_container._HEADER.size
BLOCK = CHUNK + TAG


def closed(plain: bytes, secret: Secret = KEY) -> bytes:
    out = BytesIO()
    close(BytesIO(plain), out, secret=secret)
    return out.getvalue()


def opened(sealed: bytes, secret: Secret = KEY) -> bytes:
    out = BytesIO()
    open_container(BytesIO(sealed), out, secret=secret)
    return out.getvalue()


def refusal(sealed: bytes, secret: Secret = KEY) -> str:
    with pytest.raises(ContainerBroken) as refused:
        opened(sealed, secret)
    return str(refused.value)


THREE = bytes(range(256)) * (CHUNK // 256) * 2 + b"the last words"
SEALED = closed(THREE)


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK])
def test_what_went_in_comes_out(size: int) -> None:
    plain = b"x" * size

    assert opened(closed(plain)) == plain


def test_the_same_words_are_never_sealed_alike() -> None:
    first, second = closed(b"same"), closed(b"same")

    assert first[HEADER:] != second[HEADER:]
    assert b"same" not in first


def test_a_passphrase_opens_what_it_closed_and_another_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sm4_container, "ITERATIONS", sm4_container.FEWEST)
    sealed = closed(b"words", Secret("安澜县保险柜里的十二个字口令".encode(), passphrase=True))

    assert opened(sealed, Secret("安澜县保险柜里的十二个字口令".encode(), passphrase=True)) == b"words"
    assert "密钥不对" in refusal(sealed, Secret("安澜县保险柜里的十三个字口令".encode(), passphrase=True))
    assert "要用口令打开" in refusal(sealed)
    assert "要用密钥文件打开" in refusal(SEALED, Secret(b"passphrase", passphrase=True))


def test_another_key_is_told_from_a_damaged_file() -> None:
    assert refusal(SEALED, Secret(bytes(32))).startswith("密钥不对")


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (0, "不完整"),
        (HEADER - 1, "不完整"),
        (HEADER, "第 1 块"),
        (HEADER + BLOCK, "后面少了一截"),
        (HEADER + 2 * BLOCK, "后面少了一截"),
        (HEADER + 2 * BLOCK + 5, "第 3 块"),
        (len(SEALED) - 1, "第 3 块"),
    ],
)
def test_a_file_that_was_cut_off_is_refused(length: int, words: str) -> None:
    assert words in refusal(SEALED[:length])


@given(place=st.integers(0, len(SEALED) - 1), bit=st.integers(0, 7))
def test_one_flipped_bit_anywhere_is_refused(place: int, bit: int) -> None:
    harmed = bytearray(SEALED)
    harmed[place] ^= 1 << bit

    assert refusal(bytes(harmed))


def test_swapped_doubled_and_added_blocks_are_refused() -> None:
    head, first, second, last = (
        SEALED[:HEADER],
        SEALED[HEADER : HEADER + BLOCK],
        SEALED[HEADER + BLOCK : HEADER + 2 * BLOCK],
        SEALED[HEADER + 2 * BLOCK :],
    )

    assert "第 1 块" in refusal(head + second + first + last)
    assert "第 2 块" in refusal(head + first + first + second + last)
    assert "第 2 块" in refusal(head + first + last)
    assert "第 3 块" in refusal(head + first + second + last + b"more")
    other = closed(THREE)
    assert "第 2 块" in refusal(head + first + other[HEADER + BLOCK : HEADER + 2 * BLOCK] + last)


def test_a_newer_format_is_told_so() -> None:
    newer = SEALED[:15] + bytes([2]) + SEALED[16:]

    assert "更新版本" in refusal(newer)


def test_both_containers_open_by_what_they_begin_with(tmp_path: Path) -> None:
    key = tmp_path / "backup.sm4.key"
    sealer, made = sealer_for(tmp_path, suite=2, named="")
    assert made == key
    assert key.stat().st_mode & 0o777 == 0o600
    write_archive(tmp_path / "two.huiyin", [("erased.txt", b"one\n")], sealer=sealer)
    write_archive(
        tmp_path / "one.huiyin", [("erased.txt", b"one\n")], sealer=age_sealer(recipient_for(tmp_path, named="")[0])
    )

    for name in ("one", "two"):
        file, into = tmp_path / f"{name}.huiyin", tmp_path / name
        into.mkdir()
        open_archive(file, into, opener=opener_for(file, key=None, data=tmp_path))
        assert (into / "erased.txt").read_bytes() == b"one\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("short", "至少 12 个字"),
        ("HUIYIN-SM4-KEY-12", "不是备份私钥"),
        ("AGE-SECRET-KEY-1QQ", "是 age 私钥"),
        ("", "至少 12 个字"),
    ],
)
def test_a_file_that_is_no_key_is_refused(words: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "some.key"
    file.write_text(f"# a line\n{words}\n", encoding="utf-8")

    with pytest.raises(CliError, match=said):
        sm4_secret_from(file)


def test_a_harmed_or_foreign_back_up_is_refused_in_a_sentence(tmp_path: Path) -> None:
    sealer, _ = sealer_for(tmp_path, suite=2, named="")
    file = tmp_path / "two.huiyin"
    write_archive(file, [("erased.txt", b"one\n")], sealer=sealer)
    whole, into = file.read_bytes(), tmp_path / "out"
    opener = opener_for(file, key=None, data=tmp_path)

    for harmed, said in ((whole[:-20], "第 1 块不完整"), (whole[:-1] + bytes([whole[-1] ^ 1]), "被改过")):
        file.write_bytes(harmed)
        with pytest.raises(CliError, match=f"two.huiyin 打不开：.*{said}"):
            open_archive(file, into, opener=opener)
    file.write_bytes(b"PK" + whole)
    with pytest.raises(CliError, match="不是备份文件"):
        opener_for(file, key=None, data=tmp_path)


def test_a_public_key_of_the_other_suite_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CliError, match="HUIYIN_BACKUP_RECIPIENT"):
        sealer_for(tmp_path, suite=2, named="age1something")


def test_a_key_that_is_missing_says_which_one_to_bring(tmp_path: Path) -> None:
    file = tmp_path / "two.huiyin"
    write_archive(file, [("erased.txt", b"")], sealer=sm4_sealer(KEY))

    with pytest.raises(CliError, match=r"backup\.sm4\.key 拷回来"):
        opener_for(file, key=None, data=tmp_path)


@pytest.fixture
def national(transactional_db: None, settings: Settings) -> UUID:
    """An answered matter with a file, sealed and digested by suite 2, under a root."""
    settings.SUITE = 2
    office.furnish()
    matter = carried_to("served").matter
    upload = Upload("pipe.png", pictures.PHOTO)
    attach(matter, [upload], actor=office.someone("water.handle", at(1)), moment=now_at(at(1)))
    seal(at=at(1), county=settings.COUNTY)
    return matter


@pytest.mark.postgres_too
def test_a_back_up_of_suite_two_is_restored_aside_and_its_root_compared(national: UUID, tmp_path: Path) -> None:
    file = take_backup(tmp_path, keep=3)

    assert file.read_bytes().startswith(b"HUIYIN-SM4-GCM\n")
    assert (Path(settings.DATA) / "backup.sm4.key").exists()
    assert tried(file, identity=None)[0]
