"""What no declaration may ask for, hold or be called. The one file where the refused words may stand.

Huiyin serves residents; it does not watch them. These refusals are structure: `flow.faults` applies
them to every kind and register at start-up, and a declaration that trips one does not load.
"""

from huiyin.kit.text import Text

# Refused wherever it appears in an id or in the Chinese or English name of a field, kind or register.
REFUSED_WORDS: dict[str, Text] = {
    **dict.fromkeys(
        (
            "民族",
            "族别",
            "宗教",
            "信仰",
            "教派",
            "政治面貌",
            "党派",
            "思想动态",
            "意识形态",
            "ethnic",
            "religio",
            "belief",
            "ideolog",
            "political",
            "minzu",
        ),
        Text(
            "不记录信仰、观点、意识形态或民族（个人信息保护法第二十八条）",
            "No record of belief, opinion, ideology or ethnicity",
        ),
    ),
    **dict.fromkeys(
        (
            "稳控",
            "包保",
            "维稳",
            "管控",
            "重点人",
            "特殊人群",
            "重点稳控",
            "黑名单",
            "布控",
            "盯防",
            "watchlist",
            "watch_list",
            "blacklist",
            "control_level",
            "key_person",
        ),
        Text("不建人的名单、等级或档案（信访工作条例第四十六条）", "No watch-list, grade or control level of a person"),
    ),
    **dict.fromkeys(
        (
            "缠访",
            "闹访",
            "越级访",
            "无理访",
            "访民",
            "上访次数",
            "息访",
            "罢访",
            "petitioner_score",
            "repeat_petitioner",
        ),
        Text(
            "不得给反映人做记号，不得以不再反映为条件（信访工作条例第十八条、第四十六条）",
            "No mark against someone for having appealed",
        ),
    ),
    **dict.fromkeys(
        ("人脸", "虹膜", "指纹", "声纹", "步态", "基因", "face_", "biometric", "gait"),
        Text("不采集生物识别信息（个人信息保护法第二十六条、第二十八条）", "No biometric data"),
    ),
    **dict.fromkeys(
        (
            "轨迹",
            "行踪",
            "实时位置",
            "定位",
            "出行记录",
            "同行人",
            "trajectory",
            "location_trail",
            "tracking",
            "whereabouts",
        ),
        Text("不记录任何人的行踪（个人信息保护法第二十八条）", "Nobody's movements are recorded"),
    ),
    **dict.fromkeys(
        (
            "舆情",
            "言论监测",
            "网上言论",
            "通话记录",
            "聊天记录",
            "社会关系",
            "speech_monitor",
            "call_log",
            "contacts_of",
        ),
        Text("不监测言论、通信和交往", "No monitoring of speech, contacts or communication"),
    ),
    **dict.fromkeys(
        (
            "信用分",
            "积分排名",
            "风险等级",
            "危险性评分",
            "人员等级",
            "画像",
            "预测犯罪",
            "risk_score",
            "person_score",
            "profile_of",
            "crime_prediction",
        ),
        Text("不给人打分、分级或画像（个人信息保护法第二十四条）", "No score, grade or profile of a person"),
    ),
    **dict.fromkeys(
        (
            "吸毒检测",
            "尿检",
            "毛发检测",
            "检测结果",
            "侦查",
            "门禁",
            "停车记录",
            "摄像",
            "监控探头",
            "drug_test",
            "door_entry",
            "camera_feed",
            "parking_record",
        ),
        Text("不收侦查、检测、门禁、停车、监控数据", "No investigation, test, door-entry, parking or camera data"),
    ),
    **dict.fromkeys(
        ("打卡", "签到点", "在线时长", "积分榜", "step_count", "check_in_point", "online_minutes"),
        Text("不做打卡、在线时长和个人排名", "No check-in points, online minutes or ranking of individuals"),
    ),
}

# A register about residents would be a population register whatever it is called.
REFUSED_REGISTERS: dict[str, Text] = dict.fromkeys(
    ("resident", "residents", "population", "household", "household_member", "petitioner", "filer", "citizen", "常住人口",
     "实有人口", "流动人口", "居民档案", "家庭成员", "信访人"),
    Text("不建人口册，不建跨事项的个人档案", "No register of a population, no file on a person across matters"),
)  # fmt: skip


def refused(*names: str) -> Text | None:
    """Return why one of the names is refused, or None. Looks inside words, in any letter case."""
    for name in names:
        lowered = name.lower()
        for word, why in REFUSED_WORDS.items():
            if word in lowered:
                return why
    return None


def refused_register(*names: str) -> Text | None:
    """Return why a register of that id or name is refused, or None."""
    for name in names:
        if name.lower() in REFUSED_REGISTERS:
            return REFUSED_REGISTERS[name.lower()]
    return refused(*names)
