"""The pages a filing is asked on: few in the usual version, one thing a page in large type. Words and order only."""

from dataclasses import dataclass, replace

from huiyin.kit.text import Text

PIECES, CHECK, SEND = "pieces", "check", "send"


@dataclass(frozen=True, slots=True)
class AskedPage:
    """One page: its id, the name in the row of steps, its heading, and the fields it asks."""

    id: str
    name: Text
    heading: Text
    fields: tuple[str, ...] = ()


_PIECES = AskedPage(
    PIECES, Text("照片录音", "Photos, voice"), Text("有照片、录音吗？没有就跳过", "Photos or a recording?")
)
_CHECK = AskedPage(CHECK, Text("核对", "Check"), Text("核对一遍，交上去", "Look it over and send it"))

USUAL: tuple[AskedPage, ...] = (
    AskedPage(
        "story",
        Text("什么事", "What"),
        Text("说说是什么事", "Tell us what it is"),
        ("words", "accused", "requests", "town"),
    ),
    _PIECES,
    AskedPage(
        "where",
        Text("怎么找您", "Where"),
        Text("在哪里，怎么找您", "Where it is, how to reach you"),
        ("village", "place", "concern", "office", "name", "phone", "joint"),
    ),
    _CHECK,
)
ONE_A_PAGE: tuple[AskedPage, ...] = (
    AskedPage("story", Text("什么事", "What"), Text("是什么事？", "What is it?"), ("words",)),
    AskedPage("wants", Text("想怎样", "Wish"), Text("您想要什么结果？", "What do you want done?"), ("requests",)),
    AskedPage("accused", Text("是谁", "Who"), Text("反映的是谁？", "Who is it about?"), ("accused",)),
    _PIECES,
    AskedPage("town", Text("哪个乡镇", "Town"), Text("在哪个乡镇、街道？", "Which town?"), ("town",)),
    AskedPage("where", Text("哪个村", "Village"), Text("在哪个村？", "Which village?"), ("village", "place")),
    AskedPage(
        "concern",
        Text("是不是干部", "About whom"),
        Text("反映的是单位或干部吗？", "Is it about an office?"),
        ("concern",),
    ),
    AskedPage("office", Text("哪个单位", "Office"), Text("反映的是哪个单位？", "Which office?"), ("office",)),
    AskedPage("who", Text("怎么找您", "You"), Text("怎么找您？", "How do we reach you?"), ("name", "phone")),
    AskedPage(
        "joint", Text("几个人", "Who comes"), Text("是几个人一起反映的吗？", "Do several of you come?"), ("joint",)
    ),
    AskedPage(CHECK, Text("核对", "Check"), Text("看看对不对", "Is it right?")),
)


def pages_for(
    *, elder: bool, concern: str, asked: frozenset[str], more: tuple[AskedPage, ...] = ()
) -> tuple[AskedPage, ...]:
    """Return the pages in order, of the fields that are asked; `more` stand before the last, where all is looked over.

    Which office is asked on a page of its own only where one is complained of.
    """
    pages = ONE_A_PAGE if elder else USUAL
    pages = (*pages[:-1], *more, pages[-1])
    kept = (replace(page, fields=tuple(name for name in page.fields if name in asked)) for page in pages)
    shown = tuple(page for page in kept if page.fields or page.id in (PIECES, CHECK))
    return tuple(page for page in shown if not elder or page.id != "office" or concern == "yes")
