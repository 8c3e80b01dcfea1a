"""What the portal asks and says where several people bring one thing together: who speaks for them, and what each may do."""

from collections.abc import Mapping
from datetime import date, datetime

from django import forms
from django.utils.functional import lazy

from huiyin.flow.answers import FIRST, REPRESENTATIVES
from huiyin.flow.serving import MOST_REPRESENTATIVES
from huiyin.kit.text import Text
from huiyin.queries.own_matter import OwnMatter
from huiyin.web.portal.filing_pages import AskedPage
from huiyin.web.portal.words import day_said
from huiyin.web.templatetags.look import say, words

YES = "yes"
later = lazy(say, str)
PEOPLE, SERVED_AT = "people_count", "serve_at"
# The clocks of a representative's own right to go on.
REMEDIES = {
    "XF-08": Text("申请复查", "ask for a review"),
    "XF-10": Text("申请复核", "ask for a re-review"),
}
_TOGETHER = AskedPage(
    "together",
    Text("代表", "Together"),
    Text("一共几个人，推选了几位代表？", "How many are you, how many representatives?"),
    (PEOPLE, REPRESENTATIVES, SERVED_AT),
)


def _controls() -> dict[str, forms.Field]:
    found: dict[str, forms.Field] = {
        "joint": forms.ChoiceField(
            label=later("是不是几个人一起反映的", "Do several of you bring it together?"),
            help_text=later(
                "几个人为同一件事，推选代表，最多五位；只填人数，不填其他人的名单。",
                "For one matter you elect representatives, five at most; the others are counted, not listed.",
            ),
            choices=(
                ("no", later("不是，就我一个人", "No, only me")),
                (YES, later("是，我是代表", "Yes, I speak for them")),
            ),
            required=False,
            widget=forms.RadioSelect,
        ),
        PEOPLE: _number(later("一共几个人（连代表在内）", "How many people in all")),
        REPRESENTATIVES: _number(
            later("推选了几位代表（连您在内）", "How many representatives, you among them"),
            later("最多 5 位（信访工作条例第二十条）", "Five at most (Regulation on Petition Work, Art. 20)"),
        ),
        SERVED_AT: _line(
            later("您的书面答复送到哪里", "Where your written reply goes"),
            later("不写就到窗口取。", "If left empty you fetch it at the counter."),
        ),
    }
    for number in range(2, MOST_REPRESENTATIVES + 1):
        found[f"name_{number}"] = _line(later("第 {n} 位代表的姓名", "Representative {n}: name", n=number), most=50)
        found[f"phone_{number}"] = _line(
            later("第 {n} 位代表的电话", "Representative {n}: telephone", n=number),
            later("他凭这个电话领自己的查询码；您看不到他的查看记录。", "By it that person gets a code of his own."),
            most=20,
        )
        found[f"serve_at_{number}"] = _line(
            later("第 {n} 位代表的文书送到哪里", "Representative {n}: where papers go", n=number)
        )
    return found


def _number(label: object, said: object = "") -> forms.CharField:
    attrs = {"inputmode": "numeric", "class": "in-short", "autocomplete": "off"}
    return forms.CharField(
        label=label, help_text=said, required=False, max_length=9, widget=forms.TextInput(attrs=attrs)
    )  # type: ignore[arg-type]


def _line(label: object, said: object = "", *, most: int = 200) -> forms.CharField:
    attrs = {"autocomplete": "off"}
    return forms.CharField(
        label=label, help_text=said, required=False, max_length=most, widget=forms.TextInput(attrs=attrs)
    )  # type: ignore[arg-type]


TogetherForm: type[forms.Form] = type("TogetherForm", (forms.Form,), _controls())


