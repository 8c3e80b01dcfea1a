"""What each guard and each deed says of itself, in words that a clerk and a resident read in the catalogue."""

from huiyin.flow.words import Count, Deed, Guard
from huiyin.kit.text import Text

GUARD_SAYS: dict[Guard, Text] = {
    Guard.CONCERN_KNOWN: Text(
        "已问清是不是反映单位或干部", "It is known whether the matter is about an office or an officer"
    ),
    Guard.NOT_HANDED_OVER: Text("没有转出待签收", "It is not handed over and waiting to be signed for"),
    Guard.HANDED_OVER: Text("已转出、对方还没有签收", "It is handed over and not yet signed for"),
    Guard.ANOTHER_HAND: Text(
        "不是拟稿的那个人，单位另有签发人的也不是审核的那个人；只有一个人的单位可以自己来，但会标明“一人办理”",
        "Not who drafted it nor, where another may sign, who checked it; in a unit of one person it may be, and is marked so",
    ),
    Guard.UNRATED: Text("这次答复还没有评价过", "This reply has not been rated yet"),
    Guard.PAPER_UNSERVED: Text("有文书等着送达", "A paper waits to be served"),
    Guard.SEVERAL_RECIPIENTS: Text("文书要送给几位代表", "The papers go to several representatives"),
    Guard.GOT_IT: Text(
        "答复已送到本人手里，还有别的代表没有送到", "The person has the reply, other representatives not yet"
    ),
    Guard.OTHERS_AGREE: Text(
        "联名反映的，其他代表都同意撤回", "Of a joint appeal, every other representative agrees to withdraw"
    ),
    Guard.MAY_OBJECT: Text(
        "收到起 5 个工作日内（XF-05），没有提过异议", "Within 5 working days (XF-05), and not objected before"
    ),
    Guard.OBJECTED: Text("有异议等着核实", "An objection waits to be verified"),
    Guard.MAY_SEND_BACK: Text(
        "还没有签收，或者签收了但退回的期限还没有过；本单位没有退过，也不是会商定的主办",
        "Not yet signed for, or the time to send back has not run out; sent back once at most, never after a decision",
    ),
    Guard.MERGED: Text("这件已并入另一件", "It was merged into another matter"),
    Guard.WRITTEN_TO: Text("单位写过信来", "The office has written to the person"),
    Guard.UNTOUCHED: Text("登记以后还没有人办过", "Nobody has acted on it since it was registered"),
    Guard.UNDISPUTED: Text("没有被退回过两次；两次以后先会商", "Not sent back twice: then the units meet first"),
    Guard.DISPUTED: Text("已被退回两次，还没有会商", "Sent back twice and not yet decided jointly"),
    Guard.PUT_FORWARD: Text("已经拟好送签", "It is drafted and put forward to be signed"),
    Guard.IN_CHARGE: Text("已有领导包案", "A leader is in charge"),
    Guard.SUPERVISED: Text("正在督办", "It is under supervision"),
    Guard.FED_BACK: Text("承办单位已经反馈", "The unit has answered the supervision"),
    Guard.IN_BACKLOG: Text("已列为积案", "It is on the backlog list"),
    Guard.NOT_IN_BACKLOG: Text("没有列为积案", "It is not on the backlog list"),
    Guard.LATE: Text("是逾期的申请，理由还没有决定", "It was asked late and the reason is not decided on"),
    Guard.NOT_LATE: Text("不是逾期的申请，或者逾期的理由已经接受", "It was not asked late, or the reason was accepted"),
    Guard.TO_CORRECT: Text("已经同意更正、还没有改", "The correction was granted and is not made yet"),
    Guard.CORRECTED_FIRST: Text("同意更正的，已经先改好", "A correction that was granted is made first"),
    Guard.CLOCK_RUNS: Text("这一步要停的时限正在走", "A clock that the step would stop is running"),
}

