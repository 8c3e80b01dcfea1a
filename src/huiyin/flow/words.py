"""The words a declaration is written in: roles, field sorts, guards, deeds. Nothing here acts."""

from enum import StrEnum

from huiyin.kit.text import Text


class Role(StrEnum):
    """What a post may be asked to do. Where the role stands on a matter is said in `STANDS`."""

    INTAKE = "intake"
    SORT = "sort"
    HANDLE = "handle"
    CHECK = "check"
    SIGN = "sign"
    REVIEW = "review"
    SUPERVISE = "supervise"
    LEAD = "lead"
    GRID = "grid"
    ADMIN = "admin"
    SECURITY = "security"
    AUDIT = "audit"
    INTEGRITY = "integrity"
    RECEIVER = "receiver"
    SENDER = "sender"
    ASSISTANT = "assistant"
    GIVER = "giver"
    IN_CHARGE = "in_charge"
    SIGNER = "signer"
    FILER = "filer"
    CLOCKWORK = "clockwork"


ROLE_NAMES: dict[Role, Text] = {
    Role.INTAKE: Text("受理岗", "Intake"),
    Role.SORT: Text("甄别分流岗", "Sorting"),
    Role.HANDLE: Text("承办岗", "Handling"),
    Role.CHECK: Text("审核岗", "Checking"),
    Role.SIGN: Text("签发岗", "Signing"),
    Role.REVIEW: Text("复查复核岗", "Review"),
    Role.SUPERVISE: Text("督查岗", "Supervision"),
    Role.LEAD: Text("领导岗", "Leadership"),
    Role.GRID: Text("网格岗", "Grid work"),
    Role.ADMIN: Text("管理岗", "Administration"),
    Role.SECURITY: Text("安全岗", "Security"),
    Role.AUDIT: Text("审计岗", "Audit"),
    Role.INTEGRITY: Text("纪检监察岗", "Discipline inspection"),
    Role.RECEIVER: Text("被转交的岗位", "The post it was handed to"),
    Role.SENDER: Text("转出的岗位", "The post that handed it over"),
    Role.ASSISTANT: Text("协办单位", "An assisting unit"),
    Role.GIVER: Text("交任务的岗位", "The post that gave the task"),
    Role.IN_CHARGE: Text("包案领导的岗位", "The leader's post in charge"),
    Role.SIGNER: Text("送签单位或上一级的签发岗", "A signer of the unit that drafted it or of the one above"),
    Role.FILER: Text("反映人", "The person who filed"),
    Role.CLOCKWORK: Text("系统按时限", "The clock"),
}


class Stand(StrEnum):
    """Which unit (or person) a role must belong to before it counts on a given matter."""

    ANYWHERE = "anywhere"
    RECEIVED = "received"
    LEAD = "lead"
    LEAD_OR_ABOVE = "lead_or_above"
    OVERSEES = "oversees"
    RELATION = "relation"


STANDS: dict[Role, Stand] = {
    Role.INTAKE: Stand.RECEIVED,
    Role.SORT: Stand.RECEIVED,
    Role.HANDLE: Stand.LEAD,
    # An office of few hands is checked and signed for by the unit above it.
    Role.CHECK: Stand.LEAD_OR_ABOVE,
    Role.SIGN: Stand.LEAD_OR_ABOVE,
    Role.REVIEW: Stand.LEAD,
    Role.SUPERVISE: Stand.OVERSEES,
    Role.LEAD: Stand.OVERSEES,
    Role.GRID: Stand.ANYWHERE,
    Role.ADMIN: Stand.ANYWHERE,
    Role.SECURITY: Stand.ANYWHERE,
    Role.AUDIT: Stand.ANYWHERE,
    Role.INTEGRITY: Stand.LEAD,
    Role.RECEIVER: Stand.RELATION,
    Role.SENDER: Stand.RELATION,
    Role.ASSISTANT: Stand.RELATION,
    Role.GIVER: Stand.RELATION,
    Role.IN_CHARGE: Stand.RELATION,
    Role.SIGNER: Stand.RELATION,
    Role.FILER: Stand.RELATION,
    Role.CLOCKWORK: Stand.RELATION,
}


# The roles a matter may be confined to: nobody else learns that it exists.
CONFIDANTS = frozenset({Role.INTEGRITY})


class Sort(StrEnum):
    """What a field holds. The sorts in `ALWAYS_PRIVATE` are sealed whatever the declaration says."""

    LINE = "line"
    WORDS = "words"
    NUMBER = "number"
    DAY = "day"
    YES_NO = "yes_no"
    CHOICE = "choice"
    CHOICES = "choices"
    POST = "post"
    LEADER = "leader"
    UNIT = "unit"
    UNITS = "units"
    CATEGORY = "category"
    DIVISION = "division"
    GRID = "grid"
    MATTER = "matter"
    NAME = "name"
    PHONE = "phone"
    ID_NUMBER = "id_number"
    ADDRESS = "address"
    FILES = "files"
    REQUESTS = "requests"
    OUTCOMES = "outcomes"
    LINES = "lines"
    OUTLINE = "outline"


ALWAYS_PRIVATE = frozenset({Sort.NAME, Sort.PHONE, Sort.ID_NUMBER, Sort.ADDRESS, Sort.FILES})
# What somebody wrote in his or her own words; even masked, it goes when the matter is erased.
WRITTEN = frozenset({Sort.LINE, Sort.WORDS, Sort.REQUESTS, Sort.LINES})


