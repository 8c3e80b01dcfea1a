"""What people bring: two levels of categories, each with the county body and town office that answer for it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Category:
    """A leaf: `level` says who handles it first; `weight` how often it comes; `months` when it comes twice as often."""

    key: str
    name: str
    body: str
    office: str
    level: str
    weight: int
    hints: tuple[str, ...]
    months: tuple[int, ...] = ()

    @property
    def group(self) -> str:
        return self.key.split(".")[0]


GROUPS = {
    "city": "城乡建设",
    "env": "市容与环境",
    "util": "水电气暖通信",
    "traffic": "交通出行",
    "estate": "住房与物业",
    "labour": "劳动与社会保险",
    "land": "土地与农业农村",
    "edu": "教育",
    "health": "医疗卫生",
    "civil": "民政与帮扶",
    "market": "市场与消费",
    "safety": "公共安全",
    "near": "邻里相处",
    "gov": "政务服务",
    "conduct": "工作作风",
}

_WINTER, _SUMMER = (11, 12, 1, 2, 3), (5, 6, 7, 8)

CATEGORIES = (
    Category("city.drainage", "排水内涝", "housing", "building", "county", 30, ("积水", "内涝", "下水道", "排水"), _SUMMER),
    Category("city.lamps", "路灯照明", "cityorder", "building", "county", 26, ("路灯", "不亮", "黑灯", "照明")),
    Category("city.roads", "城区道路", "housing", "building", "county", 26, ("路面", "坑洼", "破损", "人行道")),
    Category("city.manholes", "井盖设施", "cityorder", "building", "county", 12, ("井盖", "松动", "塌陷")),
    Category("city.greens", "绿化养护", "cityorder", "building", "town", 10, ("树枝", "绿化", "修剪", "草坪")),
    Category("city.renewal", "老旧小区改造", "housing", "building", "county", 14, ("改造", "老旧小区", "外墙")),
    Category("city.works", "施工管理", "housing", "building", "county", 16, ("工地", "夜间施工", "围挡", "扰民")),
    Category("city.unlawful", "违法搭建", "cityorder", "order", "town", 18, ("违建", "私搭", "加盖", "棚子")),
    Category("env.garbage", "垃圾清运", "cityorder", "order", "town", 30, ("垃圾", "清运", "垃圾桶", "臭"), _SUMMER),
    Category("env.fumes", "餐饮油烟", "cityorder", "order", "town", 16, ("油烟", "烧烤", "烟道", "呛人")),
    Category("env.stalls", "占道经营", "cityorder", "order", "town", 16, ("占道", "摆摊", "夜市", "出店")),
    Category("env.toilets", "公共厕所", "cityorder", "order", "town", 8, ("公厕", "厕所", "冲水")),
    Category("env.rivers", "河道沟渠", "water", "farming", "town", 12, ("河道", "沟渠", "淤泥", "漂浮物"), _SUMMER),
    Category("env.sewage", "污水排放", "environment", "building", "county", 12, ("污水", "直排", "黑水")),
    Category("env.dust", "扬尘异味", "environment", "order", "county", 12, ("扬尘", "异味", "粉尘", "刺鼻")),
    Category("env.noise", "生产经营噪声", "environment", "order", "county", 14, ("噪声", "机器", "音响", "厂房")),
    Category("util.water", "供水", "water", "building", "county", 26, ("停水", "水压", "自来水", "水质"), _SUMMER),
    Category("util.power", "供电", "energy", "building", "county", 16, ("停电", "电压", "跳闸", "电线"), _SUMMER),
    Category("util.gas", "燃气", "housing", "building", "county", 10, ("燃气", "天然气", "通气", "灶")),
    Category("util.heat", "供暖", "housing", "building", "county", 22, ("暖气", "供暖", "不热", "温度"), _WINTER),
    Category("util.telecom", "通信网络", "energy", "building", "county", 8, ("宽带", "信号", "网线", "基站")),
    Category("traffic.bus", "公交", "transport", "building", "county", 16, ("公交", "末班", "站台", "班次")),
    Category("traffic.rural", "农村公路", "transport", "building", "county", 18, ("村道", "公路", "路基", "塌方")),
    Category("traffic.parking", "停车", "cityorder", "order", "town", 22, ("停车", "车位", "乱停", "堵")),
    Category("traffic.signals", "信号灯与标线", "security", "building", "county", 10, ("红绿灯", "斑马线", "标线")),
    Category("traffic.charging", "充电设施", "energy", "building", "town", 10, ("充电桩", "充电", "车棚")),
    Category("traffic.coach", "客运服务", "transport", "building", "county", 6, ("客车", "班车", "拒载", "打表")),
    Category("estate.service", "物业服务", "housing", "building", "town", 28, ("物业", "保洁", "门岗", "电灯")),
    Category("estate.fees", "物业收费", "housing", "building", "town", 16, ("物业费", "公摊", "维修资金", "收费")),
    Category("estate.lifts", "电梯", "market", "building", "county", 20, ("电梯", "困人", "停运", "维保")),
    Category("estate.leaks", "房屋渗漏", "housing", "building", "county", 14, ("漏水", "渗水", "屋顶", "外墙")),
    Category("estate.committee", "业主委员会", "housing", "building", "town", 8, ("业委会", "业主大会", "选举")),
    Category("estate.deeds", "不动产办证", "land", "building", "county", 14, ("房产证", "不动产", "办证", "首次登记")),
    Category("labour.wages", "拖欠工资", "labour", "peace", "county", 26, ("工资", "欠薪", "工钱", "包工头"), (12, 1, 2)),
    Category("labour.insurance", "社会保险缴纳", "labour", "affairs", "county", 10, ("社保", "断缴", "参保")),
    Category("labour.pension", "养老待遇", "labour", "affairs", "county", 14, ("养老金", "退休", "认证", "工龄")),
    Category("labour.injury", "工伤", "labour", "peace", "county", 8, ("工伤", "受伤", "认定", "赔")),
    Category("labour.jobs", "就业培训", "labour", "affairs", "county", 6, ("招聘", "培训", "公益岗")),
    Category("land.homestead", "宅基地", "farming", "farming", "town", 22, ("宅基地", "建房", "审批", "老屋")),
    Category("land.transfer", "土地流转", "farming", "farming", "town", 16, ("流转", "租金", "大户", "合同")),
    Category("land.boundary", "承包地界", "farming", "farming", "town", 14, ("地界", "田埂", "承包地", "确权")),
    Category("land.requisition", "征地补偿", "land", "farming", "county", 16, ("征地", "补偿", "青苗", "安置")),
    Category("land.irrigation", "农田水利", "water", "farming", "town", 12, ("灌溉", "水渠", "泵站", "机井"), _SUMMER),
    Category("land.subsidy", "惠农补贴", "farming", "farming", "county", 12, ("补贴", "粮补", "农机", "一卡通")),
    Category("land.accounts", "村务公开", "farming", "farming", "town", 14, ("村务", "账目", "公示", "集体")),
    Category("land.forest", "山林权属", "forestry", "farming", "county", 8, ("山林", "林权", "林地", "砍")),
    Category("edu.enrol", "入学报名", "education", "affairs", "county", 14, ("入学", "学区", "报名", "转学"), (5, 6, 7, 8)),
    Category("edu.bus", "校车", "education", "affairs", "county", 10, ("校车", "接送", "停靠", "超员")),
    Category("edu.canteen", "学校食堂", "education", "affairs", "county", 8, ("食堂", "午餐", "饭菜", "餐费")),
    Category("edu.refund", "校外培训退费", "education", "affairs", "county", 10, ("退费", "培训班", "课时", "关门")),
    Category("edu.aid", "学生资助", "education", "affairs", "county", 6, ("助学", "资助", "寄宿", "补助")),
    Category("health.claims", "医保报销", "insurance", "affairs", "county", 18, ("报销", "医保", "异地", "门诊")),
    Category("health.service", "诊疗服务", "health", "affairs", "county", 12, ("医院", "挂号", "态度", "收费")),
    Category("health.rural", "村卫生室", "health", "affairs", "county", 8, ("卫生室", "村医", "药", "打针")),
    Category("health.children", "妇幼与接种", "health", "affairs", "county", 6, ("疫苗", "产检", "接种", "托育")),
    Category("civil.allowance", "最低生活保障", "civil", "affairs", "town", 16, ("低保", "困难", "申请", "停发")),
    Category("civil.elderly", "高龄与养老服务", "civil", "affairs", "town", 14, ("高龄津贴", "老年食堂", "养老院")),
    Category("civil.disabled", "残疾人服务", "disabled", "affairs", "county", 8, ("残疾证", "轮椅", "无障碍", "护理补贴")),
    Category("civil.veterans", "退役军人服务", "veterans", "affairs", "county", 6, ("退役", "优抚", "优待证")),
    Category("civil.relief", "临时救助", "civil", "affairs", "town", 10, ("临时救助", "大病", "火灾", "急难")),
    Category("civil.burial", "殡葬公墓", "civil", "affairs", "county", 6, ("公墓", "安葬", "殡葬", "祭扫"), (3, 4)),
    Category("market.food", "食品安全", "market", "safety", "county", 16, ("过期", "变质", "吃坏", "卫生")),
    Category("market.price", "价格收费", "market", "safety", "county", 10, ("涨价", "乱收费", "标价", "缺斤")),
    Category("market.goods", "消费纠纷", "market", "peace", "county", 14, ("退货", "质量", "维修", "保修")),
    Category("market.prepaid", "预付卡", "market", "peace", "county", 10, ("会员卡", "充值", "跑路", "余额")),
    Category("market.parcels", "快递寄递", "courier", "safety", "county", 8, ("快递", "驿站", "丢件", "送货")),
    Category("safety.exits", "消防通道", "fire", "safety", "county", 20, ("消防通道", "占用", "堵塞", "云梯")),
    Category("safety.bikes", "电动车进楼充电", "fire", "safety", "town", 18, ("电动车", "楼道", "飞线", "充电")),
    Category("safety.hazards", "身边隐患", "emergency", "safety", "county", 14, ("危墙", "坠落", "广告牌", "裂缝")),
    Category("safety.waters", "临水防护", "water", "safety", "town", 8, ("水塘", "护栏", "溺水", "警示牌"), _SUMMER),
    Category("near.noise", "邻里噪音", "security", "peace", "town", 22, ("楼上", "吵", "装修", "半夜")),
    Category("near.passage", "通行采光", "justice", "peace", "town", 14, ("通道", "采光", "滴水", "围墙")),
    Category("near.dogs", "养犬", "security", "peace", "town", 14, ("狗", "牵绳", "咬", "狗叫")),
    Category("near.family", "家庭赡养", "justice", "peace", "town", 8, ("赡养", "分家", "老人", "兄弟")),
    Category("gov.counters", "办事服务", "services", "affairs", "county", 12, ("窗口", "材料", "跑了", "排队")),
    Category("gov.papers", "户籍证件", "security", "affairs", "county", 10, ("户口", "身份证", "居住证", "迁移")),
    Category("gov.ideas", "意见建议", "energy", "affairs", "county", 10, ("建议", "希望", "规划", "增设")),
    Category("conduct.manner", "服务态度", "discipline", "peace", "county", 8, ("态度", "推诿", "不理", "冷淡")),
    Category("conduct.delay", "拖延不办", "discipline", "peace", "county", 8, ("拖延", "不办", "没回音", "踢皮球")),
)  # fmt: skip
