"""Every clock of the law is in the catalogue with its number, unit and sense, and every row is whole."""

from collections import Counter

import pytest

from huiyin.flow.clock import Clock, ClockError, Extension, Sense, Unit
from huiyin.kinds.clocks import CLOCKS, ROWS
from huiyin.kit.text import Text

# One line a section: what a lawyer would tick off, typed apart from the declarations. A dash is a row without a number.
EXPECTED = """
XF-01:-        XF-02:15 cal   XF-03:15 cal   XF-04:15 cal   XF-05:5 wd     XF-06:60 cal   XF-06-L:2 mo  XF-07:-
XF-08:30 cal   XF-09:30 cal   XF-10:30 cal   XF-11:30 cal   XF-12:-        XF-13:-        XF-14:30 cal  XF-15:10 wd
XF-16:3 wd
RX-01:30 min   RX-02:2 h      RX-03:24 h     RX-04:1 wd     RX-05:5 wd     RX-06:10 wd    RX-07:15 wd   RX-08:24 h
RX-09:1 wd
TJ-01:3 wd     TJ-02:1 mo     TJ-03:30 cal   TJ-04:3 cal    TJ-05:15 cal   TJ-06:30 cal   TJ-07:30 cal  TJ-08.1:15 cal
TJ-08.2:7 cal  TJ-09:30 wd    TJ-10:15 cal   TJ-11:7 wd     TJ-12.1:10 cal TJ-12.2:10 cal TJ-13.1:7 wd  TJ-13.2:45 wd
TJ-13.3:7 wd   TJ-14:30 cal
YH-01:-        YH-02.1:date   YH-02.2:date   YH-03:3 wd     YH-04:10 cal   YH-05.1:3 wd   YH-05.2:5 wd  YH-05.3:10 wd
YH-05.4:5 wd
SG-01:-        SG-02:1 h      SG-03:2 h      SG-04:-        SG-05.1:30 cal SG-05.2:7 cal  SG-06:60 cal  SG-07.1:15 cal
SG-07.2:30 cal SG-08:1 yr
HZ-01:24 h     HZ-02:3 wd
HD-01:-        HD-02:20 cal   HD-03:7 wd     HD-04:-        HD-05:-        HD-06:-
YJ-01:30 min   YJ-02:60 min
JC-01:30 cal   JC-02:7 cal    JC-03:-        JC-04:7 wd     JC-05:-        JC-06:10 wd    JC-07:30 cal
GK-01:20 wd    GK-02:7 wd     GK-03:20 wd    GK-04:15 wd    GK-05.1:date   GK-05.2:date
FY-01:60 cal   FY-02.1:5 wd   FY-02.2:10 wd  FY-03.1:60 cal FY-03.2:30 cal FY-04:-        FY-05:-
SS-01:15 cal   SS-02:6 mo     SS-03:2 mo     SS-04:7 cal    SS-05.1:6 mo   SS-05.2:45 cal SS-06.1:15 cal SS-06.2:10 cal
GP-01.1:2 yr   GP-01.2:2 mo   GP-01.3:3 mo
MS-01:3 yr     MS-02:7 cal    MS-03.1:6 mo   MS-03.2:3 mo   MS-03.3:2 mo
LD-01:1 yr     LD-02:5 cal    LD-03:45 cal   LD-04:15 cal   LD-05:60 wd    LD-06:2 yr
GS-01.1:1 yr   GS-01.2:30 cal GS-02:60 cal   GS-03:60 cal   GS-04:15 cal
NT-01:2 yr     NT-02:5 wd     NT-03:60 cal   NT-04:30 cal   TD-01:30 cal
ZC-01:5 cal    ZC-02:3 mo     RB-01.1:72 h   RB-01.2:24 h
JZ-01:-        JZ-02:3 wd     JZ-03:3 wd     JZ-04:7 cal    JZ-05:10 wd    JZ-06:3 wd     JZ-07:30 wd   JZ-08:-
JZ-09.1:1 yr   JZ-09.2:6 mo   JZ-10:15 wd    JZ-11.1:7 cal  JZ-11.2:15 wd  JZ-12:15 wd    JZ-13:10 wd   JZ-14.1:7 cal
JZ-14.2:15 wd  JZ-15:30 wd    JZ-16:-        JZ-17:20 wd    JZ-18.1:15 wd  JZ-18.2:15 wd  JZ-19.1:10 wd JZ-19.2:2 wd
JZ-20:-
FL-01:7 cal    FL-02:3 cal    FL-03:24 h     FL-04:5 cal    FL-05:-
SD-01:30 cal
BD-01:1 wd     BD-02:30 cal   BD-03:7 wd     BD-04.1:0 cal  BD-04.2:0 cal  BD-04.3:0 cal  BD-04.4:0 cal
BD-05:-        BD-06:-        BD-07:-        BD-08:30 cal   BD-09:2 wd    BD-10:20 cal
GR-01:15 wd    GR-02:10 wd    GR-03:60 cal
"""

