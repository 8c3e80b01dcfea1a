"""The lost slip: a person proves who he or she is, hears the numbers and states of what was filed, and gets a new code.

By a code sent to the telephone that was given, or at the counter by showing an ID. There is no list, no filter, no name;
every answer is written into the readings of the matters it names.
"""

import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

from huiyin.acts.attempts import spend
from huiyin.acts.matters import keep_code
from huiyin.acts.portal import Claim, TooMany, Visitor
from huiyin.acts.slip_marks import mark_of
from huiyin.acts.telling import parties_of
from huiyin.acts.writing import Moment, NotFound, writing
from huiyin.flow.actor import Actor, PostCard
from huiyin.flow.answers import FIRST, REPRESENTATIVES, FieldFaults
from huiyin.flow.matter import Event
from huiyin.flow.scene import NotAllowed
from huiyin.flow.words import Role
from huiyin.kit.codes import id_number_fault, phone_fault
from huiyin.kit.numbers import new_portal_code
from huiyin.kit.text import Text
from huiyin.ledger.keys import blinded
from huiyin.ledger.readings import Opening, write_reading
from huiyin.store.access import among, visible
from huiyin.store.matters import MatterRow, PortalKey, SlipMark
from huiyin.store.working import Draft, Message

CODE_LASTS, PROOF_LASTS = timedelta(minutes=10), timedelta(minutes=15)
CODES_PER_PHONE, CODES_PER_ADDRESS, CODES_PER_SITE, CODE_WINDOW = 3, 10, 300, 3600
GUESSES_PER_PHONE, GUESSES_PER_ADDRESS, GUESS_WINDOW = 5, 20, 900
LOOKS_PER_CLERK, LOOK_WINDOW = 30, 24 * 3600
_CODE, _PROOF = "slip-code", "slip-proof"
BY_PHONE = Text("本人（短信验证码）", "The person, by a code sent to the telephone")
LOST = Text("回执丢失，本人查自己反映的事", "The slip was lost; the person asks what he or she filed")
SHOWN: dict[str, Text] = {
    "id": Text("出示了身份证", "Showed an ID card"),
    "phone": Text("当面拨通了登记的电话", "The telephone given rang in front of us"),
}
TOO_MANY = Text(
    "试得太多了，请过一小时再来，或带身份证到窗口。",
    "Too many tries: please come back in an hour, or come to the counter with your ID.",
)
TOO_MANY_TODAY = Text(
    "今天替人查的次数已满，请找值班负责人", "Looked up too often today; please ask whoever is in charge"
)


class WrongSlipCode(Exception):
    """The code sent is another, or its ten minutes are over."""

    reason = Text("验证码不对，或已过十分钟；请核对，或重新要一个。", "Wrong code, or its ten minutes are over.")


@dataclass(frozen=True, slots=True)
class Proof:
    """What the holder of a token has proved: these matters are his or hers."""

    claims: tuple[Claim, ...]


def ask_code(phone: str, *, visitor: Visitor, at: datetime) -> None:
    """Send a code to the phone where something was filed with it; says nothing of whether there was. Raises TooMany.

    Raises FieldFaults for what is no telephone number.
    """
    fault = phone_fault(phone)
    if fault is not None:
        raise FieldFaults({"phone": fault})
    mark = mark_of("phone", phone)
    limits = (
        (f"slip@{visitor.trace}", CODES_PER_ADDRESS),
        (f"slip/{mark[:32]}", CODES_PER_PHONE),
        ("slip/site", CODES_PER_SITE),
    )
    if not all([spend(key, at=at, limit=limit, window_seconds=CODE_WINDOW) for key, limit in limits]):
        raise TooMany(TOO_MANY)
    # Made and kept whether or not anything was filed, so that the answer takes as long either way.
    code = f"{secrets.randbelow(10**6):06d}"
    claims = _claims_of(mark)
    with writing():
        Draft.objects.filter(form__in=(_CODE, _PROOF), saved_at__lt=at - PROOF_LASTS).delete()
        Draft.objects.update_or_create(
            owner=f"slip:{mark}",
            form=_CODE,
            defaults={"sealed": blinded("slip-code", f"{mark}/{code}").encode(), "suite": 0, "saved_at": at},
        )
        if claims:
            words = f"您在找回执，验证码 {code}，十分钟内有效。不是您本人要的，请不要告诉任何人。"
            newest = claims[-1]
            Message.objects.create(
                county=settings.COUNTY, matter=newest.matter, party=newest.party, words=words, sort="code", made_at=at
            )


def prove(phone: str, code: str, *, visitor: Visitor, at: datetime) -> str:
    """Return a token for the right code; raises WrongSlipCode, or TooMany. The code is used up."""
    if phone_fault(phone) is not None:
        raise WrongSlipCode
    mark = mark_of("phone", phone)
    here = spend(f"slip-guess@{visitor.trace}", at=at, limit=GUESSES_PER_ADDRESS, window_seconds=GUESS_WINDOW)
    of_phone = spend(f"slip-guess/{mark[:32]}", at=at, limit=GUESSES_PER_PHONE, window_seconds=GUESS_WINDOW)
    if not (here and of_phone):
        raise TooMany(TOO_MANY)
    wanted = blinded("slip-code", f"{mark}/{code.strip()[:12]}").encode()
    with writing():
        row = Draft.objects.filter(owner=f"slip:{mark}", form=_CODE, saved_at__gte=at - CODE_LASTS).first()
        if row is None or not secrets.compare_digest(bytes(row.sealed), wanted):
            raise WrongSlipCode
        row.delete()
        return _begun(_claims_of(mark), at)


