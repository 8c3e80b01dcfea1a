"""What a counter takes in, the usual kind first: its name on the first row of keys, what it is for, what is promised."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from huiyin.flow.actor import Actor
from huiyin.flow.kind import Kind
from huiyin.kinds import kind_of
from huiyin.kit.text import Text


@dataclass(frozen=True, slots=True)
class Purpose:
    """One purpose at the counter: the kind it opens and where its half-typed form is kept.

    `clock` with `promised` is what the visitor is told to hear by when; `kept` is what the visitor is told of who reads
    it; `labels` stand in place of the usual names of fields.
    """

    kind: str
    name: Text
    says: Text
    draft: str
    channel: str
    kept: Text
    clock: str = ""
    promised: Text | None = None
    labels: Mapping[str, Text] = field(default_factory=dict)

    @property
    def declared(self) -> Kind:
        """Return the kind as it is declared."""
        return kind_of(self.kind)

    @property
    def is_confined(self) -> bool:
        """Say whether the counter sees it no more once it is registered."""
        return bool(self.declared.confined)

    def is_for(self, actor: Actor) -> bool:
        """Say whether the actor may take it in."""
        return bool(actor.roles & set(self.declared.opening.who))


_USUAL = Text(
    "姓名电话只给办这件事的人看，谁看过您随时能查",
    "Name and phone only for those who handle it; you can see who looked",
)
PURPOSES: dict[str, Purpose] = {
    one.kind: one
    for one in (
        Purpose(
            "appeal",
            Text("诉求", "Appeal"),
            Text("要解决事情、要个说法（信访工作条例第三十一条）", "To have something put right (Art. 31)"),
            "intake",
            "walk_in",
            _USUAL,
            "XF-03",
            Text("书面告知您是否受理", "a written notice whether it is accepted"),
        ),
        Purpose(
            "suggestion",
            Text("建议", "Suggestion"),
            Text("对工作提主意；研究以后答复采纳不采纳（第二十九条）", "An idea; answered whether adopted (Art. 29)"),
            "intake/suggestion",
            "walk_in",
            _USUAL,
            "BD-08",
            Text("答复您采纳不采纳", "you hear whether it is adopted"),
            {"requests": Text("建议怎么做", "What is suggested")},
        ),
        Purpose(
            "accusation",
            Text("检举控告", "Accusation"),
            Text(
                "反映干部、单位违纪违法；登记后窗口看不到（第三十条）",
                "Misconduct; the counter sees it no more (Art. 30)",
            ),
            "intake/accusation",
            "walk_in",
            Text(
                "只有纪检监察的专门岗位看得到；窗口登记以后也看不到，被反映的人和单位查不到有这件事。可以不留姓名",
                "Only the special post of discipline inspection sees it; this counter no more once it is registered, the "
                "accused never. Your name is optional",
            ),
            "XF-03",
            Text("告诉您怎么办", "you are told how it goes on"),
        ),
        Purpose(
            "order",
            Text("热线工单", "Hotline order"),
            Text("12345 的来电", "Calls to 12345"),
            "intake/order",
            "hotline",
            _USUAL,
        ),
    )
}
