"""Registers of the ground and of routing: grids, categories, routes, local clocks."""

from huiyin.flow.kind import Choice, Field, Register
from huiyin.flow.words import Role, Sort
from huiyin.kit.text import Text

GRID = Register(
    id="grid",
    name=Text("网格", "Grids"),
    purpose=Text("每块地方有一名网格员", "Every piece of ground has one grid worker"),
    label="name",
    editors=(Role.ADMIN,),
    refers=(("post", "post"),),
    fields=(
        Field("name", Text("名称", "Name"), Sort.LINE),
        Field("division", Text("村、社区", "Village"), Sort.DIVISION),
        Field("post", Text("网格员岗位", "Grid worker's post"), Sort.POST, required=False),
        Field("households", Text("约多少户", "About how many homes"), Sort.NUMBER, required=False),
        Field("outline", Text("边界", "Outline"), Sort.OUTLINE, required=False),
    ),
)

CATEGORY = Register(
    id="category",
    name=Text("诉求类别", "Categories"),
    purpose=Text("事情的分类；只分事，不分人", "Sorts of matters, never of people"),
    label="name",
    editors=(Role.ADMIN, Role.SORT),
    refers=(("parent", "category"),),
    fields=(
        Field("name", Text("名称", "Name"), Sort.LINE),
        Field("parent", Text("上级类别", "Parent"), Sort.CATEGORY, required=False),
        Field("hints", Text("常见说法", "Hint words"), Sort.LINES, required=False),
    ),
)

ROUTE = Register(
    id="route",
    name=Text("分流规则", "Routes"),
    purpose=Text("哪类事归谁，依据哪条责任", "Which unit takes a category, by which duty"),
    label="reason",
    editors=(Role.ADMIN, Role.SORT),
    refers=(("category", "category"), ("duty", "duty")),
    fields=(
        Field("category", Text("类别", "Category"), Sort.CATEGORY),
        Field(
            "level",
            Text("办在哪级", "Level"),
            Sort.CHOICE,
            choices=(Choice("county", Text("县级部门", "County")), Choice("town", Text("所在乡镇", "Township"))),
        ),
        Field("unit", Text("单位（“town”指所在乡镇）", "Unit (“town”: the township of the place)"), Sort.LINE),
        Field("duty", Text("责任", "Duty"), Sort.LINE, required=False),
        Field("reason", Text("为什么归它", "Why"), Sort.LINE),
    ),
)

LOCAL_CLOCK = Register(
    id="local_clock",
    name=Text("本地时限", "Local clocks"),
    purpose=Text("只能比法定更紧，不能更松", "Tighter than the law, never looser"),
    label="basis",
    editors=(Role.ADMIN,),
    fields=(
        Field("clock", Text("时限编号", "Clock"), Sort.LINE, longest=20),
        Field("n", Text("多少", "How many"), Sort.NUMBER),
        Field(
            "unit",
            Text("单位", "Unit"),
            Sort.CHOICE,
            choices=(
                Choice("cal", Text("日", "Calendar days")),
                Choice("wd", Text("工作日", "Working days")),
                Choice("mo", Text("月", "Months")),
                Choice("h", Text("小时", "Hours")),
            ),
        ),
        Field("basis", Text("依据", "Basis"), Sort.LINE),
    ),
)
