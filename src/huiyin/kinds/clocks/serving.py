"""Clocks of bringing papers to people: the Civil Procedure Law by analogy, where the Regulation is silent."""

from huiyin.flow.clock import Clock, Sense, Unit
from huiyin.kit.text import Text

CLOCKS: tuple[Clock, ...] = (
    Clock(
        "SD-01",
        Text("公告送达", "Service by public notice"),
        n=30,
        unit=Unit.CAL,
        sense=Sense.EARLIEST,
        basis="《民事诉讼法》第95条参照",
        starts=Text("公告刊登", "the notice is published"),
        ends=Text("视为送达", "deemed served"),
        tag="V:JL",
        note=Text(
            "只在下落不明或者别的方式送不到时用；满 30 日才算送达，复查、复核的期限从那天起",
            "only where the person cannot be found or no other way works; served when 30 days have passed, and the time "
            "to ask for review runs from that day",
        ),
    ),
)