EARLIEST = {"JC-01", "JC-04", "JC-06", "JC-07", "JZ-04", "JZ-11.1", "JZ-14.1", "SD-01"}
BEFORE = {"HD-02", "HD-04", "JC-02"}

EXTENSIONS = {
    "XF-06": "30 cal",
    "RX-04": "1 wd",
    "RX-05": "5 wd",
    "RX-06": "10 wd",
    "RX-07": "15 wd",
    "TJ-02": "agreed cal",
    "TJ-05": "10 cal",
    "TJ-07": "agreed cal",
    "TJ-08.1": "agreed cal",
    "TJ-08.2": "agreed cal",
    "TJ-09": "agreed wd",
    "SG-06": "60 cal",
    "SG-07.2": "30 cal",
    "GK-03": "20 wd",
    "FY-03.1": "30 cal",
    "SS-05.1": "agreed mo",
    "LD-03": "15 cal",
    "LD-05": "30 wd",
    "GS-03": "30 cal",
    "NT-03": "30 cal",
    "JZ-07": "15 wd",
    "JZ-09.1": "agreed cal",
    "JZ-09.2": "agreed cal",
    "JZ-15": "15 wd",
}

GROUNDS = {
    "XF-11": {"听证"},
    "TJ-09": {"鉴定"},
    "TJ-13.2": {"检测", "鉴定"},
    "SG-06": {"技术鉴定"},
    "GK-03": {"征求第三方意见", "征求其他机关意见"},
    "FY-01": {"不可抗力"},
    "FY-03.1": {"复议法第三十九条情形", "调解"},
    "FY-03.2": {"复议法第三十九条情形", "调解"},
}

# No statute gives these a number: a person’s rights over the data, and retaliation.
RIGHTS = {"GR-01", "GR-02", "GR-03"}
DEFAULTS = {"XF-13", "XF-14", "TJ-01", "TJ-06", "TJ-14", "YH-03", "JZ-17", "JZ-20", "YJ-01", "YJ-02"}
TO_BE_CONFIRMED = {
    "BD-09",
    "BD-10",
    "XF-15",
    "XF-16",
    "TJ-01",
    "YH-02.1",
    "YH-02.2",
    "YH-03",
    "YH-04",
    "HD-03",
    "JZ-17",
    "JZ-20",
}


def expected() -> dict[str, str]:
    """The list above as id -> "60 cal", "-" or "date"."""
    found: dict[str, str] = {}
    for word in EXPECTED.split():
        if ":" in word:
            name, _, number = word.partition(":")
            found[name] = number
        else:
            found[name] += f" {word}"
    return found


def measure(row: Clock) -> str:
    if row.unit is Unit.NONE:
        return "-"
    return "date" if row.unit is Unit.DATE else f"{row.n} {row.unit.value}"


def test_the_catalogue_holds_every_clock_with_its_number_and_no_other() -> None:
    assert {row.id: measure(row) for row in ROWS} == expected()


