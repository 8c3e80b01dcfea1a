"""The calls whose requests and answers stand in the documentation: one story, made for real each time."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from huiyin.acts.registers import NewEntry, record
from huiyin.acts.writing import Moment
from huiyin.flow.actor import clockwork
from huiyin.ledger.roots import seal
from tests import office
from tests.api.caller import Caller, caller_of
from tests.office import OPINION

FILING = {
    "kind": "appeal",
    "values": {
        "channel": "phone", "words": "路灯坏了半个月，晚上看不见路。", "requests": ["修好路灯", "说明原因"],
        "village": office.VILLAGE, "place": "柳溪村口", "name": "周小满", "phone": "13800000026", "concerns_office": False,
        # Only where several come together.
        "joint": True, "people_count": 12, "representative_count": 2, "serve_at": "柳溪村 3 组 12 号",
        "name_2": "吴二丫", "phone_2": "13800000027", "serve_at_2": "柳溪村 1 组 2 号",
    },
}  # fmt: skip
MOST_SHOWN = 3
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_HASH = re.compile(r"\b[0-9a-f]{64}\b")
_SECRET = re.compile(r"whsec_[0-9A-Za-z_-]+")
_CODE = re.compile(r'("code": ")[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}"')


@dataclass(frozen=True)
class Example:
    """A call as it was made: its name in the document, its address, what was sent, what came back."""

    name: str
    method: str
    path: str
    body: Any
    status: int
    answer: Any

    def written(self) -> dict[str, Any]:
        """Return the example as it stands in the file: without what is drawn by lot each time."""
        found = {"path": f"/api/v1/{self.path}", "status": self.status, "answer": self.answer}
        if self.body is not None:
            found["body"] = self.body
        text = json.dumps(found, ensure_ascii=False)
        text = _SECRET.sub("whsec_shown-once", text)
        text = _UUID.sub("019fc9a1-7b00-7000-8000-000000000000", text)
        text = _CODE.sub(r'\1K7QM-2X9D-4T"', _HASH.sub("9f" * 32, text))
        told: dict[str, Any] = abridged(json.loads(text))
        return told


def abridged(value: Any) -> Any:
    """Return an answer with its long lists cut short: an example is to be read."""
    if isinstance(value, dict):
        return {name: abridged(one) for name, one in value.items()}
    return [abridged(one) for one in value[:MOST_SHOWN]] if isinstance(value, list) else value


def shape(value: Any) -> Any:
    """Return which names an answer has and of what sort their values are; nothing is of any sort."""
    if isinstance(value, dict):
        return {name: shape(one) for name, one in value.items()}
    if isinstance(value, list):
        return [shape(one) for one in value[:1]]
    return type(value).__name__


def fits(one: Any, other: Any) -> bool:
    """Say whether two shapes are alike, where one may have nothing in the place of something."""
    if "NoneType" in (one, other) or [] in (one, other):
        return True
    if isinstance(one, dict) and isinstance(other, dict):
        return set(one) == set(other) and all(fits(one[name], other[name]) for name in one)
    if isinstance(one, list) and isinstance(other, list):
        return fits(one[0], other[0])
    return bool(one == other)


class Script:
    """Makes calls one after another and remembers each."""

    def __init__(self) -> None:
        self.made: list[Example] = []

    def get(self, name: str, caller: Caller, path: str) -> Any:
        answer = caller.get(path)
        return self._note(Example(name, "get", path, None, answer.status_code, answer.json()))

    def post(self, name: str, caller: Caller, path: str, body: Any) -> Any:
        answer = caller.post(path, body)
        return self._note(Example(name, "post", path, body, answer.status_code, answer.json()))

    def _note(self, example: Example) -> Any:
        self.made.append(example)
        return example.answer


def told() -> list[Example]:
    """Tell the story and return every example, in order."""
    script = Script()
    clerk, handler, admin = (caller_of(post) for post in ("centre.intake", "water.handle", "office.admin"))
    filed = script.post("file_matter", clerk, "matters", FILING)
    number = filed["number"]
    sorter = caller_of("centre.sort")
    script.post("take", sorter, f"matters/{number}/steps/accept", {"values": {}})
    sorter.post(f"matters/{number}/steps/hand_over", {"values": {"to_post": "water.handle", "reason": "归它管"}})
    handler.post(f"matters/{number}/steps/sign_for")
    handler.post(f"matters/{number}/steps/draft", {"values": OPINION})
    caller_of("water.check").post(f"matters/{number}/steps/check")
    caller_of("water.sign").post(f"matters/{number}/steps/sign")
    for name, path in _of_a_matter(number):
        script.get(name, handler, path)
    script.post(
        "open_personal", handler, f"matters/{number}/readings", {"fields": ["name", "place"], "reason": "约时间上门"}
    )
    script.get("readings", handler, f"matters/{number}/readings")
    _rules(script, handler)
    _registers(script, admin)
    _webhooks(script, handler)
    seal(at=office.at(0, 9), county=settings.COUNTY)
    for name, path in (("ledger", "ledger"), ("roots", "ledger/roots"), ("leaf", f"ledger/leaves/{filed['leaf']}")):
        script.get(name, handler, path)
    return script.made


def _of_a_matter(number: str) -> Iterator[tuple[str, str]]:
    yield "matters", "matters?kind=appeal"
    yield "matter", f"matters/{number}"
    for part in ("steps", "events", "clocks", "papers", "files"):
        yield part, f"matters/{number}/{part}"
    yield "matter_proof", f"matters/{number}/proof"


def _rules(script: Script, caller: Caller) -> None:
    for name, path in (("kinds", "kinds"), ("kind", "kinds/review"), ("step_schema", "kinds/appeal/steps/hand_over/schema"),
                       ("clock_rules", "clocks"), ("divisions", "divisions"), ("figures", "figures"),
                       ("on_time_rate", "figures/on_time_rate?clock=XF-06")):  # fmt: skip
        script.get(name, caller, path)


def _registers(script: Script, admin: Caller) -> None:
    light = {"key": "light", "values": {"name": "路灯", "hints": ["路灯", "不亮"]}}
    script.get("registers", admin, "registers")
    script.get("register_schema", admin, "registers/category/schema")
    script.post("record_entry", admin, "registers/category/entries", light)
    script.get("entries", admin, "registers/category/entries?q=路灯")
    correction = {"values": {"name": "照明"}, "reason": "改叫法"}
    script.post("correct_entry", admin, "registers/category/entries/light/correct", correction)
    script.post(
        "close_entry", admin, "registers/category/entries/light/close", {"on": "2026-08-12", "reason": "并入市政"}
    )
    script.get("entry", admin, "registers/category/entries/light")


def _webhooks(script: Script, caller: Caller) -> None:
    values = {"label": "热线系统", "token": caller.key, "url": "https://hotline.example/hook", "events": ["appeal.*"]}
    moment = Moment(office.MORNING, office.MORNING)
    record(NewEntry("webhook", "hotline", values, office.START), actor=clockwork(office.MORNING), moment=moment)
    script.post("signing_key", caller, "webhooks/hotline/signing-key", {})
    script.get("webhooks", caller, "webhooks")
    script.post("replay", caller, "webhooks/hotline/replay", {"since": "2026-08-03T09:00:00+08:00"})
    script.get("list_deliveries", caller, "webhooks/hotline/deliveries?state=waiting")
