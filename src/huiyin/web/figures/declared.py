"""Which figures of matters the desk shows, and how each of their numbers is called on a page."""

from dataclasses import dataclass

from huiyin.kit.text import Text


@dataclass(frozen=True, slots=True)
class Share:
    """A rate of a measure: which column of which, and what is said of either."""

    name: Text
    hits: str
    n: str
    hits_name: Text
    n_name: Text


@dataclass(frozen=True, slots=True)
class Part:
    """A column of counts."""

    column: str
    name: Text


@dataclass(frozen=True, slots=True)
class Declared:
    """A measure as a page shows it: its rates, or its counts by `by`.

    `tiered` units are compared in tiers; a `standing` measure counts what is so now, whenever it was filed.
    """

    id: str
    shares: tuple[Share, ...] = ()
    parts: tuple[Part, ...] = ()
    by: str = "unit"
    tiered: bool = True
    standing: bool = False
    note: Text | None = None


_FILED = Text("登记", "Filed")
_REPLIED = Text("已答复", "Replied")

FIGURES: tuple[Declared, ...] = (
    Declared(
        "filed",
        parts=(Part("n", Text("收到", "Filed")), Part("history_n", Text("其中历史导入", "Of these history"))),
        by="town",
    ),
    Declared("channels", parts=(Part("n", Text("收到", "Filed")), Part("replied_n", _REPLIED)), by="channel"),
    Declared(
        "replied_within",
        shares=(
            Share(
                Text("60 天内答复", "Replied within 60 days"),
                "within_n",
                "n",
                Text("60 天内答复", "In 60 days"),
                _FILED,
            ),
        ),
        note=Text("只算登记满 60 天的月份。", "Only months of which all 60 days have run."),
    ),
    Declared(
        "days_to_reply",
        parts=(
            Part("to_15_n", Text("15 天以内", "To 15 days")),
            Part("to_30_n", Text("16～30 天", "16–30 days")),
            Part("to_60_n", Text("31～60 天", "31–60 days")),
            Part("to_90_n", Text("61～90 天", "61–90 days")),
            Part("over_90_n", Text("90 天以上", "Over 90 days")),
            Part("waiting_n", Text("还没答复", "Not yet replied")),
            Part("ended_n", Text("没答复就结束", "Ended without reply")),
        ),
    ),
    Declared(
        "solved",
        shares=(
            Share(
                Text("单位说解决了", "Solved, says the office"),
                "office_n",
                "office_said_n",
                Text("说解决了", "Solved"),
                Text("单位说过", "Office said"),
            ),
            Share(
                Text("本人说解决了", "Solved, says the resident"),
                "resident_n",
                "resident_said_n",
                Text("说解决了", "Solved"),
                Text("本人说过", "Resident said"),
            ),
            Share(
                Text("回访说解决了", "Solved, says the call-back"),
                "call_back_n",
                "called_back_n",
                Text("说解决了", "Solved"),
                Text("回访到的", "Called back"),
            ),
        ),
        note=Text(
            "三方各说各的，从不合并；没说过的不算解决也不算没解决。",
            "Three sides that are never merged; who did not say is neither solved nor unsolved.",
        ),
    ),
    Declared(
        "satisfied",
        shares=(
            Share(
                Text("参评满意", "Satisfied of those who rated"),
                "satisfied_n",
                "n",
                Text("满意", "Satisfied"),
                Text("评价过", "Rated"),
            ),
        ),
        parts=(Part("replied_n", _REPLIED),),
        note=Text(
            "没有评价的不算满意，也不算不满意；评价的人少，这个数就说不了多少。",
            "Those who did not rate are neither satisfied nor not; where few rated it says little.",
        ),
    ),
    Declared(
        "reopened",
        shares=(
            Share(
                Text("答复后重办", "Reopened after the reply"), "reopened_n", "n", Text("重办过", "Reopened"), _REPLIED
            ),
        ),
    ),
    Declared(
        "sent_back",
        shares=(Share(Text("退回过", "Sent back"), "sent_back_n", "n", Text("退回过", "Sent back"), _FILED),),
        tiered=False,
    ),
    Declared(
        "extended",
        shares=(
            Share(Text("延期过", "Extended"), "extended_n", "n", Text("延期过", "Extended"), Text("受理", "Accepted")),
        ),
        tiered=False,
    ),
    Declared(
        "urged", shares=(Share(Text("催办过", "Urged"), "urged_n", "n", Text("催办过", "Urged"), _FILED),), tiered=False
    ),
    Declared(
        "open_by_age",
        parts=(
            Part("to_30_n", Text("30 天以内", "To 30 days")),
            Part("to_60_n", Text("31～60 天", "31–60 days")),
            Part("to_90_n", Text("61～90 天", "61–90 days")),
            Part("over_90_n", Text("90 天以上", "Over 90 days")),
        ),
        standing=True,
    ),
)
BY_ID = {one.id: one for one in FIGURES}
