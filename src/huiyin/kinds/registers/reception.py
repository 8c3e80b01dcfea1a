"""Register of leaders' reception days and going down: which post receives where and when, published for residents."""

from huiyin.flow.kind import Choice, Field, Register
from huiyin.flow.words import Role, Sort
from huiyin.kit.text import Text

RECEPTION_DAY = Register(
    id="reception_day",
    name=Text("领导接访下访日", "Leaders' reception days"),
    purpose=Text(
        "哪位领导岗位哪天在哪里接访、到哪里下访；登在群众端的办事指南上",
        "Which leader's post receives or goes down where and when; published in the residents' guide",
    ),
    label="place",
    editors=(Role.ADMIN, Role.SORT, Role.SUPERVISE),
    refers=(("leader", "post"),),
    basis="信访工作条例 第18条",
    fields=(
        Field("leader", Text("领导岗位", "Leader's post"), Sort.LEADER),
        Field(
            "sort",
            Text("接访还是下访", "Receiving or going down"),
            Sort.CHOICE,
            choices=(
                Choice("reception", Text("接访", "Reception"), "信访工作条例 第18条"),
                Choice("going_down", Text("下访", "Going down"), "信访工作条例 第18条"),
            ),
        ),
        Field("day", Text("哪天", "Day"), Sort.DAY),
        Field("hours", Text("几点到几点", "Hours"), Sort.LINE, longest=40),
        Field("place", Text("在哪里", "Where"), Sort.LINE, longest=80),
        Field("topic", Text("主要接哪方面的事", "On what"), Sort.LINE, required=False, longest=80),
    ),
)
