"""What a resident may come with: to have something put right, to suggest, to accuse. Words and order, one line a purpose."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from huiyin.flow.kind import Kind
from huiyin.kinds import kind_of
from huiyin.kit.text import Text

# What the page itself knows, and what a clerk adds later.
NOT_ASKED = frozenset({"channel", "title", "category", "grid"})
SHOWN_AS = {"concerned_unit": "office", "concerns_office": "concern"}


@dataclass(frozen=True, slots=True)
class Purpose:
    """One form of the portal: the kind it opens, its address, and the words that differ from the usual form.

    `labels` and `helps` stand in place of the usual words of a field; `kept` says who reads it and how it is protected.
    """

    kind: str
    address: str
    name: Text
    says: Text
    kept: Text | None = None
    labels: Mapping[str, Text] = field(default_factory=dict)
    helps: Mapping[str, Text] = field(default_factory=dict)

    @property
    def declared(self) -> Kind:
        """Return the kind as it is declared."""
        return kind_of(self.kind)

    @property
    def asked(self) -> frozenset[str]:
        """Return the fields the form shows, under the names it shows them by."""
        fields = (one.id for one in self.declared.opening.fields if one.id not in NOT_ASKED)
        return frozenset({"town", *(SHOWN_AS.get(name, name) for name in fields)})

    @property
    def is_confined(self) -> bool:
        """Say whether only posts with a special role learn of it."""
        return bool(self.declared.confined)


APPEAL = Purpose(
    "appeal",
    "portal:file",
    Text("我要反映", "Tell us"),
    Text(
        "有事要解决、要个说法。受理以后 60 日内书面答复",
        "Something to be put right: a written reply within 60 days of acceptance",
    ),
)
SUGGESTION = Purpose(
    "suggestion",
    "portal:file_suggestion",
    Text("提建议", "Suggest"),
    Text("对工作有想法、有主意。采纳不采纳都答复", "An idea for how things are done: you hear whether it is adopted"),
    Text(
        "可以不留姓名。建议交给能采纳它的单位研究，采纳不采纳都答复您（信访工作条例第二十九条）。",
        "You may leave your name out. It goes to the office that can adopt it, and you are answered either way "
        "(Regulation on Petition Work, Art. 29).",
    ),
    labels={"requests": Text("您建议怎么做", "What you suggest")},
    helps={
        "words": Text(
            "现在是什么样，哪里可以改，改了对谁有好处。",
            "How it is now, what could be better, and for whom.",
        ),
        "requests": Text(
            "一行写一条。例如：村口装两盏路灯。", "One a line. For example: two street lamps at the gate."
        ),
        "concern": Text(
            "只是提建议，选“不是”。选了“是”，那个单位不经手，也看不到是谁说的。",
            "For a suggestion alone choose “No”. With “Yes” that office neither handles it nor learns who said it.",
        ),
    },
)
ACCUSATION = Purpose(
    "accusation",
    "portal:file_accusation",
    Text("检举控告", "Accuse"),
    Text(
        "反映干部、单位违纪违法。只有纪检监察专门岗位看得到",
        "Misconduct of an officer or office: only the special post of discipline inspection sees it",
    ),
    Text(
        "只有纪检监察的专门岗位看得到。窗口、被反映的人和单位、别的单位都看不到，也查不到有这件事；材料和您是谁，"
        "一律不得透露、转给被反映的人和单位（信访工作条例第三十条）。可以不留姓名。",
        "Only the special post of discipline inspection sees it. The counter, whoever it is about, and every other "
        "office see nothing, not even that it exists; neither the words nor who you are may be passed to the accused "
        "(Regulation on Petition Work, Art. 30). You may leave your name out.",
    ),
    labels={"words": Text("反映什么问题", "What you report")},
    helps={
        "words": Text(
            "谁、什么时候、在哪里、做了什么，您怎么知道的。知道多少写多少。",
            "Who, when, where, what was done, and how you know. Write as much as you know.",
        ),
        "office": Text(
            "上面选了“是”才填；选他所在的单位，它就不经手，也查不到。",
            "Only if you chose “Yes”: choose where he or she works; that office is shut out.",
        ),
        "name": Text(
            "可以不留。留了才好向您反馈；被反映的人和单位不会知道。",
            "Optional. With a name you can be answered; the accused never learn it.",
        ),
        "phone": Text(
            "只有纪检监察的专门岗位能看，看一次记一次，您都查得到。",
            "Only the special post can read it; each reading is written down and you can see it.",
        ),
    },
)
PURPOSES: dict[str, Purpose] = {one.kind: one for one in (APPEAL, SUGGESTION, ACCUSATION)}