def test_no_id_is_declared_twice() -> None:
    assert [name for name, times in Counter(row.id for row in ROWS).items() if times > 1] == []


def test_a_bare_id_finds_the_first_of_several_numbers() -> None:
    several = {row.id.rpartition(".")[0] for row in ROWS if row.id.endswith(".1")}

    assert {name: CLOCKS[name].id for name in several} == {name: f"{name}.1" for name in several}
    assert CLOCKS["TJ-08"] is CLOCKS["TJ-08.1"]
    assert set(CLOCKS) == {row.id for row in ROWS} | several


def test_senses_are_those_of_the_law() -> None:
    assert {row.id for row in ROWS if row.sense is Sense.EARLIEST} == EARLIEST
    assert {row.id for row in ROWS if row.sense is Sense.BEFORE} == BEFORE


def test_extensions_are_those_of_the_law() -> None:
    found = {row.id: f"{row.extend.n or 'agreed'} {row.extend.unit.value}" for row in ROWS if row.extend}

    assert found == EXTENSIONS
    assert {row.extend.times for row in ROWS if row.extend} == {1}


def test_grounds_to_stand_still_are_those_of_the_law() -> None:
    assert {row.id: {ground.zh for ground in row.grounds} for row in ROWS if row.grounds} == GROUNDS


def test_local_defaults_say_so() -> None:
    ours = {row.id for row in ROWS if row.id.startswith(("RX-", "BD-", "YH-05."))}

    assert {row.id for row in ROWS if row.default} == DEFAULTS | ours | RIGHTS
    assert [row.id for row in ROWS if row.default and not (row.local and "本地默认" in row.basis_text)] == []
    assert {row.id for row in ROWS if row.local} == DEFAULTS | ours | RIGHTS | {"XF-06-L"}


def test_low_confidence_says_so() -> None:
    same_day = {f"BD-04.{number}" for number in (1, 2, 3, 4)}

    assert {row.id for row in ROWS if row.confirm} == TO_BE_CONFIRMED | same_day | RIGHTS
    assert [row.id for row in ROWS if row.confirm and "待确认" not in row.basis_text] == []
    assert [row.id for row in ROWS if row.tag == "M-L" and not row.confirm] == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_every_row_is_whole_in_both_languages(row: Clock) -> None:
    words = [row.name, row.starts, row.ends, row.word, row.on_expiry, row.note, *row.grounds]
    said = [text for text in words if text is not None] + ([row.extend.by] if row.extend else [])

    assert [text for text in said if not text.zh.strip() or not text.en.strip()] == []
    assert [text.en for text in said if any("\u4e00" <= letter <= "\u9fff" for letter in text.en)] == []
    assert row.basis.strip()
    assert row.tag.strip()


def nonsense(**changed: object) -> dict[str, object]:
    plain: dict[str, object] = {
        "n": 5,
        "unit": Unit.CAL,
        "basis": "无",
        "starts": Text("起", "start"),
        "ends": Text("止", "end"),
    }
    return plain | changed


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (nonsense(n=None), "没有写明数字"),
        (nonsense(n=-1), "不能是负数"),
        (nonsense(unit=Unit.NONE), "不按天数计算"),
        (nonsense(n=None, unit=Unit.NONE), "没有天数，也没有文字"),
        (nonsense(n=None, unit=Unit.DATE), "固定日期与单位不符"),
        (nonsense(unit=Unit.MO, sense=Sense.BEFORE), "只能按日或工作日"),
        (nonsense(unit=Unit.H, grounds=(Text("听证", "hearing"),)), "不能列中止事由"),
        (nonsense(extend=Extension(5, Unit.WD, 1, Text("甲", "A"))), "延长单位与时限对不上"),
    ],
)
def test_a_clock_that_cannot_be_counted_cannot_be_declared(fields: dict[str, object], sentence: str) -> None:
    with pytest.raises(ClockError, match=sentence):
        Clock("ZZ-01", Text("试验", "trial"), **fields)  # type: ignore[arg-type]  # bad values are the point
