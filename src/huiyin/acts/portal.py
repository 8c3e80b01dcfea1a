"""What a resident does without an account: filing once however often it is sent, and opening a matter by its code."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from huiyin.acts.files import attach_checked
from huiyin.acts.limits import Channel, TooMany, Visitor, knock, knock_as
from huiyin.acts.matters import Filed, Filing, open_matter
from huiyin.acts.own_repeats import join_if_known
from huiyin.acts.writing import Session, writing
from huiyin.flow.actor import filer
from huiyin.kit.canon import canonical
from huiyin.kit.numbers import normal_portal_code
from huiyin.kit.sealing import SealBroken, Suite, seal, unseal
from huiyin.kit.text import Text
from huiyin.kit.uploads import CleanFile
from huiyin.ledger.keys import blinded, suite
from huiyin.store.matters import PortalKey
from huiyin.store.working import Draft

# How long the browser that filed can look at its receipt again.
RECEIPT_LASTS = timedelta(hours=2)
_RECEIPT = "receipt"
_KEY_BYTES = {Suite.INTERNATIONAL: 32, Suite.NATIONAL: 16}


@dataclass(frozen=True, slots=True)
class Claim:
    """One matter that is somebody's, and which representative of a joint appeal that is; empty is the first."""

    matter: UUID
    party: str = ""


class WrongCode(Exception):
    """The code opens nothing: the same words whatever was wrong with it."""

    reason = Text(
        "没有对上。请照着回执输入“查询码”，是十个字母或数字，样子像 K7QM-2X9D-4T；编号不是查询码。",
        "No match. Please type the access code of your receipt: ten letters or digits such as K7QM-2X9D-4T. "
        "The number of the matter is not the code.",
    )


def open_by_code(code: str, *, visitor: Visitor, at: datetime) -> Claim:
    """Return the matter that a code opens, and whose code it is.

    Raises WrongCode, or TooMany after too many tries; right tries count too.
    """
    knock(Channel.TRACK, visitor=visitor, at=at)
    # A text that cannot be a code is looked up like any other, so that it costs the same time and gets the same words.
    digest = blinded("portal", normal_portal_code(code[:64]))
    found = PortalKey.objects.filter(digest=digest).values_list("matter", "party").first()
    if found is None:
        raise WrongCode
    return Claim(*found)


def count_step(matter: UUID, *, at: datetime) -> None:
    """Count one step of the resident on a matter; raises TooMany beyond the hour's limit."""
    knock_as(Channel.STEP, str(matter), at=at)


def file_once(
    token: str, filing: Filing, *, visitor: Visitor, files: Sequence[CleanFile] = (), known: Sequence[UUID] = ()
) -> Filed:
    """File as the resident in person, with files looked over before; the same token again returns the first filing.

    `known` are matters whose codes this person has shown: the same thing filed again goes with the first.

    What the receipt shows is kept for two hours, sealed under a key made from the token, which only the browser holds.
    Raises FieldFaults, NotAllowed, or TooMany beyond the hour's filings of one address.
    """
    at = filing.moment.recorded_at
    held = receipt_of(token, at=at)
    if held is not None:
        return held
    knock(Channel.FILE, visitor=visitor, at=at)
    with writing() as session:
        return _file_first(session, token, filing, files, known)


def _file_first(
    session: Session, token: str, filing: Filing, files: Sequence[CleanFile], known: Sequence[UUID]
) -> Filed:
    at = filing.moment.recorded_at
    Draft.objects.filter(form=_RECEIPT, saved_at__lt=at - RECEIPT_LASTS).delete()
    # The unique row makes a second sending wait for the first, and then find its receipt.
    slot = Draft(owner=owner_of(token), form=_RECEIPT, sealed=b"", suite=int(suite()), saved_at=at)
    Draft.objects.bulk_create([slot], ignore_conflicts=True)
    row = Draft.objects.select_for_update().get(owner=slot.owner, form=_RECEIPT)
    if bytes(row.sealed):
        return _unsealed(token, row)
    filed = open_matter(filing, actor=None)
    if files:
        attach_checked(filed.matter, files, actor=filer(str(filed.matter), at), moment=filing.moment)
    if known:
        join_if_known(filed, filing, known=known)
    sealed = seal(suite(), token_key(token, suite()), _told(filed), context=row.owner.encode())
    Draft.objects.filter(pk=row.pk).update(sealed=sealed)
    return filed


def receipt_of(token: str, *, at: datetime) -> Filed | None:
    """Return what was filed under a token within the last two hours, or None. One query."""
    row = Draft.objects.filter(owner=owner_of(token), form=_RECEIPT, saved_at__gte=at - RECEIPT_LASTS).first()
    if row is None or not bytes(row.sealed):
        return None
    try:
        return _unsealed(token, row)
    except SealBroken:
        return None


def owner_of(token: str) -> str:
    """Return under whose name the rows of a token lie: a keyed digest, from which no token is found."""
    return f"filing:{blinded('filing', token)}"


def token_key(token: str, in_suite: Suite) -> bytes:
    """Return the key that a token makes; without the browser's token and the site key there is none."""
    return bytes.fromhex(blinded("receipt", token))[: _KEY_BYTES[in_suite]]


def _told(filed: Filed) -> bytes:
    return canonical(
        {
            "matter": str(filed.matter),
            "number": filed.number,
            "code": filed.code,
            "leaf": filed.leaf,
            "version": filed.version,
        }
    )


def _unsealed(token: str, row: Draft) -> Filed:
    in_suite = Suite(row.suite)
    plain = unseal(in_suite, token_key(token, in_suite), bytes(row.sealed), context=row.owner.encode())
    held = json.loads(plain)
    return Filed(UUID(held["matter"]), held["number"], held["code"], held["leaf"], held["version"])


__all__ = [
    "RECEIPT_LASTS", "TooMany", "Visitor", "WrongCode", "count_step", "file_once", "open_by_code", "owner_of", "receipt_of",
    "token_key",
]  # fmt: skip
