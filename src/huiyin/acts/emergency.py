"""Opening one matter's personal data in an emergency: one person asks, another of another post decides, the resident is told."""

from uuid import UUID

from django.conf import settings

from huiyin.acts.telling import parties_of, queue
from huiyin.acts.writing import NotFound, Session, now_at, writing
from huiyin.flow.actor import Actor, PostCard
from huiyin.flow.emergency import (
    ASKED,
    DECIDED_WITHIN,
    DECIDERS,
    GRANTED,
    GROUNDS,
    NEVER,
    OPEN_FOR,
    REFUSED,
)
from huiyin.flow.matter import Event
from huiyin.flow.scene import NotAllowed
from huiyin.kit.ids import new_id
from huiyin.kit.text import Text
from huiyin.lang.mask import mask
from huiyin.store.access import visible
from huiyin.store.emergency import EmergencyOpening, reachable

SHORTEST = 6


def ask(number: str, ground: str, words: str, *, actor: Actor) -> UUID:
    """Ask for one matter by its number; returns the request's id. The post that stands first is the one it opens for.

    Raises NotFound for a matter that is not there, is confined, or is about a unit of the actor's: the same for all.
    """
    if not actor.posts or actor.roles & NEVER:
        raise NotAllowed(
            Text("管理岗、审计岗任何时候都不查阅群众资料", "Administrators and auditors never open residents' data")
        )
    if ground not in GROUNDS:
        raise NotAllowed(Text("请选一个理由", "Choose a ground"))
    if len(words.strip()) < SHORTEST:
        raise NotAllowed(Text("请写清发生了什么、为什么现在要看", "Say what happened and why it must be seen now"))
    row = reachable(actor).filter(county=settings.COUNTY, number=number.strip().upper(), erased=False).first()
    if row is None:
        raise NotFound
    if visible(actor).filter(id=row.id).exists():
        raise NotAllowed(
            Text(
                "这件事您本来就能看，请在事项页写明理由打开", "You may see this matter anyway: open it on its own page"
            )
        )
    post, at = actor.posts[0], actor.at
    with writing() as session:
        waiting = EmergencyOpening.objects.filter(
            matter=row.id, asked_by=actor.person, granted=None, decide_before__gt=at
        )
        if waiting.exists():
            raise NotAllowed(Text("已经申请过，正等第二个人批", "It was asked for and waits for a second person"))
        opening = EmergencyOpening(
            id=new_id(at), county=session.pen.county, matter=row.id, ground=ground, words=mask(words.strip()[:200]).text[:200],
            asked_by=actor.person, asked_post=post.key, asked_label=post.label, asked_at=at,
            decide_before=at + DECIDED_WITHIN,
        )  # fmt: skip
        opening.save(force_insert=True)
        _write(session, opening, ASKED, actor, post)
        return opening.id


def grant(opening: UUID, *, actor: Actor) -> None:
    """Let it be opened for an hour, and tell the resident."""
    with writing() as session:
        held, post = _to_decide(opening, actor)
        _decide(held, actor, post, granted=True)
        matter = _write(session, held, GRANTED, actor, post)
        words = (
            f"因“{GROUNDS[held.ground].name.zh}”，{held.asked_label}经{post.label}批准，一小时内可以查看您在 {matter} "
            "里的资料。看了什么，凭查询码在“谁看过我的信息”里能看到。"
        )
        for party in parties_of(session.pen.matter(held.matter)):
            queue(session, held.matter, words[:500], sort="news", at=actor.at, party=party)


def refuse(opening: UUID, *, actor: Actor) -> None:
    """Do not let it be opened."""
    with writing() as session:
        held, post = _to_decide(opening, actor)
        _decide(held, actor, post, granted=False)
        _write(session, held, REFUSED, actor, post)


def _to_decide(opening: UUID, actor: Actor) -> tuple[EmergencyOpening, PostCard]:
    held = EmergencyOpening.objects.select_for_update().filter(id=opening).first()
    # Who may not know of the matter hears of no request about it.
    if held is None or not visible(actor).filter(id=held.matter).exists():
        raise NotFound
    if held.asked_by == actor.person:
        raise NotAllowed(Text("自己申请的要由另一个人批", "Somebody else decides on what you ask for"))
    post = next((one for one in actor.posts if one.roles & DECIDERS and one.key != held.asked_post), None)
    if post is None:
        raise NotAllowed(
            Text("应急查阅由另一个签发岗、领导岗或督查岗批", "Another signing, leading or supervising post decides")
        )
    if held.granted is not None:
        raise NotAllowed(Text("已经有人批过了", "It is decided already"))
    if actor.at > held.decide_before:
        raise NotAllowed(Text("过了两小时没有批，这次申请作废，请重新申请", "Not decided within two hours: ask again"))
    return held, post


def _decide(held: EmergencyOpening, actor: Actor, post: PostCard, *, granted: bool) -> None:
    held.granted, held.decided_at = granted, actor.at
    held.decided_by, held.decided_post, held.decided_label = actor.person, post.key, post.label
    held.open_until = actor.at + OPEN_FOR if granted else None
    held.save()


def _write(session: Session, held: EmergencyOpening, what: str, actor: Actor, post: PostCard) -> str:
    """Write the event into the matter's stream; returns the matter's number."""
    matter, moment = session.pen.matter(held.matter), now_at(actor.at)
    told = {"id": str(held.id), "ground": held.ground, "post": held.asked_label, "decided": held.decided_label}
    if held.open_until is not None:
        told["until"] = held.open_until.isoformat()
    by = {"person": actor.person, "post": post.key, "unit": post.unit}
    session.pen.write(
        held.matter, Event(f"{matter.kind}.{what}", moment.at, moment.recorded_at, {"by": by, "opening": told})
    )
    return matter.number
