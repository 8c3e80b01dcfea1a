"""Which steps may be taken on many matters at once: those that nobody has to read, write or find one by one."""

from huiyin.flow.kind import Kind, Step
from huiyin.flow.words import Deed, Guard, Role, Sort, Verb
from huiyin.kit.text import Text

# What is answered differently for each matter.
ONE_BY_ONE_SORTS = frozenset({Sort.OUTCOMES, Sort.LINES, Sort.REQUESTS, Sort.FILES, Sort.MATTER})
# What is a finding about one matter, or a change in one person's case.
FINDINGS = frozenset(
    {
        Deed.EXCLUDE, Deed.OFFICE_SAYS, Deed.RESIDENT_SAYS, Deed.CALLBACK_SAYS, Deed.NEW_ROUND, Deed.LINK, Deed.MERGE,
        Deed.UNMERGE, Deed.SERVE, Deed.VOID, Deed.DISOWN, Deed.PUT_FORWARD,
    }
)  # fmt: skip
NOBODY_AT_A_DESK = frozenset({Role.FILER, Role.CLOCKWORK})


def one_by_one(step: Step) -> Text | None:
    """Return why a step is taken on one matter at a time, or None where it may be taken on many."""
    if not step.after or set(step.who) <= NOBODY_AT_A_DESK:
        return Text("不是工作人员批量办的环节", "Not a step of the staff")
    if step.grave:
        return Text("这一步后果重，要一件一件办", "Too grave to be taken on many at once")
    if Guard.ANOTHER_HAND in step.guards:
        return Text("审核、签发要逐件看过", "What is checked or signed is read one by one")
    if any(one.private or one.sort in ONE_BY_ONE_SORTS for one in step.fields):
        return Text("每件要写的不一样，要一件一件办", "Each matter needs its own answers")
    if FINDINGS & set(step.does) or step.extends or step.suspends or step.resumes or step.opens:
        return Text("每件情况不一样，要一件一件认定", "It is found for each matter by itself")
    if step.papers and step.verb is not Verb.ACCEPT:
        return Text("要出文书的，逐件看过再出", "What issues a paper is looked at one by one")
    return None


def handing_step(kind: Kind) -> Step | None:
    """Return the step by which whoever handles a matter of the kind gives it to another post, if it may be taken on many."""
    return next(
        (
            step
            for step in kind.steps
            if Deed.HAND_OVER in step.does and Role.HANDLE in step.who and one_by_one(step) is None
        ),
        None,
    )


def taking_back_step(kind: Kind) -> Step | None:
    """Return the step by which the sender takes back what nobody has signed for."""
    return next((step for step in kind.steps if step.who == (Role.SENDER,) and Deed.SEND_BACK in step.does), None)