def _begun(claims: Iterable[Claim], at: datetime) -> str:
    token = secrets.token_urlsafe(24)
    held = json.dumps([[str(one.matter), one.party] for one in claims]).encode()
    Draft.objects.create(owner=f"slip:{blinded('slip-proof', token)}", form=_PROOF, sealed=held, suite=0, saved_at=at)
    return token


def proof_of(token: str, *, at: datetime) -> Proof | None:
    """Return what a token proves, for a quarter of an hour. One query."""
    owner = f"slip:{blinded('slip-proof', token[:64])}"
    row = Draft.objects.filter(owner=owner, form=_PROOF, saved_at__gte=at - PROOF_LASTS).first()
    if row is None:
        return None
    return Proof(tuple(Claim(UUID(matter), party) for matter, party in json.loads(bytes(row.sealed))))


def end_proof(token: str) -> None:
    """Forget a token."""
    Draft.objects.filter(owner=f"slip:{blinded('slip-proof', token[:64])}", form=_PROOF).delete()


def answer_by_phone(proof: Proof, *, at: datetime) -> None:
    """Write the answer into the readings of the matters it names."""
    together = _together(proof.claims)
    for one in proof.claims:
        write_reading(
            Opening(
                matter=one.matter, at=at, person="", post="", post_label=BY_PHONE.zh, fields=("number", "state"),
                way="answer", reason=LOST.zh, party=_whose(one, together),
            )
        )  # fmt: skip


def _together(claims: Iterable[Claim]) -> set[UUID]:
    rows = MatterRow.objects.filter(id__in=[one.matter for one in claims]).values_list("id", "values")
    return {matter for matter, values in rows if values.get(REPRESENTATIVES)}


def _whose(claim: Claim, together: set[UUID]) -> str:
    # Who of several lost a slip is no other's business.
    return claim.party or (FIRST if claim.matter in together else "filer")


def answer_at_counter(given: str, *, shown: str, actor: Actor, at: datetime) -> tuple[Claim, ...]:
    """Return the matters filed with a phone or ID number that this counter may know of, each written into its readings.

    Raises NotAllowed, FieldFaults, TooMany. What is about the clerk's own unit is not among them.
    """
    post = _counter(actor)
    if shown not in SHOWN:
        raise FieldFaults({"shown": Text("请选怎么核对的本人", "Choose how you know the person")})
    field = "phone" if phone_fault(given) is None else "id_number"
    if field == "id_number" and id_number_fault(given) is not None:
        raise FieldFaults({"given": Text("请输入手机号或身份证号", "Type a telephone or ID number")})
    if not spend(f"slip-clerk/{actor.person}", at=at, limit=LOOKS_PER_CLERK, window_seconds=LOOK_WINDOW):
        raise TooMany(TOO_MANY_TODAY)
    claimed = _claims_of(mark_of(field, given))
    seen = among(actor, (one.matter for one in claimed)).filter(received_unit=post.unit)
    here = set(seen.values_list("id", flat=True))
    claims = tuple(one for one in claimed if one.matter in here)
    together = _together(claims)
    for one in claims:
        write_reading(
            Opening(
                matter=one.matter, at=at, person=actor.person, post=post.key, post_label=post.label,
                fields=("number", "state"), way="answer", reason=f"{LOST.zh}；{SHOWN[shown].zh}",
                party=_whose(one, together),
            )
        )  # fmt: skip
    return claims


def new_code_by_phone(claim: Claim, *, token: str, moment: Moment) -> str:
    """Return a new code for one of the matters a token proves; the old one opens nothing any more. Raises NotFound."""
    proof = proof_of(token, at=moment.recorded_at)
    if proof is None or claim not in proof.claims:
        raise NotFound
    return _renewed(claim, {"by": {"person": ""}, "proof": "phone"}, moment)


def new_code_at_counter(claim: Claim, *, shown: str, actor: Actor, moment: Moment) -> str:
    """Return a new code for a matter of this counter; the old one is void. Raises NotAllowed, NotFound."""
    post = _counter(actor)
    if shown not in SHOWN:
        raise NotAllowed(Text("请选怎么核对的本人", "Choose how you know the person"))
    if not visible(actor).filter(id=claim.matter, received_unit=post.unit).exists():
        raise NotFound
    by = {"person": actor.person, "post": post.key, "unit": post.unit}
    return _renewed(claim, {"by": by, "proof": shown}, moment)


def _renewed(claim: Claim, body: dict[str, object], moment: Moment) -> str:
    with writing() as session:
        held = session.pen.matter(claim.matter)
        if held.erased or claim.party not in parties_of(held):
            raise NotFound
        told = {**body, "party": claim.party} if claim.party else body
        session.pen.write(claim.matter, Event(f"{held.kind}.code_renewed", moment.at, moment.recorded_at, told))
        PortalKey.objects.filter(matter=claim.matter, party=claim.party).delete()
        code = new_portal_code()
        keep_code(session, claim.matter, code, party=claim.party)
        return code


def _counter(actor: Actor) -> PostCard:
    post = next(iter(actor.posts_with(Role.INTAKE)), None)
    if post is None:
        raise NotAllowed(Text("找回执由受理窗口办", "Lost slips are for the intake counter"))
    return post


def _claims_of(mark: str) -> list[Claim]:
    marked = sorted(SlipMark.objects.filter(digest=mark).values_list("matter", "party"))
    rows = MatterRow.objects.filter(id__in=[matter for matter, _ in marked], erased=False)
    order = {
        matter: place for place, matter in enumerate(rows.order_by("received_at", "id").values_list("id", flat=True))
    }
    claims = [Claim(matter, party) for matter, party in marked if matter in order]
    return sorted(claims, key=lambda one: (order[one.matter], one.party))