class Guard(StrEnum):
    """A named condition on a matter; `flow.guards` says what each means and what it answers."""

    CONCERN_KNOWN = "concern_known"
    NOT_HANDED_OVER = "not_handed_over"
    HANDED_OVER = "handed_over"
    ANOTHER_HAND = "another_hand"
    UNRATED = "unrated"
    PAPER_UNSERVED = "paper_unserved"
    SEVERAL_RECIPIENTS = "several_recipients"
    GOT_IT = "got_it"
    OTHERS_AGREE = "others_agree"
    MAY_SEND_BACK = "may_send_back"
    MAY_OBJECT = "may_object"
    OBJECTED = "objected"
    MERGED = "merged"
    UNTOUCHED = "untouched"
    WRITTEN_TO = "written_to"
    UNDISPUTED = "undisputed"
    DISPUTED = "disputed"
    CLOCK_RUNS = "clock_runs"
    LATE = "late"
    NOT_LATE = "not_late"
    SUPERVISED = "supervised"
    FED_BACK = "fed_back"
    IN_BACKLOG = "in_backlog"
    NOT_IN_BACKLOG = "not_in_backlog"
    IN_CHARGE = "in_charge"
    TO_CORRECT = "to_correct"
    CORRECTED_FIRST = "corrected_first"
    PUT_FORWARD = "put_forward"


class Deed(StrEnum):
    """What a step does beside changing state, values and clocks; `flow.deeds` says how."""

    HAND_OVER = "hand_over"
    SIGN_FOR = "sign_for"
    TAKE_ON = "take_on"
    SEND_BACK = "send_back"
    ASSIST = "assist"
    EXCLUDE = "exclude"
    SERVE = "serve"
    SERVE_SOME = "serve_some"
    ANNOUNCE = "announce"
    REPRESENTED = "represented"
    AGREE_TO_WITHDRAW = "agree_to_withdraw"
    VOID = "void"
    OFFICE_SAYS = "office_says"
    RESIDENT_SAYS = "resident_says"
    CALLBACK_SAYS = "callback_says"
    NEW_ROUND = "new_round"
    LINK = "link"
    MERGE = "merge"
    UNMERGE = "unmerge"
    LED_BY = "led_by"
    JOIN_OWN = "join_own"
    PART_OWN = "part_own"
    DISOWN = "disown"
    REFUSE_LEAD = "refuse_lead"
    FIRST_RECEIVES = "first_receives"
    FIRST_STAYS = "first_stays"
    SETTLE_LEAD = "settle_lead"
    TELL_LIMIT = "tell_limit"
    TO_BODY = "to_body"
    OBJECT = "object"
    REFUSE_OBJECTION = "refuse_objection"
    GIVE = "give"
    TAKE_CHARGE = "take_charge"
    LIST_BACKLOG = "list_backlog"
    STRIKE_BACKLOG = "strike_backlog"
    SUPERVISE = "supervise"
    FEED_BACK = "feed_back"
    STRIKE_SUPERVISION = "strike_supervision"
    CORRECT_DATA = "correct_data"
    PUT_FORWARD = "put_forward"
    RETURN_PAPERS = "return_papers"


class Count(StrEnum):
    """What a step, or an answer, counts as in the figures; `ledger.facts` keeps each apart from the others."""

    ACCEPTED = "accepted"
    REPLIED = "replied"
    SENT_BACK = "sent_back"
    URGED = "urged"
    REOPENED = "reopened"
    OFFICE_SOLVED = "office_solved"
    RESIDENT_SOLVED = "resident_solved"
    CALL_BACK_SOLVED = "call_back_solved"
    SATISFIED = "satisfied"


# What somebody says, and not what was done: these count a field's answers, the others count steps.
SAID = frozenset({Count.OFFICE_SOLVED, Count.RESIDENT_SOLVED, Count.CALL_BACK_SOLVED, Count.SATISFIED})


class Verb(StrEnum):
    """The ten verb keys of a matter page, in their fixed order."""

    SIGN_FOR = "sign_for"
    ACCEPT = "accept"
    HAND_OVER = "hand_over"
    ASSIST = "assist"
    SEND_BACK = "send_back"
    EXTEND = "extend"
    REPLY = "reply"
    CLOSE = "close"
    URGE = "urge"
    SUPERVISE = "supervise"


VERB_NAMES: dict[Verb, Text] = {
    Verb.SIGN_FOR: Text("签收", "Sign for"),
    Verb.ACCEPT: Text("受理", "Accept"),
    Verb.HAND_OVER: Text("转办", "Hand over"),
    Verb.ASSIST: Text("协办", "Assist"),
    Verb.SEND_BACK: Text("退回", "Send back"),
    Verb.EXTEND: Text("延期", "Extend"),
    Verb.REPLY: Text("答复", "Reply"),
    Verb.CLOSE: Text("办结", "Close"),
    Verb.URGE: Text("催办", "Urge"),
    Verb.SUPERVISE: Text("督办", "Supervise"),
}


# What a deed works out and writes among the answers, in words; asked of nobody.
WORKED_OUT: dict[str, Text] = {
    "limit_last": Text("最后一天", "Last day"),
    "corrected": Text("更正了哪几项", "What was corrected"),
}
