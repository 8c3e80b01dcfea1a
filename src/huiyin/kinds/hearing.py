"""Hearings (听证): announced, held, reported (Art. 31 (6), 36). Only the re-review's clock stands still for one."""

from huiyin.flow.kind import Choice, Field, Step
from huiyin.flow.words import Role, Sort
from huiyin.kinds.signing import two_hands
from huiyin.kit.text import Text

_GROUND = Field(
    "ground",
    Text("中止事由", "Ground"),
    Sort.CHOICE,
    choices=(Choice("听证", Text("听证", "Hearing"), "信访工作条例 第36条"),),
)
_ANNOUNCED = (
    Field("hearing_about", Text("听证什么事", "What it is about"), Sort.WORDS, sealed=True, longest=500),
    Field("hearing_on", Text("哪天", "Day"), Sort.DAY),
    Field("hearing_time", Text("几点", "Time"), Sort.LINE, longest=20),
    Field("hearing_place", Text("在哪里", "Place"), Sort.LINE, longest=80),
    Field("hearing_host", Text("主持人（单位和职务）", "Host, by office"), Sort.LINE, longest=60),
    Field(
        "hearing_members",
        Text("听证员", "Members"),
        Sort.LINES,
        help=Text("一行一位，写身份不写姓名，如：法律顾问、居民代表", "One a line, by standing and not by name"),
        longest=40,
    ),
    Field("hearing_clerk", Text("记录人", "Clerk"), Sort.LINE, longest=40),
    Field("hearing_public", Text("公开举行吗", "Open to the public?"), Sort.YES_NO),
)
_TELLS = Text(
    "定于{hearing_on} {hearing_time}在{hearing_place}举行听证，您可以参加、陈述、举证、申请回避",
    "A hearing is held on {hearing_on} {hearing_time} at {hearing_place}; you may attend, speak and bring evidence",
)


def hearing_steps(who: tuple[Role, ...], *, holds: str = "") -> tuple[Step, ...]:
    """Return the steps of a hearing; with `holds` that clock stands still from the notice to the end of the hearing."""
    basis = "信访工作条例 第36条" if holds else "信访工作条例 第31条第6项"
    return *_opened(who, holds, basis=basis), _held(who, basis=basis), _closed(who, holds, basis=basis)


def _opened(who: tuple[Role, ...], holds: str, *, basis: str) -> tuple[Step, Step]:
    return two_hands(
        Step(
            id="hearing_opened",
            name=Text("举行听证，时限中止", "Hold a hearing: the clock is held")
            if holds
            else Text("举行听证", "Hold a hearing"),
            event="hearing_opened",
            after=("accepted",),
            who=who,
            fields=(*((_GROUND,) if holds else ()), *_ANNOUNCED),
            suspends=holds,
            papers=("D10",),
            tells=Text(f"{_TELLS.zh}；听证时间不计入期限", f"{_TELLS.en}; its time does not count")
            if holds
            else _TELLS,
            basis=basis,
        )
    )


def _held(who: tuple[Role, ...], *, basis: str) -> Step:
    return Step(
        id="hearing_held",
        name=Text("记听证笔录", "Record the hearing"),
        event="hearing_held",
        after=("accepted",),
        who=who,
        fields=(
            Field("hearing_present", Text("谁到场", "Who was present"), Sort.LINES, sealed=True, longest=60),
            Field("hearing_record", Text("笔录", "Record"), Sort.WORDS, sealed=True, longest=4000),
        ),
        papers=("D10-2",),
        between=True,
        tells=Text("听证已举行", "The hearing was held"),
        basis=basis,
    )


def _closed(who: tuple[Role, ...], holds: str, *, basis: str) -> Step:
    return Step(
        id="hearing_closed",
        name=Text("听证结束，时限恢复", "Hearing over: the clock runs again")
        if holds
        else Text("出听证报告", "Report the hearing"),
        event="hearing_closed",
        after=("accepted",),
        who=who,
        fields=(
            Field(
                "hearing_statements",
                Text("各方怎么说", "What each side said"),
                Sort.WORDS,
                sealed=True,
                longest=2000,
            ),
            Field("hearing_findings", Text("查明了什么", "What was found"), Sort.WORDS, sealed=True, longest=2000),
            Field(
                "hearing_advice",
                Text("听证员的意见", "What the members advise"),
                Sort.WORDS,
                sealed=True,
                longest=1000,
            ),
            Field(
                "hearing_published",
                Text("结果公布吗", "Is the result published?"),
                Sort.YES_NO,
                help=Text("公布的隐去个人信息", "Without personal data"),
            ),
        ),
        resumes=holds,
        papers=("D10-3",),
        between=True,
        tells=Text("听证结束，{due}前作出意见", "The hearing is over, opinion by {due}")
        if holds
        else Text("听证报告已作出，作为答复的依据", "The hearing's report is made and the reply rests on it"),
        basis=basis,
    )
