"""What each private field is collected for, under which article, and who may open it. A field without a line does not load."""

from huiyin.flow.kind import Purpose
from huiyin.flow.words import Role
from huiyin.kit.text import Text

_DUTY = "个人信息保护法 第13条第3项、第34条"
_APPEAL = f"信访工作条例 第19条；{_DUTY}"
_REPLY = f"信访工作条例 第32条；{_DUTY}"
# Those who speak to people at the counter and on the telephone; others write to the person through Huiyin.
AT_THE_COUNTER = frozenset({Role.INTAKE, Role.SORT, Role.GRID, Role.INTEGRITY})

_WORDS = Purpose(Text("弄清反映的是什么事、要什么", "To know what is wrong and what is asked for"), _APPEAL)
_OPINION = Purpose(Text("写清查明的情况和答复的理由", "To set out what was found and why"), _REPLY)
_DRAFTING = Purpose(Text("审核、修改答复稿", "To check and mend the draft"), _REPLY)
_SAYS = Purpose(
    Text("听取本人对办理的意见", "To hear what the person says of the handling"), f"信访工作条例 第21条；{_DUTY}"
)
_AGAIN = Purpose(
    Text("弄清对答复哪里不服", "To know what is not accepted of the reply"), f"信访工作条例 第35条、第36条；{_DUTY}"
)
_PASSED_ON = Purpose(
    Text("记下为什么交给谁、谁签收了", "To record why and to whom it was passed, and who took it"),
    f"信访工作条例 第23条、第30条；{_DUTY}",
)
_SUPERVISION = Purpose(
    Text("督办单位怎么办的，备查", "To supervise how a unit handled it"), f"信访工作条例 第38条至第40条；{_DUTY}"
)
_CHARGE = Purpose(Text("记下包案做了什么", "To record what the leader in charge did"), f"信访工作条例 第18条；{_DUTY}")
_REPORTED = Purpose(Text("向交办机关报结果", "To report to whoever assigned it"), f"信访工作条例 第22条；{_DUTY}")
_SERVED = Purpose(
    Text("证明文书送到了谁手里、怎么送的", "To prove who received a paper and how"), f"民事诉讼法 第84条参照；{_DUTY}"
)
_RIGHTS = Purpose(
    Text("办理本人对自己信息的请求", "To deal with a person’s request about his or her data"),
    "个人信息保护法 第44条至第50条",
)
_NAME = Purpose(Text("称呼本人，写进文书，送达给本人", "To address the person and serve papers"), _APPEAL)
_PHONE = Purpose(
    Text("联系本人；承办单位不用知道，通过系统写信", "To reach the person; handlers write through the system instead"),
    _APPEAL,
    AT_THE_COUNTER,
)
_SERVED_AT = Purpose(Text("把文书送到本人手里", "To bring papers to the person"), f"信访工作条例 第20条；{_DUTY}")
# The representatives of a joint appeal beside the first (信访工作条例 第20条: five at most).
OTHERS = (2, 3, 4, 5)
_FILES = Purpose(Text("核实事情的材料", "Evidence of the matter"), _APPEAL)

