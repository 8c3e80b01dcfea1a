"""Reading back: how the person at the counter made sure that what was typed is what he or she said."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from huiyin.flow.answers import FieldFaults
from huiyin.kit.text import Text


class ReadBack(StrEnum):
    """The ways of making sure, or that it was not done."""

    SCREEN = "screen"
    ALOUD = "aloud"
    NOT = "not"


READ_BACK_SAYS: dict[ReadBack, Text] = {
    ReadBack.SCREEN: Text("本人在屏上看过，点了“对”", "Read on the person's own screen, who pressed “yes”"),
    ReadBack.ALOUD: Text("念给本人听过，本人说对", "Read aloud to the person, who agreed"),
    ReadBack.NOT: Text("没有当场核对", "Not read back"),
}
# A closed list: nobody writes about a person here.
WHY_NOT: dict[str, Text] = {
    "absent": Text("本人不在场（来信、转来的）", "The person was not there (a letter, passed on)"),
    "left": Text("本人有事先走了", "The person had to leave"),
    "cut": Text("电话断了", "The call was cut off"),
    "unwilling": Text("本人说不用念", "The person did not want it read"),
    "language": Text("言语不通，另约人来一起核对", "No common language: to be read with somebody's help"),
}


@dataclass(frozen=True, slots=True)
class ReadingBack:
    """How it was done; `why` is one of `WHY_NOT` where it was not."""

    how: ReadBack
    why: str = ""

    def values(self) -> dict[str, str]:
        """Return what the event of the filing says of it."""
        return {"read_back": self.how.value, **({"read_back_why": self.why} if self.why else {})}


def reading_back(how: str, why: str) -> ReadingBack:
    """Return what a clerk ticked; raises FieldFaults where it is not said whether, or why not."""
    if how not in set(ReadBack):
        raise FieldFaults(
            {"read_back": Text("请选一下：给本人核对过没有", "Say whether it was read back to the person")}
        )
    if how != ReadBack.NOT:
        return ReadingBack(ReadBack(how))
    if why not in WHY_NOT:
        raise FieldFaults({"read_back_why": Text("请选一下：为什么没有核对", "Say why it was not read back")})
    return ReadingBack(ReadBack.NOT, why)


def read_back_words(values: Mapping[str, object]) -> Text | None:
    """Return in words how a matter was read back to its filer, or None where nothing is written of it."""
    how = str(values.get("read_back", ""))
    if how not in set(ReadBack):
        return None
    says, why = READ_BACK_SAYS[ReadBack(how)], WHY_NOT.get(str(values.get("read_back_why", "")))
    return Text(f"{says.zh}：{why.zh}", f"{says.en}: {why.en}") if why is not None else says
