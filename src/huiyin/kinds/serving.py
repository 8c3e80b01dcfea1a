"""Bringing papers to people: each lawful way with the proof it needs, to one person or to several representatives."""

from huiyin.flow.kind import Choice, Field, Step
from huiyin.flow.words import Deed, Guard, Role, Sort
from huiyin.kit.text import Text

SERVED_WAYS = (
    Choice("in_person", Text("当面送达", "In person"), "民事诉讼法 第88条参照"),
    Choice("post", Text("邮寄送达", "By post"), "民事诉讼法 第91条参照"),
    Choice("online", Text("网上送达（查询页）", "On the progress page")),
    Choice("left", Text("留置送达", "Left at the door with a witness"), "民事诉讼法 第89条参照"),
    Choice("announced", Text("公告送达", "By public notice"), "民事诉讼法 第95条参照"),
)

HANDED_BY_PAPER = (
    Field("served_way", Text("怎么送的", "How it was served"), Sort.CHOICE, choices=SERVED_WAYS),
    Field(
        "served_on",
        Text("送到的日子", "Day of receipt"),
        Sort.DAY,
        required=False,
        help=Text(
            "邮寄按回执上的日子；不填就是今天；公告送达自动按满 30 日算",
            "By post the day on the slip; today if left empty; by public notice the day the 30 days are over",
        ),
    ),
    Field(
        "receipt_signer",
        Text("签收人", "Who signed for it"),
        Sort.NAME,
        required=False,
        help=Text("本人签收不用填；别人代收写代收人", "Leave empty if the person signed; else who took it"),
    ),
    Field("post_number", Text("邮件单号", "Postal number"), Sort.LINE, longest=40, when=("served_way", "post")),
    Field(
        "agreed_online",
        Text("本人同意在查询页收文书", "The person agreed to get papers on the progress page"),
        Sort.YES_NO,
        when=("served_way", "online"),
    ),
    Field(
        "left_why",
        Text("拒收的情形", "How it was refused"),
        Sort.WORDS,
        sealed=True,
        longest=300,
        when=("served_way", "left"),
    ),
    Field("witness", Text("见证人", "Witness"), Sort.NAME, when=("served_way", "left")),
    Field(
        "served_proof",
        Text("凭证照片或文件", "Photo or file that proves it"),
        Sort.FILES,
        required=False,
        help=Text(
            "邮寄要附回执，留置要附留放处照片；只拍文书和地方，不拍人；当面的可附签好的送达回证",
            "By post the slip, left at the door a photo of the place: papers and places, never people; in person the "
            "signed proof of service",
        ),
    ),
)

_SERVERS = (Role.INTAKE, Role.SORT, Role.HANDLE, Role.REVIEW)

SERVE_PAPERS = Step(
    id="serve_papers",
    name=Text("送达文书", "Serve the papers"),
    event="papers_served",
    after=("accepted",),
    who=_SERVERS,
    fields=HANDED_BY_PAPER,
    guards=(Guard.PAPER_UNSERVED,),
    does=(Deed.SERVE,),
    stops=("BD-04.4",),
    tells=Text("告知书已送达您", "The notice has been served"),
)

SERVE_SOME = Step(
    id="serve_some",
    name=Text("送达部分代表", "Serve some of the representatives"),
    event="partly_served",
    after=("*",),
    who=_SERVERS,
    fields=(
        Field(
            "served_whom",
            Text("送到了哪几位", "Who has it"),
            Sort.CHOICES,
            choices=tuple(
                Choice(str(number), Text(f"第{name}位代表", f"Representative {number}"))
                for number, name in enumerate("一二三四五", start=1)
            ),
            basis="信访工作条例 第20条",
        ),
        *HANDED_BY_PAPER,
    ),
    guards=(Guard.PAPER_UNSERVED, Guard.SEVERAL_RECIPIENTS),
    does=(Deed.SERVE_SOME,),
    hint=Text("各记各的日子；最后一位用“送达”", "Each with a day of their own; the last by the step that serves"),
    basis="信访工作条例 第20条",
)

ANNOUNCE = Step(
    id="announce",
    name=Text("刊登送达公告", "Publish a notice of service"),
    event="notice_published",
    after=("*",),
    who=_SERVERS,
    fields=(
        Field("notice_on", Text("刊登的日子", "Day of publication"), Sort.DAY),
        Field("notice_where", Text("登在哪里", "Where"), Sort.LINE, longest=100),
        Field(
            "notice_why",
            Text("别的方式为什么送不到", "Why no other way works"),
            Sort.WORDS,
            sealed=True,
            help=Text("公告不写诉求内容", "The notice does not say what was asked"),
            longest=300,
        ),
        Field("notice_proof", Text("刊登页照片或文件", "The published page"), Sort.FILES),
    ),
    guards=(Guard.PAPER_UNSERVED,),
    does=(Deed.ANNOUNCE,),
    starts=("SD-01",),
    hint=Text("满 30 日才算送达", "Counts as served after 30 days"),
    basis="民事诉讼法 第95条参照",
    grave=True,
)
