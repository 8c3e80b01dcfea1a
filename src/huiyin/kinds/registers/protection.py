"""Registers that protect people's data: how long files are kept, and the lists by which they are erased."""

from huiyin.flow.kind import Choice, Field, Register
from huiyin.flow.words import Role, Sort
from huiyin.kinds.retention import CLASSES
from huiyin.kinds.retention import REGISTER as RETENTION_REGISTER
from huiyin.kit.text import Text

RETENTION = Register(
    id=RETENTION_REGISTER,
    name=Text("保存期限", "Retention"),
    purpose=Text(
        "每类卷宗保存几年；没有登记的按出厂建议，标“待确认”",
        "How many years a class is kept; where none is entered the suggested number stands, to be confirmed",
    ),
    label="basis",
    editors=(Role.SECURITY,),
    fields=(
        Field(
            "retention_class",
            Text("哪类", "Class"),
            Sort.CHOICE,
            choices=tuple(Choice(one.id, one.name) for one in CLASSES.values()),
        ),
        Field("years", Text("保存几年", "Years"), Sort.NUMBER),
        Field("basis", Text("依据", "Basis"), Sort.LINE),
    ),
)

PROPOSED, PREPARED, SIGNED, DONE = "proposed", "prepared", "signed", "done"
ERASURE_LIST = Register(
    id="erasure_list",
    name=Text("抹除清单", "Erasure lists"),
    purpose=Text(
        "保存期满的卷宗先列单，一人核对、另一人签字，再抹除；清单只记编号",
        "What is due is listed, checked by one person, signed by another, then erased; numbers only",
    ),
    label="name",
    # Nobody edits a list by hand: it moves only by being prepared, signed and carried out.
    editors=(Role.CLOCKWORK,),
    fields=(
        Field("name", Text("名称", "Name"), Sort.LINE),
        Field(
            "stage",
            Text("到哪一步", "Stage"),
            Sort.CHOICE,
            choices=(
                Choice(PROPOSED, Text("待核对", "To be checked")),
                Choice(PREPARED, Text("待签字", "To be signed")),
                Choice(SIGNED, Text("正在抹除", "Being erased")),
                Choice(DONE, Text("已抹除", "Erased")),
            ),
        ),
        Field("numbers", Text("要抹除的编号", "Numbers to be erased"), Sort.LINES, longest=40),
        Field("kept", Text("留下不抹的编号", "Numbers kept back"), Sort.LINES, required=False, longest=40),
        Field("kept_reason", Text("留下的理由", "Why they are kept"), Sort.LINE, required=False),
        Field("prepared_by", Text("核对人", "Checked by"), Sort.LINE, required=False),
        Field("signed_by", Text("签字人", "Signed by"), Sort.LINE, required=False),
        Field("erased", Text("已抹除几件", "Erased so far"), Sort.NUMBER, required=False),
    ),
)
