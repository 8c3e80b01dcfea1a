"""Masking: private numbers go, in every way people write them; prices, dates and document numbers stay."""

import csv
import random
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.lang.mask import Found, mask, mask_address, mask_id, mask_name, mask_phone
from huiyin.lang.private_patterns import NAMES, Kind

MOBILE = "13000000026"
ID_NUMBER = "11010519491231002X"  # the standard's own example
CARD = "6200000000000000000"  # its digits add up, and no bank issues it
SPOKEN = str.maketrans("0123456789", "零一二三四五六七八九")
WIDE = {ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789X-"}


@pytest.fixture(scope="module")
def messages(shared_data: Path) -> list[str]:
    with (shared_data / "appeals" / "hot_messages_4326.csv").open(encoding="utf-8") as file:
        return [f"{row['title']}\n{row['body']}" for row in csv.DictReader(file)]


@pytest.mark.parametrize(
    ("private", "kind"),
    [
        (MOBILE, Kind.MOBILE),
        ("+86 13000000026", Kind.MOBILE),
        ("8613000000026", Kind.MOBILE),
        ("130 0000 0026", Kind.MOBILE),
        ("130-0000-0026", Kind.MOBILE),
        ("130—0000—0026", Kind.MOBILE),
        ("1300000 0026", Kind.MOBILE),
        ("130.0000.0026", Kind.MOBILE),
        ("1 3 0 0 0 0 0 0 0 2 6", Kind.MOBILE),
        ("１３０００００００２６", Kind.MOBILE),
        ("１３０－００００－００２６", Kind.MOBILE),
        ("130\u30000000\u200b0026", Kind.MOBILE),
        ("一三零零零零零零零二六", Kind.MOBILE),
        ("幺三〇 〇〇〇〇 〇〇二六", Kind.MOBILE),
        ("壹叁零零零零零零零贰陆", Kind.MOBILE),
        ("13零零0000026", Kind.MOBILE),
        ("0571-20000000", Kind.LANDLINE),
        ("（0571）20000000", Kind.LANDLINE),
        ("057120000000", Kind.LANDLINE),
        ("0571-2000 0000", Kind.LANDLINE),
        ("０５７１－２０００００００", Kind.LANDLINE),
        ("0571-2000000转801", Kind.LANDLINE),
        ("零五七一二零零零零零零零", Kind.LANDLINE),
        (ID_NUMBER, Kind.ID_NUMBER),
        (ID_NUMBER.lower(), Kind.ID_NUMBER),
        ("110105 19491231 002X", Kind.ID_NUMBER),
        ("110105-1949-1231-0021", Kind.ID_NUMBER),
        (ID_NUMBER.translate(WIDE), Kind.ID_NUMBER),
        ("110105491231002", Kind.ID_NUMBER),
        ("一一零一零五一九四九一二三一零零二X", Kind.ID_NUMBER),
        ("1101051949*******", Kind.ID_NUMBER),
        (CARD, Kind.BANK_CARD),
        ("6200 0000 0000 0000 001", Kind.BANK_CARD),
        ("6200-0000-0000-0001", Kind.BANK_CARD),
        ("E00000001", Kind.PASSPORT),
        ("EA0000001", Kind.PASSPORT),
        ("xiaoman.zhou@example.org", Kind.EMAIL),
        ("13000000026@example.org", Kind.EMAIL),
        ("ｘｉａｏｍａｎ＠ｅｘａｍｐｌｅ．ｏｒｇ", Kind.EMAIL),
        ("京A00001", Kind.PLATE),
        ("京A·0000A", Kind.PLATE),
        ("京AD00001", Kind.PLATE),
    ],
)
def test_mask_hides(private: str, kind: Kind) -> None:
    text = f"我叫周小满，{private}，请回复。"

    masked = mask(text)

    start = text.index(private)
    assert masked.text == text.replace(private, "*" * len(private))
    assert masked.found == (Found(kind, start, start + len(private)),)


@pytest.mark.parametrize(
    ("before", "private", "kind"),
    [
        ("QQ", "10000001", Kind.ACCOUNT),
        ("qq号：", "10000001", Kind.ACCOUNT),
        ("微信号是", "zhou_xiaoman", Kind.ACCOUNT),
        ("微信", "xiaoman88", Kind.ACCOUNT),
        ("VX:", "xiaoman-88", Kind.ACCOUNT),
        ("电话：", "2000000", Kind.LANDLINE),
        ("拨打", "20000000", Kind.LANDLINE),
        ("电话 ", "130000000260", Kind.LANDLINE),
        ("卡号", "6200000000000000001", Kind.BANK_CARD),
        ("身份证号：", "110105199902300021", Kind.ID_NUMBER),
    ],
)
def test_mask_hides_what_is_announced(before: str, private: str, kind: Kind) -> None:
    text = f"请联系，{before}{private}。"

    masked = mask(text)

    assert masked.text == f"请联系，{before}{'*' * len(private)}。"
    assert [one.kind for one in masked.found] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "总价1020408元，单价17915.51元/平，面积121.75平方米",
        "售价15000-18000 三室，首付30万，月供150-20000000元",
        "2019-11-07 17:57:47 反映，2018.12.31至2019.1.10未交房",
        "二〇二〇年十二月三十一日；一九九八、一九九九、二〇〇〇年",
        "安政办〔2020〕12号，GB 50096-2011，信访事项编号AL26-0918-0042-7",
        "清河镇柳树村3组12号，人民路188号3栋2单元501室",
        "拨打12345、12315、110和400-000-0001",
        "预售证号2014-0036，共186户，2020年1-12月",
        "拨打20181231期间的电话无人接听",
        "湘江边A3区的A7县，新建B12栋，云A区",
        "一共一千三百八十元，三七二十一",
        "邮编000000，第110号公交车，5G基站",
        "",
    ],
)
def test_mask_leaves_alone(text: str) -> None:
    assert mask(text).text == text
    assert mask(text).found == ()


