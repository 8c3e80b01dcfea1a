"""Register of the yearly holiday notices: which days were moved, by which notice."""

from huiyin.flow.kind import Field, Register
from huiyin.flow.words import Role, Sort
from huiyin.kit.text import Text

CALENDAR_YEAR = Register(
    id="calendar_year",
    name=Text("节假日安排", "Holiday notices"),
    purpose=Text(
        "每年国务院办公厅通知公布后录入；未结的时限随即重算",
        "Entered when the yearly notice is out; open clocks are counted afresh",
    ),
    label="notice",
    editors=(Role.ADMIN,),
    fields=(
        Field("year", Text("年份", "Year"), Sort.NUMBER),
        Field("notice", Text("通知文号", "Notice"), Sort.LINE, longest=80),
        Field(
            "off",
            Text("放假的日子", "Days off"),
            Sort.LINES,
            help=Text(
                "一行一天，如 2027-01-01；连着的写成 2027-02-05..2027-02-11",
                "One a line; a stretch as 2027-02-05..2027-02-11",
            ),
            longest=30,
        ),
        Field("work", Text("调休上班的日子", "Make-up working days"), Sort.LINES, required=False, longest=30),
    ),
)
