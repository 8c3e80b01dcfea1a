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
from huiyin.acts.portal import TooMany, Visitor
from huiyin.acts.slip_marks import mark_of
from huiyin.acts.writing import Moment, NotFound, writing
from huiyin.flow.actor import Actor, PostCard
from huiyin.flow.answers import FieldFaults
from huiyin.flow.matter import Event
from huiyin.flow.scene import NotAllowed
from huiyin.flow.words import Role
from huiyin.kit.codes import id_number_fault, phone_fault
from huiyin.kit.numbers import new_portal_code
from huiyin.kit.text import Text
from huiyin.ledger.keys import blinded
from huiyin.ledger.readings import Opening, write_reading
from huiyin.store.access import visible
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

    matters: tuple[UUID, ...]


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
    matters = _matters_of(mark)
    with writing():
        Draft.objects.filter(form__in=(_CODE, _PROOF), saved_at__lt=at - PROOF_LASTS).delete()
        Draft.objects.update_or_create(
            owner=f"slip:{mark}",
            form=_CODE,
            defaults={"sealed": blinded("slip-code", f"{mark}/{code}").encode(), "suite": 0, "saved_at": at},
        )
        if matters:
            words = f"您在找回执，验证码 {code}，十分钟内有效。不是您本人要的，请不要告诉任何人。"
            Message.objects.create(county=settings.COUNTY, matter=matters[-1], words=words, sort="code", made_at=at)


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
        return _begun(_matters_of(mark), at)


def _begun(matters: Iterable[UUID], at: datetime) -> str:
    token = secrets.token_urlsafe(24)
    held = json.dumps([str(one) for one in matters]).encode()
    Draft.objects.create(owner=f"slip:{blinded('slip-proof', token)}", form=_PROOF, sealed=held, suite=0, saved_at=at)
    return token


def proof_of(token: str, *, at: datetime) -> Proof | None:
    """Return what a token proves, for a quarter of an hour. One query."""
    owner = f"slip:{blinded('slip-proof', token[:64])}"
    row = Draft.objects.filter(owner=owner, form=_PROOF, saved_at__gte=at - PROOF_LASTS).first()
    return Proof(tuple(UUID(one) for one in json.loads(bytes(row.sealed)))) if row is not None else None


def end_proof(token: str) -> None:
    """Forget a token."""
    Draft.objects.filter(owner=f"slip:{blinded('slip-proof', token[:64])}", form=_PROOF).delete()


def answer_by_phone(proof: Proof, *, at: datetime) -> None:
    """Write the answer into the readings of the matters it names."""
    for matter in proof.matters:
        write_reading(
            Opening(
                matter=matter, at=at, person="", post="", post_label=BY_PHONE.zh, fields=("number", "state"),
                way="answer", reason=LOST.zh,
            )
        )  # fmt: skip


def answer_at_counter(given: str, *, shown: str, actor: Actor, at: datetime) -> tuple[UUID, ...]:
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
    found = visible(actor).filter(id__in=_matters_of(mark_of(field, given)), received_unit=post.unit)
    matters = tuple(found.order_by("received_at", "id").values_list("id", flat=True))
    for matter in matters:
        write_reading(
            Opening(
                matter=matter, at=at, person=actor.person, post=post.key, post_label=post.label,
                fields=("number", "state"), way="answer", reason=f"{LOST.zh}；{SHOWN[shown].zh}",
            )
        )  # fmt: skip
    return matters


def new_code_by_phone(matter: UUID, *, token: str, moment: Moment) -> str:
    """Return a new code for one of the matters a token proves; the old one opens nothing any more. Raises NotFound."""
    proof = proof_of(token, at=moment.recorded_at)
    if proof is None or matter not in proof.matters:
        raise NotFound
    return _renewed(matter, {"by": {"person": ""}, "proof": "phone"}, moment)


def new_code_at_counter(matter: UUID, *, shown: str, actor: Actor, moment: Moment) -> str:
    """Return a new code for a matter of this counter; the old one is void. Raises NotAllowed, NotFound."""
    post = _counter(actor)
    if shown not in SHOWN:
        raise NotAllowed(Text("请选怎么核对的本人", "Choose how you know the person"))
    if not visible(actor).filter(id=matter, received_unit=post.unit).exists():
        raise NotFound
    by = {"person": actor.person, "post": post.key, "unit": post.unit}
    return _renewed(matter, {"by": by, "proof": shown}, moment)


def _renewed(matter: UUID, body: dict[str, object], moment: Moment) -> str:
    with writing() as session:
        held = session.pen.matter(matter)
        if held.erased:
            raise NotFound
        session.pen.write(matter, Event(f"{held.kind}.code_renewed", moment.at, moment.recorded_at, body))
        PortalKey.objects.filter(matter=matter).delete()
        code = new_portal_code()
        keep_code(session, matter, code)
        return code


def _counter(actor: Actor) -> PostCard:
    post = next(iter(actor.posts_with(Role.INTAKE)), None)
    if post is None:
        raise NotAllowed(Text("找回执由受理窗口办", "Lost slips are for the intake counter"))
    return post


def _matters_of(mark: str) -> list[UUID]:
    marked = SlipMark.objects.filter(digest=mark).values("matter")
    rows = MatterRow.objects.filter(id__in=marked, erased=False).order_by("received_at", "id")
    return list(rows.values_list("id", flat=True))
