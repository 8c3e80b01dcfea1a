"""Which offices 安澜县 has and how each is staffed: declaration tables, nothing computed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seat:
    """One post of a staffing pattern: the end of its key, its title and the roles it carries."""

    slug: str
    title: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """A county body: its key after `county-`, names, sort, paper letters (机关代字) and staffing pattern."""

    slug: str
    name: str
    short: str
    letters: str
    staffing: str
    sort: str = "department"


HEAD = Seat("head", "局长", ("lead", "sign"))
DEPUTY = Seat("deputy", "分管副局长", ("sign", "lead"))

STAFFING: dict[str, tuple[Seat, ...]] = {
    "full": (
        HEAD,
        DEPUTY,
        Seat("desk", "信访专员", ("intake", "sort")),
        Seat("checker", "业务股股长", ("check",)),
        Seat("handler-1", "承办岗一", ("handle",)),
        Seat("handler-2", "承办岗二", ("handle",)),
    ),
    "middle": (
        HEAD,
        Seat("checker", "综合股股长", ("check", "intake", "sort")),
        Seat("handler-1", "承办岗一", ("handle",)),
        Seat("handler-2", "承办岗二", ("handle",)),
    ),
    "pair": (
        Seat("head", "主要负责人", ("lead", "sign", "check")),
        Seat("handler-1", "综合干事", ("intake", "sort", "handle")),
    ),
    "single": (Seat("head", "负责人", ("lead", "intake", "sort", "handle", "check", "sign")),),
    "centre": (
        Seat("head", "主任", ("lead", "sign")),
        Seat("window-1", "综合受理1号窗口", ("intake",)),
        Seat("window-2", "综合受理2号窗口", ("intake",)),
        Seat("window-3", "综合受理3号窗口", ("intake",)),
        Seat("sorter", "甄别分流岗", ("sort", "intake")),
        Seat("supervisor", "督办岗", ("supervise",)),
        Seat("admin", "系统管理员", ("admin",)),
        Seat("security", "安全管理员", ("security",)),
    ),
    "petition": (
        Seat("head", "局长", ("lead", "sign")),
        Seat("desk-1", "接访岗", ("intake",)),
        Seat("desk-2", "办信岗", ("intake",)),
        Seat("sorter-1", "甄别分流岗一", ("sort", "intake")),
        Seat("sorter-2", "甄别分流岗二", ("sort",)),
        Seat("checker", "业务股股长", ("check",)),
        Seat("handler-1", "承办岗一", ("handle",)),
        Seat("supervisor", "督查岗", ("supervise",)),
    ),
    "discipline": (
        HEAD,
        DEPUTY,
        Seat("desk", "信访专员", ("intake", "sort")),
        Seat("checker", "业务股股长", ("check",)),
        Seat("handler-1", "承办岗一", ("handle",)),
        Seat("handler-2", "承办岗二", ("handle",)),
        Seat("integrity-1", "信访举报岗一", ("integrity",)),
        Seat("integrity-2", "信访举报岗二", ("integrity",)),
    ),
    "city-discipline": (
        Seat("integrity-1", "信访举报岗一", ("integrity",)),
        Seat("integrity-2", "信访举报岗二", ("integrity",)),
        Seat("checker", "综合室主任", ("check",)),
        Seat("handler", "综合室干事", ("intake", "handle")),
    ),
    "government": (
        Seat("head", "县长", ("lead", "sign")),
        Seat("deputy-1", "副县长（一）", ("lead", "sign")),
        Seat("deputy-2", "副县长（二）", ("lead", "sign")),
        Seat("deputy-3", "副县长（三）", ("lead", "sign")),
        Seat("reviewer-1", "复查专员", ("review", "intake", "handle")),
        Seat("reviewer-2", "复查核稿", ("review", "check")),
        Seat("auditor", "数据安全审计员", ("audit",)),
    ),
    "city": (
        Seat("head", "分管副市长", ("lead", "sign")),
        Seat("reviewer-1", "复核专员", ("review", "intake", "handle")),
        Seat("reviewer-2", "复核核稿", ("review", "check")),
    ),
    "town": (
        Seat("head", "{head}", ("lead", "sign")),
        Seat("deputy-1", "{deputy}（建设民生）", ("lead", "sign")),
        Seat("deputy-2", "{deputy}（执法农业）", ("lead", "sign")),
    ),
    "town-centre": (
        Seat("head", "中心主任", ("lead", "supervise", "check")),
        Seat("window", "综合受理窗口", ("intake",)),
        Seat("sorter", "甄别分流岗", ("sort", "intake")),
    ),
    "hill-centre": (
        Seat("head", "中心主任", ("lead", "supervise", "check")),
        Seat("window", "受理分流岗", ("intake", "sort")),
    ),
    "office": (
        Seat("head", "{short}主任", ("check",)),
        Seat("handler", "{short}干事", ("handle",)),
    ),
    # One pair of hands: the same person drafts and checks, and the paper is drawn for a later check.
    "hill-office": (Seat("handler", "{short}干事", ("handle", "check")),),
    "village": (Seat("head", "网格长", ("grid",)),),
}

BODIES = (
    Body("centre", "安澜县社会治安综合治理中心", "县综治中心", "安综", "centre", "centre"),
    Body("petition", "安澜县信访局", "县信访局", "安信", "petition", "petition"),
    Body("security", "安澜县公安局", "县公安局", "安公信", "full"),
    Body("justice", "安澜县司法局", "县司法局", "安司信", "middle"),
    Body("civil", "安澜县民政局", "县民政局", "安民信", "full"),
    Body("labour", "安澜县人力资源和社会保障局", "县人社局", "安人社信", "full"),
    Body("land", "安澜县自然资源局", "县自然资源局", "安自然资信", "full"),
    Body("environment", "安澜县生态环境局", "县生态环境局", "安环信", "middle"),
    Body("housing", "安澜县住房和城乡建设局", "县住建局", "安住建信", "full"),
    Body("cityorder", "安澜县城市管理局", "县城市管理局", "安城管信", "full"),
    Body("transport", "安澜县交通运输局", "县交通运输局", "安交信", "full"),
    Body("water", "安澜县水务局", "县水务局", "安水信", "middle"),
    Body("farming", "安澜县农业农村局", "县农业农村局", "安农信", "full"),
    Body("health", "安澜县卫生健康局", "县卫健局", "安卫健信", "middle"),
    Body("education", "安澜县教育局", "县教育局", "安教信", "full"),
    Body("market", "安澜县市场监督管理局", "县市监局", "安市监信", "full"),
    Body("emergency", "安澜县应急管理局", "县应急管理局", "安应急信", "middle"),
    Body("fire", "安澜县消防救援大队", "县消防救援大队", "安消信", "middle"),
    Body("insurance", "安澜县医疗保障局", "县医疗保障局", "安医保信", "middle"),
    Body("energy", "安澜县发展和改革局", "县发改局", "安发改信", "middle"),
    Body("services", "安澜县政务服务和数据管理局", "县政数局", "安政数信", "middle"),
    Body("veterans", "安澜县退役军人事务局", "县退役军人局", "安退役信", "pair"),
    Body("disabled", "安澜县残疾人联合会", "县残联", "安残信", "pair"),
    Body("forestry", "安澜县林业局", "县林业局", "安林信", "pair"),
    Body("courier", "安澜县邮政业安全发展中心", "县邮政中心", "安邮信", "single"),
    Body("legal", "安澜县委政法委员会", "县委政法委", "安政法信", "middle"),
    Body("discipline", "安澜县纪委监委", "县纪委监委", "安纪信", "discipline"),
)

# Offices of every street, town and township: key, name, short name.
OFFICES = (
    ("building", "规划建设办公室", "建设办"),
    ("order", "综合行政执法队", "执法队"),
    ("affairs", "社会事务办公室", "社事办"),
    ("farming", "农业农村办公室", "农业办"),
    ("safety", "应急消防办公室", "应急办"),
    ("peace", "平安法治办公室", "平安办"),
)

# Posts against standard: sort of unit, role, minimum. The county sets them; no statute gives a number.
STANDARDS = (
    ("centre", "intake", 1),
    ("centre", "sort", 1),
    ("centre", "supervise", 1),
    ("petition", "intake", 2),
    ("petition", "sort", 1),
    ("petition", "supervise", 1),
    ("department", "handle", 1),
    ("department", "check", 1),
    ("town", "sign", 2),
    ("village", "grid", 1),
    ("government", "review", 2),
)
STANDARD_BASIS = "安澜县综治中心及信访工作岗位配备标准（本县自定，演示）"

# Real gaps, so that the gaps page has something to say: nobody holds these posts …
VACANT = (
    "county-centre.window-3",
    "county-petition.sorter-2",
    "county-transport.checker",
    "county-water.handler-2",
    "county-market.deputy",
    "county-health.checker",
    "county-education.desk",
    "county-government.reviewer-2",
    "town-002-order.head",
    "town-101.deputy-2",
    "town-103-centre.window",
    "town-104-farming.head",
    "town-105.deputy-1",
    "town-105.deputy-2",
    "town-201-centre.window",
    "town-202-peace.handler",
)
# … these offices were set up without anyone to check what the handler writes …
UNCHECKED = ("town-200-building", "town-201-affairs")
# … these duties stand in the list without a post …
UNASSIGNED = (
    "duty-county-courier-first",
    "duty-county-forestry-direct",
    "duty-county-energy-direct",
    "duty-town-100-safety",
    "duty-town-106-order",
    "duty-town-200-farming",
    "duty-town-201-safety",
    "duty-town-202-affairs",
)
# … and of the grids every so-manieth has no post, or a post without a worker.
POSTLESS_GRID_EVERY, VACANT_GRID_EVERY = 83, 71
