"""Registers of who does what: units, people of the staff, posts, appointments, standards, duties."""

from huiyin.flow.kind import Choice, Field, Register
from huiyin.flow.words import ROLE_NAMES, STANDS, Role, Sort, Stand
from huiyin.kit.text import Text

_LEVELS = (
    Choice("city", Text("市级", "City")),
    Choice("county", Text("县级", "County")),
    Choice("town", Text("乡镇、街道", "Township")),
    Choice("village", Text("村、社区", "Village")),
)
UNIT_SORTS = (
    Choice("government", Text("人民政府", "Government")),
    Choice("centre", Text("综治中心", "Governance centre")),
    Choice("petition", Text("信访局", "Petition office")),
    Choice("department", Text("部门", "Department")),
    Choice("town", Text("乡镇、街道", "Township")),
    Choice("village", Text("村、社区", "Village")),
)
STAFF_ROLES = tuple(Choice(role.value, ROLE_NAMES[role]) for role in Role if STANDS[role] is not Stand.RELATION)

UNIT = Register(
    id="unit",
    name=Text("单位", "Units"),
    purpose=Text("谁在办事、上一级是谁、印什么机关名称", "Who acts, who stands above, which name is printed"),
    label="name",
    editors=(Role.ADMIN,),
    refers=(("parent", "unit"), ("reviewer", "unit")),
    fields=(
        Field("name", Text("名称", "Name"), Sort.LINE),
        Field("short", Text("简称", "Short name"), Sort.LINE, longest=20),
        Field("sort", Text("性质", "Sort"), Sort.CHOICE, choices=UNIT_SORTS),
        Field("level", Text("层级", "Level"), Sort.CHOICE, choices=_LEVELS),
        Field("division", Text("区划", "Division"), Sort.DIVISION),
        Field("parent", Text("上级单位", "Parent unit"), Sort.UNIT, required=False),
        Field(
            "reviewer", Text("复查机关", "Body that reviews it"), Sort.UNIT, required=False, basis="信访工作条例 第35条"
        ),
        Field("organ", Text("发文机关全称", "Full name on papers"), Sort.LINE, required=False, longest=60),
        Field("letters", Text("机关代字", "Letters in paper numbers"), Sort.LINE, required=False, longest=10),
        Field("phone", Text("办公电话", "Office phone"), Sort.LINE, required=False, longest=30),
        Field("address", Text("办公地址", "Office address"), Sort.LINE, required=False),
        Field("hours", Text("办公时间", "Hours"), Sort.LINE, required=False),
    ),
)

PERSON = Register(
    id="person",
    name=Text("工作人员", "Staff"),
    purpose=Text("谁在岗；只登记工作人员，不登记群众", "Who is on post: staff only, never residents"),
    label="name",
    editors=(Role.ADMIN,),
    fields=(
        Field("name", Text("姓名", "Name"), Sort.LINE, longest=50),
        Field("login", Text("登录名", "Login"), Sort.LINE, required=False, longest=50),
    ),
)

POST = Register(
    id="post",
    name=Text("岗位", "Posts"),
    purpose=Text("事情归岗位，不归人", "Work belongs to a post, not a person"),
    label="name",
    editors=(Role.ADMIN,),
    refers=(("unit", "unit"),),
    fields=(
        Field("name", Text("岗位名称", "Name"), Sort.LINE, longest=60),
        Field("unit", Text("单位", "Unit"), Sort.UNIT),
        Field("roles", Text("能做什么", "Roles"), Sort.CHOICES, choices=STAFF_ROLES),
        Field("title", Text("职务", "Title"), Sort.LINE, required=False, longest=60),
    ),
)

APPOINTMENT = Register(
    id="appointment",
    name=Text("任职", "Appointments"),
    purpose=Text("哪天起哪天止，谁在哪个岗位", "Who holds which post from when to when"),
    label="post",
    editors=(Role.ADMIN,),
    refers=(("post", "post"), ("person", "person")),
    fields=(
        Field("post", Text("岗位", "Post"), Sort.POST),
        Field("person", Text("人", "Person"), Sort.LINE),
        Field(
            "sort",
            Text("方式", "Sort"),
            Sort.CHOICE,
            choices=(Choice("正式", Text("正式", "Regular")), Choice("代理", Text("代理", "Acting"))),
        ),
    ),
)

STANDARD = Register(
    id="standard",
    name=Text("岗位配备标准", "Staffing standards"),
    purpose=Text("每类单位每种岗位至少配几个", "How many posts of a role a sort of unit must have"),
    label="basis",
    editors=(Role.ADMIN,),
    fields=(
        Field("unit_sort", Text("单位性质", "Sort of unit"), Sort.CHOICE, choices=UNIT_SORTS),
        Field("role", Text("岗位", "Role"), Sort.CHOICE, choices=STAFF_ROLES),
        Field("minimum", Text("至少几个", "At least"), Sort.NUMBER),
        Field("basis", Text("依据", "Basis"), Sort.LINE),
    ),
)

DUTY = Register(
    id="duty",
    name=Text("权责清单", "Duties"),
    purpose=Text("每项责任落到一个具名岗位", "Each duty has one named holder"),
    label="name",
    editors=(Role.ADMIN,),
    refers=(("unit", "unit"), ("post", "post")),
    fields=(
        Field("name", Text("责任", "Duty"), Sort.LINE),
        Field("unit", Text("单位", "Unit"), Sort.UNIT),
        Field("post", Text("责任岗位", "Post"), Sort.POST, required=False),
        Field(
            "grade",
            Text("责任类别", "Grade"),
            Sort.CHOICE,
            choices=(
                Choice("第一责任人", Text("第一责任人", "First person responsible")),
                Choice("直接责任人", Text("直接责任人", "Person directly responsible")),
                Choice("一岗双责", Text("一岗双责", "One post, two duties")),
            ),
        ),
        Field("basis", Text("依据", "Basis"), Sort.LINE),
        Field("categories", Text("对应类别", "Categories"), Sort.LINES, required=False),
    ),
)
