"""单位: a unit's card, posts and people, duties, staffing against the standard, who reviews it, who is below it."""

from django.http import HttpRequest, HttpResponse

from huiyin.acts.writing import NotFound
from huiyin.flow.actor import Actor
from huiyin.flow.words import ROLE_NAMES
from huiyin.kinds.registers import REGISTERS
from huiyin.kit.text import Text
from huiyin.queries.unit_card import UnitCard, unit_card
from huiyin.web.desk.frame import page
from huiyin.web.house.days import asked_day
from huiyin.web.house.places import since_until
from huiyin.web.session import staff


class NoSuchUnit(NotFound):
    """No unit has that key."""

    reason = Text("单位册里没有这个单位，请从机构网格里找", "No such unit; look for it among places and units")


@staff
def unit(request: HttpRequest, actor: Actor, key: str) -> HttpResponse:
    """Show a unit on a day."""
    asked = asked_day(request)
    card = unit_card(key, on=asked.on)
    if card is None:
        raise NoSuchUnit
    context = {
        "asked": asked,
        "unit": card,
        "stands": card.stands_on(asked.on),
        "sentence": sentence(card),
        "since": since_until(card.valid_from, card.valid_to),
        "sort_name": _choice("sort", card.sort),
        "level_name": _choice("level", card.level),
        "rules": [(ROLE_NAMES[rule.role], rule) for rule in card.rules],
        "may_edit": bool(actor.roles & set(REGISTERS["unit"].editors)),
    }
    return page(request, "house/unit.html", context, actor=actor)


def _choice(field: str, value: str) -> Text:
    choices = {choice.id: choice.name for choice in REGISTERS["unit"].field(field).choices}
    return choices.get(value, Text(value, value))


def sentence(card: UnitCard) -> Text:
    """Return the sentence a unit's page begins with: posts, vacancies, and where it falls short of the standard."""
    posts, vacant = len(card.seats), card.vacant
    staffed = Text(f"{posts} 个岗位都有人", f"All {posts} posts are held")
    if vacant:
        staffed = Text(f"{posts} 个岗位，空着 {vacant} 个", f"{posts} posts, {vacant} of them vacant")
    if not posts:
        staffed = Text("没有登记岗位", "No posts recorded")
    short = [rule for rule in card.rules if rule.missing]
    if not card.rules:
        return staffed
    if not short:
        return Text(f"{staffed.zh}，达到配备标准", f"{staffed.en}; the standard is met")
    missing = Text(
        "、".join(f"{ROLE_NAMES[rule.role].zh} {rule.missing} 个" for rule in short),
        ", ".join(f"{rule.missing} {ROLE_NAMES[rule.role].en.lower()}" for rule in short),
    )
    return Text(f"{staffed.zh}；按标准还差{missing.zh}", f"{staffed.en}; short of the standard by {missing.en}")
