"""Kind reading question (查看质疑): a person asks why his or her data was read, and is answered in writing from above."""

from huiyin.flow.kind import Choice, Field, Kind, State, Step
from huiyin.flow.words import Count, Role, Sort, Verb
from huiyin.kinds.common import ADD_WORDS, NOTE, URGE
from huiyin.kit.text import Text

_WORKERS = (Role.REVIEW, Role.HANDLE, Role.SORT)

_REGISTER = Step(
    id="register",
    name=Text("质疑一次查看", "Question a reading"),
    event="registered",
    to="asked",
    who=(Role.FILER,),
    fields=(
        Field("title", Text("标题", "Title"), Sort.LINE, required=False, longest=80),
        Field("reading", Text("哪一次查看", "Which reading"), Sort.LINE, longest=200),
        Field(
            "question_words",
            Text("为什么觉得不该看", "Why it should not have been read"),
            Sort.WORDS,
            sealed=True,
            required=False,
            longest=500,
        ),
    ),
    starts=("GR-02",),
    tells=Text("您问了为什么看，{due}前书面说明", "You asked why it was read; explained in writing by {due}"),
    basis="个人信息保护法 第44条、第48条",
)

_ANSWER = Step(
    id="answer",
    name=Text("书面说明", "Explain in writing"),
    event="answered",
    after=("asked",),
    to="archived",
    who=_WORKERS,
    fields=(
        Field(
            "finding",
            Text("查明", "Found"),
            Sort.CHOICE,
            choices=(
                Choice("proper", Text("为办理这件事，应当看", "Read for the matter, as it should be")),
                Choice("needless", Text("不是必须看，已提醒", "It need not have been read; the post was told")),
                Choice(
                    "improper", Text("不该看，已转纪检监察或有关单位处理", "It should not have been read; passed on")
                ),
            ),
        ),
        Field("explanation", Text("说明", "Explanation"), Sort.WORDS, longest=1000),
    ),
    stops=("*",),
    verb=Verb.REPLY,
    hint=Text("本人在查进度页上看到", "The person sees it on the progress page"),
    tells=Text("{unit}说明：{finding}。{explanation}", "{unit} explains: {finding}. {explanation}"),
    counts=(Count.REPLIED,),
)

READING_QUESTION = Kind(
    id="reading_question",
    edition=1,
    name=Text("查看质疑", "Question about a reading"),
    series="CK",
    basis="个人信息保护法 第44条、第48条、第50条",
    purpose=Text("查明一次查看该不该，并书面告诉本人", "To find out whether a reading was right, and tell the person"),
    retention=Text("办结后 3 年（建议，待确认）", "3 years after it ends (suggested, to be confirmed)"),
    states=(
        State(
            "asked",
            Text("待说明", "To be explained"),
            "us",
            Text("上一级单位正在查为什么看", "The unit above is finding out why it was read"),
        ),
        State(
            "archived",
            Text("已说明", "Explained"),
            "done",
            Text("已书面说明为什么看", "Explained in writing"),
            final=True,
        ),
    ),
    steps=(_REGISTER, _ANSWER, NOTE, ADD_WORDS, URGE),
    rings=("GR-02",),
)
