"""The invented matter that all samples are about."""

from datetime import date

from huiyin.papers.frame import Frame
from huiyin.papers.model import Proof
from huiyin.papers.phrases import MatterRef

LEAF = "b41f6d2097ae3c5be08a11d45f72c93e"
FICTIONAL = "演示数据：安澜县为虚构"
FRAME = Frame(
    organ="安澜县住房和城乡建设局",
    number="安住建复〔2026〕18号",
    on=date(2026, 10, 14),
    contact="安澜县住房和城乡建设局市政设施所，电话 8800 0117，安澜路 1 号。",
    fictional=FICTIONAL,
    proof=Proof(f"扫码核验本文书的编号和内容。\n存证 {LEAF[:16]}", "https://huiyin.example/v/AL26-0918-0042-7"),
)
MATTER = MatterRef("AL26-0918-0042-7", "柳树巷3号院下水道反涌，雨后倒灌", date(2026, 9, 18), "窗口来访")