def pages_together(typed: Mapping[str, str]) -> tuple[AskedPage, ...]:
    """Return the pages asked of several people: how many, then each further representative; none of one person."""
    if typed.get("joint") != YES:
        return ()
    said = typed.get(REPRESENTATIVES, "").strip()
    count = int(said) if said.isdecimal() and len(said) < 3 else 0
    if not 1 < count <= MOST_REPRESENTATIVES:
        return (_TOGETHER,)
    names = tuple(f"{name}_{number}" for number in range(2, count + 1) for name in ("name", "phone", "serve_at"))
    return _TOGETHER, AskedPage(
        "others", Text("其他代表", "Others"), Text("其他代表怎么找", "How to reach the other representatives"), names
    )


def too_many_for(told: Mapping[str, object]) -> str:
    """Return what is wrong between the two numbers, or nothing."""
    people, count = (str(told.get(name) or "") for name in (PEOPLE, REPRESENTATIVES))
    if people.isdecimal() and count.isdecimal() and int(count) > int(people):
        return say("代表比一起反映的人还多，请核对人数", "More representatives than people: please check the numbers")
    return ""


def said_together(own: OwnMatter, *, at: datetime) -> tuple[str, ...]:
    """Return what a representative is told beside the progress: who he is here, and his own last day."""
    matter = own.matter
    if not matter.recipients:
        return ()
    number = own.party or FIRST
    told = [
        say(
            "联名反映：一共 {people} 人，代表 {many} 位，您是第 {n} 位代表。",
            "A joint appeal of {people} people with {many} representatives; you are number {n}.",
            people=matter.values.get(PEOPLE, ""), many=len(matter.recipients), n=number,
        )
    ]  # fmt: skip
    for clock, right in REMEDIES.items():
        mine = matter.own_last_day(clock, own.party)
        face = matter.clocks.get(clock)
        if mine is not None and (face is None or face.running):
            told.append(_last_day(words(right), mine, face.due_on if face is not None else None, at=at))
    return tuple(told)


def _last_day(right: str, mine: date, last: date | None, *, at: datetime) -> str:
    if last is None:
        return say(
            "答复已送到您手里，别的代表还在送。您不用等，现在就可以{right}；从您收到算，您的最后一天是 {day}。",
            "You have the reply, other representatives not yet. You need not wait to {right}: your last day is {day}.",
            right=right, day=day_said(mine, at=at),
        )  # fmt: skip
    if mine == last:
        return say(
            "从您收到答复算，{right}的最后一天是 {day}。", "To {right} your last day is {day}.",
            right=right, day=day_said(mine, at=at),
        )  # fmt: skip
    return say(
        "从您收到答复算，{right}的最后一天是 {day}；有的代表收到得晚，到 {last} 以前哪位代表申请都不算晚。",
        "To {right} your last day is {day}; others received it later: until {last} any of you asks in time.",
        right=right, day=day_said(mine, at=at), last=day_said(last, at=at),
    )  # fmt: skip


RULES = (
    Text(
        "进度、答复、补充的话，各位代表都看得到；您的电话、地址别的代表看不到，谁看过您的信息只列给您。",
        "All representatives see progress, replies and what was added; none sees your telephone or address, and who "
        "read your data is listed for you alone.",
    ),
    Text(
        "评价：一次答复评一次，哪位代表先评就是那一次。",
        "Rating: once a reply, by whichever representative comes first.",
    ),
    Text(
        "催办、补充、要求重办、申请复查：哪位代表办都行，算大家的。",
        "Reminding, adding, reopening, asking for review: any of you may, for all.",
    ),
    Text("撤回：各位代表都同意才行。", "Withdrawing takes all of you."),
    Text(
        "文书给每位代表各送一份，期限从各人自己收到那天算。",
        "Papers are served on each; time runs for each from the day he got it.",
    ),
    Text(
        "别的代表要用自己的查询码：在“回执丢了”凭自己的电话领，或者带身份证到窗口。",
        "Each uses a code of his own: by his telephone under “I lost the slip”, or with an ID card at the counter.",
    ),
)
