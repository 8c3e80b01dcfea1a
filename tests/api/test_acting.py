"""Acting through the API: one act a key, the version one saw, and every fault named by its place."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from huiyin.store.events import Event
from huiyin.store.interface import KeptAnswer
from huiyin.store.matters import MatterRow
from tests import office
from tests.api.caller import Caller
from tests.database import places_of
from tests.office import carried_to, opened, row

pytestmark = pytest.mark.django_db
Call = Callable[..., Caller]
FILING = {
    "kind": "appeal",
    "values": {
        "channel": "phone", "words": "路灯坏了半个月，晚上看不见路。", "requests": ["修好路灯"], "village": office.VILLAGE,
        "place": "柳溪村口", "name": "周小满", "phone": "13800000026", "concerns_office": False,
    },
}  # fmt: skip


def test_a_matter_is_filed_by_the_act_of_the_counter(call: Call) -> None:
    answer = call("centre.intake").post("matters", FILING)

    told = answer.json()
    held = MatterRow.objects.get()
    assert answer.status_code == 201
    assert (told["number"], told["id"], told["version"]) == (held.number, str(held.id), 1)
    event = Event.objects.get(stream=held.id)
    assert (event.type, bytes(event.hash).hex()) == ("appeal.registered", told["leaf"])
    assert '"person":"centre.intake"' in event.body
    assert "接口：centre.intake 的系统" in event.body


def test_the_same_key_and_body_get_the_same_answer_and_do_nothing(call: Call) -> None:
    caller = call("centre.intake")

    first, again = (caller.post("matters", FILING, once="order-0001") for _ in range(2))

    assert (first.status_code, first.json()) == (again.status_code, again.json())
    assert ("Idempotent-Replayed" in first, again["Idempotent-Replayed"]) == (False, "true")
    assert MatterRow.objects.count() == 1


def test_the_same_key_with_another_body_is_refused_with_a_sentence(call: Call) -> None:
    caller = call("centre.intake")
    caller.post("matters", FILING, once="order-0001")

    other = caller.post("matters", {**FILING, "source": "别的"}, once="order-0001")

    assert (other.status_code, other.json()["code"]) == (422, "key_reused")
    assert "换一个新的" in other.json()["detail"]
    assert MatterRow.objects.count() == 1


def test_a_key_belongs_to_its_token_and_to_a_day(call: Call, clock: Callable[[datetime], None]) -> None:
    caller, other = call("centre.intake"), call("centre.intake")

    for one in (caller, other):
        assert one.post("matters", FILING, once="order-0001").status_code == 201
    clock(office.at(0, 9) + timedelta(hours=24))
    late = caller.post("matters", FILING, once="order-0001")

    assert (late.status_code, "Idempotent-Replayed" in late) == (201, False)
    assert MatterRow.objects.count() == 3


def test_a_refused_call_leaves_its_key_free(call: Call) -> None:
    caller = call("centre.intake")
    bad = {**FILING, "values": {**FILING["values"], "phone": "12"}}  # type: ignore[dict-item]

    refused = caller.post("matters", bad, once="order-0001")
    mended = caller.post("matters", FILING, once="order-0001")

    assert (refused.status_code, [one["path"] for one in refused.json()["errors"]]) == (422, ["body.values.phone"])
    assert mended.status_code == 201
    assert KeptAnswer.objects.count() == 1


def test_the_kept_answer_is_sealed(call: Call) -> None:
    told = call("centre.intake").post("matters", FILING).json()

    assert places_of(told["code"]) == []


@pytest.mark.parametrize("key", [None, "short", "x" * 81, "有汉字的键值啊啊"])
def test_without_a_sound_key_nothing_is_done(call: Call, key: str | None) -> None:
    answer = call("centre.intake").post("matters", FILING, once=key)

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["path"] == "header.Idempotency-Key"
    assert MatterRow.objects.count() == 0


def test_a_step_is_taken_on_the_version_one_saw(call: Call) -> None:
    filed = opened()
    caller = call("centre.sort")
    seen = caller.get(f"matters/{filed.number}")["ETag"]

    done = caller.post(f"matters/{filed.number}/steps/accept", seen=seen)

    assert done.json() == {"number": filed.number, "version": 2, "state": "accepted"}
    assert row(filed.matter).state == "accepted"


def test_when_somebody_was_first_one_is_told_what_changed(call: Call) -> None:
    filed = opened()
    caller = call("centre.sort")
    seen = caller.get(f"matters/{filed.number}")["ETag"]
    office.step(filed.matter, "add_words", "filer", office.at(0, 8), more_words="又停了一天")

    late = caller.post(f"matters/{filed.number}/steps/accept", seen=seen)

    told = late.json()
    assert (late.status_code, told["code"], told["version"]) == (409, "changed", 2)
    assert [(one["version"], one["step"], one["by"]["zh"]) for one in told["changed"]] == [(2, "add_words", "反映人")]
    assert row(filed.matter).version == 2


def test_a_step_that_is_not_ours_says_so_and_keeps_nothing(call: Call) -> None:
    filed = opened()

    refused = call("centre.intake").post(f"matters/{filed.number}/steps/accept")

    assert (refused.status_code, refused.json()["code"], refused.json()["detail"]) == (
        403,
        "not_allowed",
        "不是您岗位的事",
    )
    assert KeptAnswer.objects.count() == 0


@pytest.mark.parametrize(
    ("values", "path"),
    [
        ({"to_post": 5, "reason": "归它管"}, "body.values.to_post"),
        ({"to_post": "water.handle", "reason": "归它管", "more": "x"}, "body.values.more"),
        ({"to_post": "nobody.there", "reason": "归它管"}, "body.values.to_post"),
        ({"to_post": ["water.handle"], "reason": "归它管"}, "body.values.to_post"),
        ({"to_post": "a\x00b", "reason": "归它管"}, "body.values.to_post"),
        ({"to_post": {"a": 1}, "reason": "归它管"}, "body.values.to_post"),
        ({"to_post": "water.handle"}, "body.values.reason"),
    ],
)
def test_each_fault_stands_at_its_place(call: Call, values: dict[str, Any], path: str) -> None:
    filed = carried_to("accepted")

    refused = call("centre.sort").post(f"matters/{filed.number}/steps/hand_over", {"values": values})

    assert (refused.status_code, [one["path"] for one in refused.json()["errors"]]) == (422, [path])


@pytest.mark.parametrize("body", ["", "{", "[]", "null", '"x"', '{"values": 5}', '{"nothing": 1}', "{" * 3000])
def test_what_is_no_call_is_refused_in_words(call: Call, body: str) -> None:
    caller = call("centre.sort")
    filed = opened()

    answer = caller.client.post(
        f"/api/v1/matters/{filed.number}/steps/accept", body, content_type="application/json",
        headers={"Authorization": f"Bearer {caller.token}", "Idempotency-Key": "a-key-of-mine"},
    )  # fmt: skip

    assert answer.status_code in (400, 422)
    assert min(len(answer.json()[name]) for name in ("detail", "detail_en")) > 5
    assert row(filed.matter).version == 1


def test_an_earlier_time_names_its_source(call: Call) -> None:
    filed = opened()
    caller = call("centre.sort")
    early = {"at": office.at(0, 2).isoformat()}

    refused = caller.post(f"matters/{filed.number}/steps/accept", early)
    done = caller.post(f"matters/{filed.number}/steps/accept", {**early, "source": "受理章"})

    assert (refused.status_code, "请写明依据" in refused.json()["detail"]) == (403, True)
    assert done.status_code == 200
    events = caller.get(f"matters/{filed.number}/events").json()["events"]
    assert events[-1]["source"] == "受理章（接口：centre.sort 的系统）"


def test_files_are_looked_over_like_on_the_page(call: Call) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from tests.crawl.story import PHOTO

    filed = opened()
    caller = call("centre.intake")
    headers = {"Authorization": f"Bearer {caller.token}", "Idempotency-Key": "photo-0001"}

    def send(name: str, content: bytes, key: str) -> Any:
        url = f"/api/v1/matters/{filed.number}/files"
        return caller.client.post(
            url, {"files": SimpleUploadedFile(name, content)}, headers={**headers, "Idempotency-Key": key}
        )

    sent, again, bad = (
        send("灯.jpg", PHOTO, "photo-01"),
        send("灯.jpg", PHOTO, "photo-01"),
        send("灯.exe", b"MZ", "photo-02"),
    )
    held = caller.get(f"matters/{filed.number}/files").json()["files"]
    opened_file = caller.post(f"matters/{filed.number}/files/{held[0]['id']}/open", {"reason": "看照片"})

    assert (sent.status_code, again["Idempotent-Replayed"], bad.status_code) == (201, "true", 422)
    assert (len(held), held[0]["media"]) == (1, "image/jpeg")
    assert (opened_file["Content-Type"], opened_file["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")


@pytest.mark.django_db(transaction=True)
def test_the_same_call_at_once_is_done_once(call: Call) -> None:
    caller = call("centre.intake")

    def send(_: int) -> tuple[int, str]:
        try:
            answer = Caller(caller.token).post("matters", FILING, once="order-0001")
            return answer.status_code, answer.json().get("number", "")
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(send, range(4)))

    assert {status for status, _ in answers} == {201}
    assert len({number for _, number in answers}) == 1
    assert MatterRow.objects.count() == 1


def test_several_people_file_together_and_each_representative_has_a_code(call: Call) -> None:
    together = {
        **FILING["values"], "joint": True, "people_count": 12, "representative_count": 3, "name_2": "吴二丫",
        "phone_2": "13800000027", "name_3": "郑三元", "phone_3": "13800000028",
    }  # fmt: skip

    answer = call("centre.intake").post("matters", {"kind": "appeal", "values": together})

    told = answer.json()
    papers = call("centre.intake").get(f"matters/{told['number']}").json()
    assert answer.status_code == 201
    assert [one["number"] for one in told["representatives"]] == [2, 3]
    assert len({told["code"], *(one["code"] for one in told["representatives"])}) == 3
    assert {one["field"]: one["masked"] for one in papers["private"]}["phone_3"] == "138****0028"


def test_a_sixth_representative_is_refused_with_the_article(call: Call) -> None:
    six = {**FILING["values"], "joint": True, "people_count": 12, "representative_count": 6}

    answer = call("centre.intake").post("matters", {"kind": "appeal", "values": six})

    assert answer.status_code == 422
    assert "代表不得超过 5 人，请各位再推选（信访工作条例 第20条）" in str(answer.json()["errors"])