PURPOSES: dict[str, Purpose] = {
    "name": _NAME,
    "phone": _PHONE,
    "id_number": Purpose(
        Text("本人到窗口时核对是不是本人", "To know the person at the counter"), _DUTY, frozenset({Role.INTAKE})
    ),
    "place": Purpose(Text("到现场核实、修好", "To go there and put it right"), _APPEAL),
    **dict.fromkeys(("receipt_signer", "witness", "left_why", "served_proof", "notice_why", "notice_proof"), _SERVED),
    **{f"name_{number}": _NAME for number in OTHERS},
    **{f"phone_{number}": _PHONE for number in OTHERS},
    **dict.fromkeys(("serve_at", *(f"serve_at_{number}" for number in OTHERS)), _SERVED_AT),
    "words": _WORDS,
    "more_words": _WORDS,
    "withdraw_words": _WORDS,
    "files": _FILES,
    "file_names": _FILES,
    "refusal_facts": Purpose(
        Text("写清为什么不受理", "To say why it is not accepted"), f"信访工作条例 第23条；{_DUTY}"
    ),
    **dict.fromkeys(
        ("ending_facts", "new_facts"),
        Purpose(
            Text("写清和复核过的是不是同一事实和理由", "To say whether facts and reasons are those re-reviewed"),
            f"信访工作条例 第36条；{_DUTY}",
        ),
    ),
    "progress": Purpose(Text("记下怎么办的，备查", "To record the handling"), _REPLY),
    "contact_words": Purpose(Text("记下和本人说了什么", "To record what was said with the person"), _REPLY),
    "site_words": Purpose(Text("记下现场情况", "To record what was seen there"), _REPLY),
    "urgent_words": Purpose(Text("紧急情况及时报告", "To report what is urgent"), f"信访工作条例 第25条；{_DUTY}"),
    "minutes": Purpose(Text("记下几家怎么商定的", "To record what the units agreed"), f"信访工作条例 第24条；{_DUTY}"),
    "accused": Purpose(
        Text("弄清检举控告的是谁，只有专门岗位知道", "To know who is accused; only the special post does"),
        f"信访工作条例 第30条；{_DUTY}",
    ),
    "out_body": _PASSED_ON,
    "out_reason": _PASSED_ON,
    "signed_by": _PASSED_ON,
    "reason": _PASSED_ON,
    "answer_words": _OPINION,
    "data_words": _RIGHTS,
    "data_reply": _RIGHTS,
    "data_refusal_reason": _RIGHTS,
    "question_words": _RIGHTS,
    "about_matter": Purpose(
        Text(
            "弄清因为反映哪件事受到打击报复，不让原单位看到这个联系",
            "To know which matter it was about, unseen by its unit",
        ),
        f"信访工作条例 第18条、第46条第6项；{_DUTY}",
    ),
    "urge_words": _SAYS,
    "found": _OPINION,
    "outcome_words": _OPINION,
    "decision_words": _OPINION,
    "check_words": _DRAFTING,
    "mend": _DRAFTING,
    "letter": Purpose(Text("和本人通信，不用交换电话", "To write to the person without a telephone"), _REPLY),
    "letter_answer": _SAYS,
    "rating_words": _SAYS,
    **dict.fromkeys(("callback_words", "callback_performed", "callback_follow_up"), _SAYS),
    "still_wrong": _AGAIN,
    "review_reason": _AGAIN,
    "late_reason": Purpose(
        Text("看逾期申请有没有正当理由", "To see whether a late request has a good reason"),
        f"信访工作条例 第35条、第36条；{_DUTY}",
    ),
    "charge_words": _CHARGE,
    **dict.fromkeys(("report_facts", "report_handling", "report_result", "report_person_view"), _REPORTED),
    **dict.fromkeys(
        (
            "supervise_facts",
            "supervise_asks",
            "supervise_check",
            "talk_host",
            "talk_with",
            "talk_facts",
            "talk_record",
            "talk_asks",
            "talk_promised",
            "rectify_problems",
            "rectify_asks",
            "accountable_facts",
            "accountable_harm",
            "accountable_proposal",
            "reply_done",
            "reply_result",
            "reply_adopted",
            "reply_told",
        ),
        _SUPERVISION,
    ),
    "turn_reason": Purpose(
        Text("写清为什么转到另一类办理", "To say why it belongs to another sort"),
        f"信访工作条例 第29条、第30条；{_DUTY}",
    ),
    "adoption_words": Purpose(
        Text("写清建议怎么落实", "To say what becomes of a suggestion"), f"信访工作条例 第29条；{_DUTY}"
    ),
    "duty_words": Purpose(
        Text("写清怎么履行职责", "To say how a duty was performed"), f"信访工作条例 第31条第5项；{_DUTY}"
    ),
    **dict.fromkeys(
        (
            "hearing_about",
            "hearing_present",
            "hearing_record",
            "hearing_statements",
            "hearing_findings",
            "hearing_advice",
        ),
        Purpose(
            Text("听证并作为意见的依据", "To hold the hearing the opinion rests on"),
            f"信访工作条例 第31条、第36条；{_DUTY}",
        ),
    ),
    "objection_facts": _PASSED_ON,
    "objection_found": _PASSED_ON,
}
