"""The sections of the law in which the catalogue shows its clocks."""

from huiyin.flow.clock import Clock
from huiyin.kinds.clocks import (
    appeals,
    decisions,
    hotline,
    mediation,
    office,
    remedies,
    rights,
    routes,
    safety,
    serving,
    support,
)
from huiyin.kit.text import Text

SECTIONS: tuple[tuple[str, Text, tuple[Clock, ...]], ...] = (
    ("appeals", Text("信访", "Appeals"), appeals.CLOCKS),
    ("hotline", Text("12345 热线工单", "Hotline orders"), hotline.CLOCKS),
    ("mediation", Text("调解与纠纷途径", "Mediation and dispute routes"), mediation.CLOCKS),
    ("safety", Text("安全、隐患、应急与大型活动", "Safety, hazards, emergencies, events"), safety.CLOCKS),
    ("decisions", Text("重大决策与征收", "Major decisions and expropriation"), decisions.CLOCKS),
    ("remedies", Text("信息公开、复议、诉讼与赔偿", "Disclosure, reconsideration, litigation"), remedies.CLOCKS),
    ("routes", Text("民事、劳动、工伤、土地等法定途径", "Civil, labour, injury and land routes"), routes.CLOCKS),
    ("support", Text("社会救助与法律援助", "Social support and legal aid"), support.CLOCKS),
    ("serving", Text("送达", "Service of papers"), serving.CLOCKS),
    ("office", Text("机关内部约定", "Office routine"), office.CLOCKS),
    ("rights", Text("个人信息与保护", "Personal data and protection"), rights.CLOCKS),
)
