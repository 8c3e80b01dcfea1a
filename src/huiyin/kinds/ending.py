"""After the re-review: the same facts and reasons are not accepted again, new ones are a new case (Art. 36, 37)."""

from dataclasses import replace

from huiyin.flow.kind import Choice, Field, State, Step
from huiyin.flow.words import Deed, Guard, Sort, Verb
from huiyin.kinds.appeal_sorting import ACCEPT, REFUSE
from huiyin.kinds.signing import two_hands
from huiyin.kit.text import Text

ENDED = State(
    "ended",
    Text("不再受理待送达", "Ended"),
    "us",
    Text(
        "复核以后没有新的事实和理由，不再受理；告知书正在送给您",
        "Nothing new since the re-review: not accepted again; the notice is on its way",
    ),
)

_COMPARED = (
    Choice("asked", Text("问过本人，没有新的事实和理由", "The person was asked: nothing new"), "信访工作条例 第36条"),
    Choice(
        "compared",
        Text("逐项对照过原卷，事实和理由都一样", "Compared with the file item by item: the same"),
        "信访工作条例 第36条",
    ),
)

END = two_hands(
    Step(
        id="end",
        name=Text("不再受理（复核已终结）", "Not accepted again"),
        event="ended",
        after=("registered", "assigned"),
        to="ended",
        who=REFUSE[0].who,
        fields=(
            Field(
                "final_number",
                Text("复核意见书文号", "Number of the re-review opinion"),
                Sort.LINE,
                help=Text("没有复核意见书的，不能用这一步", "Without a re-review opinion this step does not apply"),
                basis="信访工作条例 第36条",
                longest=60,
            ),
            Field("final_organ", Text("由哪个机关作出", "Made by"), Sort.LINE, longest=60),
            Field("final_on", Text("哪天作出的", "Made on"), Sort.DAY),
            Field(
                "nothing_new",
                Text("怎么知道没有新的", "How it is known that nothing is new"),
                Sort.CHOICE,
                choices=_COMPARED,
                help=Text(
                    "有一点新的事实或者理由，就用“有新情况，受理”",
                    "If any fact or reason is new, use “New facts: accept” instead",
                ),
            ),
            Field(
                "ending_facts",
                Text("为什么是同一事实和理由", "Why the facts and reasons are the same"),
                Sort.WORDS,
                sealed=True,
                help=Text("写进告知书，本人会看到", "Goes into the notice the person reads"),
                longest=1000,
            ),
        ),
        guards=(Guard.CONCERN_KNOWN, Guard.NOT_HANDED_OVER),
        stops=("*",),
        papers=("D11",),
        tells=Text(
            "这件事复核已经终结，没有新的事实和理由，不再受理；有新的可以再反映，解释和帮扶照样做",
            "Ended by the re-review and nothing is new: not accepted again. New facts are; help goes on",
        ),
        basis="信访工作条例 第36条、第37条",
        grave=True,
    )
)

ACCEPT_NEW = replace(
    ACCEPT,
    id="accept_new",
    name=Text("有新情况，受理", "New facts: accept"),
    event="accepted_new",
    fields=(
        Field("other", Text("原来那件的编号", "Number of the earlier matter"), Sort.MATTER),
        Field(
            "new_facts",
            Text("新的事实、理由是什么", "What is new"),
            Sort.WORDS,
            sealed=True,
            help=Text(
                "写明新在哪里；原来的意见照样有效，这件另办",
                "Say what is new; the earlier opinion stands, this is another case",
            ),
            basis="信访工作条例 第36条",
            longest=1000,
        ),
        *ACCEPT.fields,
    ),
    does=(*ACCEPT.does, Deed.LINK),
    verb=Verb.ACCEPT,
    hint=Text("复核以后有新情况的", "New since the re-review"),
    tells=Text("有新的事实和理由，已受理，{due}前书面答复您", "New facts: accepted, written reply by {due}"),
    basis="信访工作条例 第36条、第34条",
)
