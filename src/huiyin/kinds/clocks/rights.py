"""Clocks of a person's rights over his or her own data (GR): the law says promptly, so the numbers are local."""

from huiyin.flow.clock import Clock, Unit
from huiyin.kit.text import Text

_ASKED = Text("收到本人请求", "the person’s request was received")

CLOCKS: tuple[Clock, ...] = (
    Clock(
        "GR-01",
        Text("答复个人信息请求", "Answer a request about personal data"),
        n=15,
        unit=Unit.WD,
        basis="个人信息保护法 第50条（及时受理和处理）；15 个工作日为本地建议",
        starts=_ASKED,
        ends=Text("作出答复书", "the answer is signed"),
        local=True,
        default=True,
        confirm=True,
        tag="design",
    ),
    Clock(
        "GR-02",
        Text("说明为什么看", "Explain why data was read"),
        n=10,
        unit=Unit.WD,
        basis="个人信息保护法 第44条、第48条；10 个工作日为本地建议",
        starts=_ASKED,
        ends=Text("书面说明", "the written explanation"),
        local=True,
        default=True,
        confirm=True,
        tag="design",
    ),
    Clock(
        "GR-03",
        Text("办理打击报复投诉", "Deal with a complaint of retaliation"),
        n=60,
        unit=Unit.CAL,
        basis="信访工作条例 第18条、第46条第6项未定期限；60 日为本地建议",
        starts=_ASKED,
        ends=Text("书面反馈本人", "the person is answered"),
        local=True,
        default=True,
        confirm=True,
        tag="design",
    ),
)
