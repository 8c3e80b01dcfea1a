"""What leaves traces of its own in the demo county: own data, reprisal, emergencies, files taken out, time to erase."""

from datetime import timedelta

from huiyin.acts import data_rights, emergency, registers, retention
from huiyin.acts.exports import TakenOut, write_export
from huiyin.cli.county.hands import CENTRE
from huiyin.cli.county.teller import Place, Told, filed, quiet
from huiyin.flow.actor import clockwork
from huiyin.kit.ids import new_id
from huiyin.queries.gate import Request, read_private
from huiyin.queries.readings import openings

HOUSING, SUPERVISOR, DEPUTY = "county-housing", f"{CENTRE}.supervisor", "county-government.deputy-1"
_LAMP = {
    "words": "小区门口的路灯坏了三盏，晚上下班的人看不见路。",
    "title": "小区门口路灯不亮",
    "requests": ["把灯修好"],
    "name": "凌小满",
    "phone": "13800000063",
}


def tell_traces(place: Place) -> None:
    """Bring in what people asked about their own data, and what the records of the house are there for."""
    told = filed(place, -15, **_LAMP)
    handler = place.roster.first(HOUSING, role="handle")
    told.step("accept", place.sorter())
    told.step("hand_over", place.sorter(), to_post=handler, reason="路灯由它管护")
    told.step("sign_for", handler, after=1)
    _data_requests(place, told)
    _question(place, told, handler)
    _retaliation(place, told)
    _emergencies(place, told)
    _taken_out(place)
    _lent(place)
    _kept_long_enough(place)


def _asked(place: Place, told: Told, day: int, *, right: str, words: str) -> Told:
    at = place.at(day)
    asking = data_rights.Asking(told.matter, CENTRE, "id")
    values = {"data_right": right, "data_words": words}
    made = data_rights.ask_about_data(asking, values, actor=place.holder(place.clerk(), at), moment=quiet(at))
    return Told(place, made.matter, made.number, day)


def _decided(asked: Told, *, decision: str, reply: str, **put_right: str) -> None:
    asked.step("draft", asked.place.sorter(), after=2, data_decision=decision, data_reply=reply)
    asked.step("sign", f"{CENTRE}.head", after=1)
    if put_right:
        asked.step("correct", asked.place.sorter(), after=1, **put_right)
    asked.step("serve", asked.place.sorter(), after=1, served_way="in_person")


def _data_requests(place: Place, told: Told) -> None:
    _asked(place, told, -3, right="explain", words="请说明谁能看到我的电话，保存多久。")
    corrected = _asked(place, told, -12, right="correct", words="电话最后一位登记错了，应该是 4。")
    _decided(corrected, decision="granted", reply="已按您出示的证件核对，联系电话改过来了。", phone="13800000064")


def _question(place: Place, told: Told, handler: str) -> None:
    at = place.at(-11, 16.2)
    held = place.holder(handler, at)
    read_private(Request(told.matter, frozenset({"name", "place"}), "核对位置，约时间到现场"), actor=held)
    reading = openings([told.matter], size=1).rows[0].id
    asked = place.at(-9)
    data_rights.question_reading((told.matter,), reading, "那天没有人来现场，为什么看我的地址？", moment=quiet(asked))


def _retaliation(place: Place, told: Told) -> None:
    at = place.at(-6)
    values = {
        "concerned_unit": HOUSING,
        "words": "反映路灯以后，物业说再告就停我家的水卡，让人不敢再说。",
        "name": "凌小满",
        "phone": "13800000063",
    }
    clerk = place.holder(place.clerk(), at)
    made = data_rights.complain_of_retaliation(
        values, unit=CENTRE, matter=told.matter, visitor=None, actor=clerk, moment=quiet(at)
    )
    Told(place, made.matter, made.number, -6).step("take_up", "county-discipline.integrity-1", after=1)


def _emergencies(place: Place, told: Told) -> None:
    """One granted, one refused: asked for by a post that does not see the matter, decided by another that does."""
    for day, ground, words, decide in (
        (-5, "asked", "本人在窗口说家里漏电，主办岗位电话没有人接", emergency.grant),
        (-2, "breach", "查一次误发的短信发给了谁", emergency.refuse),
    ):
        at = place.at(day, 15)
        asker = place.holder("county-civil.handler-1", at)
        opening = emergency.ask(told.number, ground, words, actor=asker)
        decide(opening, actor=place.holder(SUPERVISOR, at + timedelta(minutes=20)))


def _taken_out(place: Place) -> None:
    for day, post, what, rows, why in (
        (-14, SUPERVISOR, "matters", 86, "meeting"),
        (-7, DEPUTY, "charges", 12, "report"),
        (-1, SUPERVISOR, "numbers", 40, "check"),
    ):
        at = place.at(day, 17)
        write_export(new_id(at), TakenOut(what, rows, why), actor=place.holder(post, at), moment=quiet(at))


def _lent(place: Place) -> None:
    """The head of housing is away for a fortnight; a deputy signs meanwhile."""
    at = place.at(-1)
    lender = place.holder(f"{HOUSING}.head", at)
    values = {
        "post": f"{HOUSING}.head",
        "person": place.holder(f"{HOUSING}.deputy", at).person,
        "roles": ["sign"],
        "last_day": (place.today + timedelta(days=13)).isoformat(),
        "reason": "外出学习两周",
    }
    entry = registers.NewEntry("delegation", f"lent-{place.today:%Y%m%d}", values, place.today)
    registers.record(entry, actor=lender, moment=quiet(at))


def _kept_long_enough(place: Place) -> None:
    """Requests of 2022 are past their three years: they wait on the list of what is to be erased."""
    early = -(place.today - place.today.replace(year=2022, month=3, day=9)).days
    old = filed(place, early, **{**_LAMP, "name": "白露生", "phone": "13800000064"})
    old.step("withdraw", None, after=3)
    for day in (early + 5, early + 6):
        words = "请说明撤回以后资料还留多久。" if day % 2 else "请说明谁看过我的资料。"
        _decided(_asked(place, old, day, right="explain", words=words), decision="granted", reply="已书面说明。")
    at = place.at(0, 0)
    retention.propose(actor=clockwork(at), moment=quiet(at))
