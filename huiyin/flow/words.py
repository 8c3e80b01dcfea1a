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
    AUDIT = "audit"
    RECEIVER = "receiver"
    SENDER = "sender"
    ASSISTANT = "assistant"
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
    Role.AUDIT: Text("审计岗", "Audit"),
    Role.RECEIVER: Text("被转交的岗位", "The post it was handed to"),
    Role.SENDER: Text("转出的岗位", "The post that handed it over"),
    Role.ASSISTANT: Text("协办单位", "An assisting unit"),
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
    Role.AUDIT: Stand.ANYWHERE,
    Role.RECEIVER: Stand.RELATION,
    Role.SENDER: Stand.RELATION,
    Role.ASSISTANT: Stand.RELATION,
    Role.FILER: Stand.RELATION,
    Role.CLOCKWORK: Stand.RELATION,
}


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
    MAY_SEND_BACK = "may_send_back"
    MERGED = "merged"


class Deed(StrEnum):
    """What a step does beside changing state, values and clocks; `flow.deeds` says how."""

    HAND_OVER = "hand_over"
    SIGN_FOR = "sign_for"
    SEND_BACK = "send_back"
    ASSIST = "assist"
    EXCLUDE = "exclude"
    SERVE = "serve"
    VOID = "void"
    OFFICE_SAYS = "office_says"
    RESIDENT_SAYS = "resident_says"
    CALLBACK_SAYS = "callback_says"
    NEW_ROUND = "new_round"
    LINK = "link"
    MERGE = "merge"
    UNMERGE = "unmerge"


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