# What the page of a matter says to everybody while such a guard lets a step through: something is to be decided first.
WAITS: dict[Guard, Text] = {
    Guard.OBJECTED: Text(
        "承办单位提出了异议，等交办的核实：同意就收回，不同意写明理由；到期没有核实，视为同意",
        "The unit objects and the sender verifies: takes it back, or insists with reasons; silence counts as agreeing",
    ),
    Guard.LATE: Text(
        "这是过了期限才提的申请：先打开逾期的理由看，接受了再办；不接受要书面告知",
        "Asked after the time ran out: read the reason first, accept it, or refuse in writing",
    ),
}

DEED_SAYS: dict[Deed, Text] = {
    Deed.HAND_OVER: Text(
        "转给所选岗位，对方签收前仍由原岗位负责；不能转给被反映的单位",
        "Handed to the chosen post; the sender answers until it is signed for; never to the unit complained of",
    ),
    Deed.SIGN_FOR: Text("签收的岗位成为唯一主办", "The post that signs becomes the one lead"),
    Deed.TAKE_ON: Text("由办这一步的岗位主办", "The post that takes the step leads from here"),
    Deed.SEND_BACK: Text("退回转出的岗位，由它负责", "It goes back to the sending post, which answers for it"),
    Deed.ASSIST: Text("加一个协办单位；不能是被反映的单位", "A unit assists; never the unit complained of"),
    Deed.EXCLUDE: Text(
        "反映单位或干部的，被反映的单位和它下面的单位看不到、也不能办",
        "If it is about an office, that office and all below it neither see nor handle it",
    ),
    Deed.SERVE: Text(
        "还没送达的文书一并送达，日期不早于文书、不晚于当天；公告的满30日才算送达；复查、复核的期限从最后一位收到的那天起",
        "Every unserved paper is served, not before its date and not later than today; by public notice only when 30 "
        "days have passed; the time to ask for review runs from the day the last recipient got it",
    ),
    Deed.SERVE_SOME: Text(
        "只送到了几位代表中的一部分，各记各的日子和方式；都送到了才算送达",
        "Served on some of the representatives, each with a day and way of their own; served when all have it",
    ),
    Deed.AGREE_TO_WITHDRAW: Text("记下哪位代表同意撤回", "Which representative agrees to withdraw is kept"),
    Deed.ANNOUNCE: Text(
        "从刊登那天起算30日，满了才能登记公告送达（民事诉讼法第95条参照）",
        "Thirty days run from the day of the notice; only then may service by notice be recorded (Civil Procedure Law, "
        "Art 95 by analogy)",
    ),
    Deed.REPRESENTED: Text(
        "几个人一起反映的，推选的代表最多五位，文书送给每一位，各凭自己的送达算期限（信访工作条例 第20条）",
        "Of an appeal brought together, papers go to each representative, five at most, each with a time of their own "
        "(Regulation on petition work, Art 20)",
    ),
    Deed.VOID: Text("文号作废并留痕，不再用第二次", "The number is voided, kept, and never used again"),
    Deed.OFFICE_SAYS: Text("记下单位说解决没有", "What the office says is written down"),
    Deed.RESIDENT_SAYS: Text(
        "记下群众说解决没有，一次答复评一次", "What the resident says is written down, once a reply"
    ),
    Deed.CALLBACK_SAYS: Text("记下回访说解决没有", "What the call-back says is written down"),
    Deed.NEW_ROUND: Text("重新办一轮，以前的都留着", "A new round begins; everything before is kept"),
    Deed.LINK: Text("和另一件关联", "Linked to another matter"),
    Deed.MERGE: Text("并入另一件，在那件里办", "Merged into another matter and handled there"),
    Deed.UNMERGE: Text("从另一件里分出来，各办各的", "Taken out of the other matter again"),
    Deed.LED_BY: Text(
        "由所选岗位主办，不用签收；不能是被反映的单位",
        "Led by the chosen post without signing for it; never of the unit complained of",
    ),
    Deed.JOIN_OWN: Text("随本人先反映的那件办", "Handled with the matter the same person filed before"),
    Deed.PART_OWN: Text("和本人先反映的那件分开", "Parted from the matter the same person filed before"),
    Deed.REFUSE_LEAD: Text(
        "记下哪个单位退过；退两次就要会商，时限照走",
        "Which unit sent it back is kept; after two the units meet, and the clocks run on",
    ),
    Deed.FIRST_RECEIVES: Text("记下哪个岗位首先接到", "Which post received it first is kept"),
    Deed.FIRST_STAYS: Text(
        "首接负责：首先接到的单位退回以后，找准单位以前仍由它负责",
        "The first receiver answers for it until the right unit has signed for it",
    ),
    Deed.SETTLE_LEAD: Text(
        "会商定的单位当场成为主办，不用签收，也不能再退",
        "The unit decided on leads at once, without signing for it, and cannot send it back",
    ),
    Deed.OBJECT: Text(
        "记下哪个单位提出了异议，等交办的核实", "Which unit objected is kept until the sender has verified"
    ),
    Deed.REFUSE_OBJECTION: Text(
        "异议不成立，仍由它办，不能再提", "The objection falls: the unit keeps it and may not object again"
    ),
    Deed.TELL_LIMIT: Text(
        "按所选途径算出本人的最后一天；只提醒，不妨碍任何权利",
        "The person's last day on the chosen route is worked out: a reminder that bars nothing",
    ),
    Deed.TO_BODY: Text(
        "按所选的那一类，只能转给它对应的机关", "By the sort chosen it goes only to the body that sort belongs to"
    ),
    Deed.GIVE: Text("记下是哪个岗位交的，办完由它核销", "Which post gave it is kept; that post signs it off"),
    Deed.TAKE_CHARGE: Text(
        "记下包案领导的岗位；只能是领导岗，不能是被反映的单位",
        "The leader's post in charge is kept: a leader's post, never of the unit complained of",
    ),
    Deed.LIST_BACKLOG: Text("列入积案清单", "It goes on the backlog list"),
    Deed.STRIKE_BACKLOG: Text("从积案清单上销号", "It is struck from the backlog list"),
    Deed.SUPERVISE: Text(
        "记下督办到了哪一级，等承办单位反馈", "The rung of supervision is kept; the unit owes an answer"
    ),
    Deed.FEED_BACK: Text("记下承办单位已反馈，等督查核查", "The unit has answered; the supervisor checks"),
    Deed.STRIKE_SUPERVISION: Text("督办销号，灯不再是蓝的", "The supervision ends"),
    Deed.CORRECT_DATA: Text(
        "新的内容封存起来，从这时起用新的；以前出的文书照当时的，改前的只留作证明",
        "The new values are sealed and used from here on; papers issued before stay as they were, the old only as proof",
    ),
    Deed.PUT_FORWARD: Text(
        "只是拟好送签：不编号、不改状态、时限照走；本单位或上一级的签发岗签发后才算数",
        "Drafted only: no number, no change, the clocks run on; it counts once a signer of the unit or the one above signs",
    ),
    Deed.RETURN_PAPERS: Text("送签的稿子退回拟稿人重拟", "What was put forward goes back to who drafted it"),
    Deed.DISOWN: Text(
        "当作误登，不算进时限统计，记录都留着",
        "A mistaken entry: outside time-limit figures, the record stays",
    ),
}

COUNT_SAYS: dict[Count, Text] = {
    Count.ACCEPTED: Text("统计里从这一步算受理", "Counts as accepted in the figures"),
    Count.REPLIED: Text("统计里从这一步算已答复", "Counts as replied in the figures"),
    Count.SENT_BACK: Text("统计里算退回一次", "Counts as sent back once in the figures"),
    Count.URGED: Text("统计里算催办一次", "Counts as urged once in the figures"),
    Count.REOPENED: Text("统计里算重办一次", "Counts as reopened once in the figures"),
    Count.OFFICE_SOLVED: Text("统计里是“单位说”", "In the figures it is what the office says"),
    Count.RESIDENT_SOLVED: Text("统计里是“本人说”", "In the figures it is what the resident says"),
    Count.CALL_BACK_SOLVED: Text("统计里是“回访说”", "In the figures it is what the call-back says"),
    Count.SATISFIED: Text("统计里算评价满意不满意", "Counts in the figures as satisfied or not"),
}