def test_mask_hides_a_number_before_a_word_that_begins_with_one() -> None:
    assert mask("打一三零零零零零零零二六一直不通").text == "打***********一直不通"
    assert mask("打13000000026一直不通").text == "打***********一直不通"


def test_mask_hides_several_numbers_in_one_line() -> None:
    text = f"{MOBILE}/13000000027 {MOBILE}，{MOBILE}13000000027"

    assert not re.search("[0-9]", mask(text).text)


@given(st.text(max_size=60) | st.text("0123456789一二零 -—*.@xXEe京A元年电话QQ微信", max_size=60))
def test_mask_keeps_length_and_touches_only_what_it_reports(text: str) -> None:
    masked = mask(text)

    hidden = {place for one in masked.found for place in range(one.start, one.end)}
    assert sum(one.end - one.start for one in masked.found) == len(hidden)
    assert masked.text == "".join("*" if place in hidden else sign for place, sign in enumerate(text))


@given(
    st.text("我你村，。、：；路号楼栋室一元年 \n", max_size=15), st.sampled_from([MOBILE, ID_NUMBER, CARD]), st.data()
)
def test_mask_hides_a_number_wherever_it_stands(around: str, private: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(around)))
    wide = data.draw(st.booleans())
    written = private.translate(WIDE) if wide else private

    masked = mask(around[:cut] + written + around[cut:])

    assert masked.text == around[:cut] + "*" * len(written) + around[cut:]


def test_no_mobile_or_id_number_survives_in_the_real_messages(messages: list[str]) -> None:
    shapes = re.compile(r"(?<![0-9])1[3-9][0-9]{9}(?![0-9])|(?<![0-9])[0-9]{17}[0-9Xx](?![0-9])")

    left = [found[0] for text in messages for found in shapes.finditer(unicodedata.normalize("NFKC", mask(text).text))]

    assert left == []


def test_every_private_number_put_into_a_real_message_is_hidden(messages: list[str]) -> None:
    draw = random.Random(20261122)
    written = [MOBILE, "130 0000 0026", MOBILE.translate(SPOKEN), "0571-20000000", ID_NUMBER.translate(WIDE), CARD]
    survivors = []
    for text in messages[::4]:
        private = draw.choice(written)
        # Beside another number nobody could tell where one ends; people write a sign between.
        cut = text.find("，") + 1
        masked = mask(text[:cut] + private + "，" + text[cut:])
        if masked.text[cut : cut + len(private)] != "*" * len(private):
            survivors.append((private, masked.text[cut : cut + len(private)]))

    assert survivors == []


def test_masking_a_real_message_twice_finds_nothing_new(messages: list[str]) -> None:
    again = [mask(mask(text).text).found for text in messages[::4]]

    assert [found for found in again if found] == []


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("周小满", "周**"),
        ("周满", "周*"),
        ("欧阳小满", "欧阳**"),
        ("欧阳", "欧*"),
        ("周", "*"),
        (" ", ""),
        ("阿依古丽·买买提", "阿***"),
        ("John Smith", "J***"),
    ],
)
def test_mask_name_keeps_the_surname(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@pytest.mark.parametrize(
    ("phone", "masked"),
    [
        (MOBILE, "130****0026"),
        ("130 0000 0026", "130****0026"),
        ("0571-20000000", "0571-******00"),
        ("0571-20000000转801", "0571-******00"),
        ("12345", "12345"),
        ("20000000", "******00"),
        ("", ""),
        ("无", "*"),
    ],
)
def test_mask_phone_keeps_enough_to_recognise(phone: str, masked: str) -> None:
    assert mask_phone(phone) == masked


def test_mask_id_hides_region_and_birth_date() -> None:
    assert mask_id(ID_NUMBER) == "110*************2X"
    assert mask_id("1234") == "****"


@pytest.mark.parametrize(
    ("address", "masked"),
    [
        ("安澜县清河镇柳树村3组12号", "安澜县清河镇柳树村***"),
        ("安澜县城关街道人民路18号3栋2单元501", "安澜县城关街道人民路***"),
        ("安澜县清河镇柳树村", "安澜县清河镇柳树村"),
        ("五一路十八号", "五一路***"),
        ("清河镇柳树村周小满家", "清河镇柳树村***"),
        ("安澜县滨江区锦绣小区３栋", "安澜县滨江区***"),
        ("锦绣家园3栋501", "***"),
        ("", ""),
    ],
)
def test_mask_address_keeps_street_or_village(address: str, masked: str) -> None:
    assert mask_address(address) == masked


@given(st.text(max_size=20))
def test_single_field_masks_never_raise(text: str) -> None:
    for hide in (mask_name, mask_phone, mask_id, mask_address):
        assert isinstance(hide(text), str)


def test_every_kind_has_its_name_in_both_languages() -> None:
    assert set(NAMES) == set(Kind)
    assert all(name.zh and name.en for name in NAMES.values())
