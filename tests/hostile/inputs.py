"""The inputs, by id: each is sent in for real, and what comes back is the Chinese sentence a person reads."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.test import Client

from huiyin.acts import registers
from huiyin.acts.files import Upload, attach
from huiyin.acts.import_mapping import BadMapping, read_mapping
from huiyin.acts.matters import open_matter, take_step
from huiyin.acts.writing import Moment, NotFound, now_at
from huiyin.cli import CliError
from huiyin.cli import main as command
from huiyin.flow.answers import FieldFaults
from huiyin.flow.scene import NotAllowed
from huiyin.ledger.pen import Conflict
from huiyin.papers.tables import UnreadableTable, read_table
from tests import office
from tests.office import MORNING, OPINION, a_filing, at, carried_to, someone

Sent = Callable[[], str]


def refused(act: Callable[[], Any]) -> str:
    """Return the sentence of a refusal; "taken" when there was none."""
    try:
        act()
    except FieldFaults as faults:
        return "；".join(text.zh for text in faults.faults.values())
    except (NotAllowed, NotFound, Conflict) as refusal:
        return refusal.reason.zh
    except (BadMapping, UnreadableTable) as bad:
        return bad.reason.zh
    except CliError as error:
        return str(error).splitlines()[0].split(" / ")[0]
    return "taken"


def filing(**values: Any) -> Sent:
    """File at the counter with these answers."""
    return lambda: refused(lambda: open_matter(a_filing(**values), actor=someone("centre.intake")))


def filing_at(moment: Moment) -> Sent:
    """File with this moment."""
    one = a_filing()
    late = type(one)(one.kind, one.values, moment)
    return lambda: refused(lambda: open_matter(late, actor=someone("centre.intake")))


def on(state: str, step: str, post: str, **values: Any) -> Sent:
    """Carry a matter to a state and take a step on it."""

    def send() -> str:
        matter = carried_to(state).matter
        return refused(lambda: office.step(matter, step, post, at(1), **values))

    return send


def against_itself(step: str) -> Sent:
    """Link or merge a matter with its own number."""

    def send() -> str:
        filed = carried_to("registered")
        values = {"other": filed.number, "reason": "同一件"}
        return refused(lambda: office.step(filed.matter, step, "centre.sort", at(1), **values))

    return send


def to_the_one_complained_of() -> str:
    """Hand a complaint about the water office to the water office."""
    filed = office.opened(concerns_office="yes", concerned_unit="water")
    values = {"to_post": "water.handle", "reason": "供水归水务"}
    return refused(lambda: office.step(filed.matter, "assign", "centre.sort", at(0, 1), **values))


def stale() -> str:
    """Send a form made on an older version."""
    matter = carried_to("in_hand").matter
    actor, moment = someone("water.handle", at(1)), now_at(at(1))
    return refused(lambda: take_step(matter, "draft", OPINION, actor=actor, moment=moment, expected_version=1))


def unknown_matter() -> str:
    """Take a step on a matter that never was."""
    actor = someone("water.handle", at(1))
    return refused(lambda: take_step(UUID(int=7), "note", {"progress": "x"}, actor=actor, moment=now_at(at(1))))


def unseen_matter() -> str:
    """Take a step on a matter of another office."""
    matter = carried_to("in_hand").matter
    actor = someone("roads.handle", at(1))
    return refused(lambda: take_step(matter, "note", {"progress": "x"}, actor=actor, moment=now_at(at(1))))


def no_such_step() -> str:
    """Take a step the kind does not have."""
    matter = carried_to("in_hand").matter
    actor = someone("water.handle", at(1))
    return refused(lambda: take_step(matter, "delete", {}, actor=actor, moment=now_at(at(1))))


def file_of(name: str, content: bytes) -> Sent:
    """Attach a file."""

    def send() -> str:
        matter = carried_to("in_hand").matter
        actor = someone("water.handle", at(1))
        return refused(lambda: attach(matter, [Upload(name, content)], actor=actor, moment=now_at(at(1))))

    return send


def entry(register: str, key: str, post: str = "office.admin", **values: Any) -> Sent:
    """Record a register entry."""
    new = registers.NewEntry(register, key, values, office.START)
    return lambda: refused(lambda: registers.record(new, actor=someone(post), moment=now_at(MORNING)))


def closed_before_it_began() -> str:
    """End an entry on its first day."""
    actor, moment = someone("office.admin"), now_at(MORNING)
    return refused(
        lambda: registers.close("category", "water", on=office.START, reason="x", actor=actor, moment=moment)
    )


def corrected_late() -> str:
    """Correct an entry on an older version."""
    actor, moment = someone("office.admin"), now_at(MORNING)
    return refused(
        lambda: registers.correct(
            "category", "water", {"name": "水"}, reason="x", actor=actor, moment=moment, expected_version=9
        )
    )


def page(method: str, url: str, **data: str) -> Sent:
    """Send a resident's form, or open an address, and read the sentence that stands out on the page."""

    def send() -> str:
        client = Client()
        answer = client.post(url, data, follow=True) if method == "post" else client.get(url, data, follow=True)
        return standing_out(answer.content.decode())

    return send


HEADING = r"<h1[^>]*>(.*?)</h1>"


def standing_out(html: str) -> str:
    """Return the first fault, alarm or heading of a page."""
    for pattern in (
        r'class="tell tell-r[^>]*>(.*?)</div>',
        r'class="f-fault[^"]*"[^>]*>(.*?)</',
        r'class="verdict[^>]*>(.*?)</',
        HEADING,
    ):
        if found := re.search(pattern, html, re.S):
            return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split())
    return "no sentence"


def sheet(content: bytes) -> Sent:
    """Read a file as a sheet to import."""

    return lambda: refused(lambda: read_table(content))


def mapping(text: str) -> Sent:
    """Read a mapping."""
    return lambda: refused(lambda: read_mapping(text))


def verb(*words: str) -> Sent:
    """Type a command; the sentence goes to standard error."""

    def send() -> str:
        import contextlib
        import io

        told = io.StringIO()
        with contextlib.redirect_stderr(told):
            command(list(words))
        return told.getvalue().splitlines()[0] if told.getvalue() else "taken"

    return send


INPUTS: dict[str, Sent] = {
    "intake: nothing was said": filing(words="   "),
    "intake: 5,000 characters": filing(words="停" * 5000),
    "intake: invisible characters only": filing(words="\u200b\u202e\ufeff"),
    "intake: no request": filing(requests=[]),
    "intake: 40 requests": filing(requests=["修"] * 40),
    "intake: phone with letters": filing(phone="1380000abcd"),
    "intake: phone of 20 digits": filing(phone="1" * 20),
    "intake: name of 60 characters": filing(name="周" * 60),
    "intake: channel that is not listed": filing(channel="telepathy"),
    "intake: village that does not exist": filing(village="990121999999"),
    "intake: village of another sort": filing(village="'; DROP TABLE event;--"),
    "intake: category that does not exist": filing(category="nothing"),
    "intake: grid that does not exist": filing(grid="nowhere"),
    "intake: office that does not exist": filing(concerns_office="yes", concerned_unit="nobody"),
    "intake: about an office, which is not said": filing(concerns_office="yes"),
    "intake: neither yes nor no": filing(concerns_office="maybe"),
    "intake: title of 100 characters": filing(title="题" * 100),
    "intake: earlier moment without a source": filing_at(Moment(MORNING - timedelta(days=3), MORNING)),
    "intake: received in the future": filing_at(Moment(MORNING + timedelta(days=1), MORNING)),
    "step: the office complained of": to_the_one_complained_of,
    "step: post that does not exist": on("registered", "assign", "centre.sort", to_post="nobody.here", reason="x"),
    "step: handed over without a reason": on("registered", "assign", "centre.sort", to_post="water.handle"),
    "step: of somebody else": on("in_hand", "draft", "centre.intake", **OPINION),
    "step: before its turn": on("registered", "sign", "water.sign"),
    "step: by the one who drafted": on("drafted", "check", "water.handle"),
    "step: that the kind does not have": no_such_step,
    "step: on a matter that never was": unknown_matter,
    "step: on a matter of another office": unseen_matter,
    "step: on an older version": stale,
    "step: outcomes fewer than requests": on(
        "in_hand", "draft", "water.handle", **{**OPINION, "outcomes": ["support"]}
    ),
    "step: outcome that is not listed": on("in_hand", "draft", "water.handle", **{**OPINION, "outcomes": ["x", "y"]}),
    "step: extended by 31 days": on("in_hand", "extend", "water.handle", extend_by="31", extend_reason="下雨"),
    "step: extended by nothing": on("in_hand", "extend", "water.handle", extend_by="0", extend_reason="下雨"),
    "step: extended by less than nothing": on(
        "in_hand", "extend", "water.handle", extend_by="-5", extend_reason="下雨"
    ),
    "step: extended by words": on("in_hand", "extend", "water.handle", extend_by="ten", extend_reason="下雨"),
    "step: a number of 5,000 digits": on(
        "in_hand", "extend", "water.handle", extend_by="9" * 5000, extend_reason="下雨"
    ),
    "step: served in the future": on("signed", "serve", "water.handle", served_way="in_person", served_on="2027-01-01"),
    "step: served before it was signed": on(
        "signed", "serve", "water.handle", served_way="in_person", served_on="2020-01-01"
    ),
    "step: a day that does not exist": on(
        "signed", "serve", "water.handle", served_way="in_person", served_on="2026-02-30"
    ),
    "step: served by pigeon": on("signed", "serve", "water.handle", served_way="pigeon"),
    "step: void a number that does not exist": on("in_hand", "void_paper", "water.handle", void_number="x", reason="x"),
    "step: linked with itself": against_itself("link"),
    "step: merged into itself": against_itself("merge"),
    "step: linked with a number that does not exist": on("in_hand", "link", "water.handle", other="AL26-0000-0000-0"),
    "step: sent back without a ground": on("handed", "send_back", "water.handle", reason="不归我管"),
    "step: urged in 300 characters": on("in_hand", "urge", "centre.watch", urge_words="快" * 300),
    "step: rated twice in words of nobody": on(
        "served", "rate", "filer", attitude="five stars", result="x", solved="y"
    ),
    "step: reopened without a word": on("served", "reopen", "filer"),
    "step: review asked without a reason": on("served", "ask_review", "filer"),
    "file: a program": file_of("photo.jpg", b"MZ\x90\x00" + b"\0" * 200),
    "file: nothing in it": file_of("photo.jpg", b""),
    "file: half a photo": file_of("photo.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 50),
    "file: a page with a script": file_of("page.pdf", b"<html><script>alert(1)</script></html>"),
    "register: key taken": entry("category", "water", name="供水"),
    "register: key with a slash": entry("category", "a/../b", name="供水"),
    "register: name missing": entry("category", "new"),
    "register: by somebody who may not": entry("category", "new", post="water.handle", name="新类"),
    "register: post of a unit that does not exist": entry("post", "x.y", name="岗", unit="nobody", roles=["handle"]),
    "register: role that does not exist": entry("post", "x.y", name="岗", unit="water", roles=["king"]),
    "register: that does not exist": entry("people", "x", name="名单"),
    "register: ended before it began": closed_before_it_began,
    "register: corrected on an older version": corrected_late,
    "portal: code of nobody": page("post", "/track/", code="AAAA-AAAA-AA"),
    "portal: code that is none": page("post", "/track/", code="'; DROP TABLE matter;--"),
    "portal: empty code": page("post", "/track/", code=""),
    "portal: code of 5,000 characters": page("post", "/track/", code="A" * 5000),
    "portal: proof of a receipt that never was": page("post", "/verify/", leaf="zz"),
    "portal: zero character": page("get", "/track/", x="\x00"),
    "portal: an address that leads nowhere": page("get", f"/nowhere/{uuid4()}/"),
    "sign-in: wrong password": page("post", "/login/", username="centre.intake", password="wrong"),
    "sign-in: nobody's name": page("post", "/login/", username="' OR 1=1--", password="x"),
    "sheet: bytes that are no letters": sheet(bytes(range(128, 256)) * 8),
    "sheet: empty file": sheet(b""),
    "sheet: a program": sheet(b"MZ\x90\x00" + b"\x00\xff" * 99),
    "sheet: torn archive": sheet(b"PK\x03\x04" + b"\0" * 40),
    "mapping: not TOML": mapping("a = = b"),
    "mapping: without a key": mapping('name = "x"\nsource = "x"\nkind = "appeal"\n'),
    "command: that does not exist": verb("dance"),
    "command: clock that does not exist": verb("clock", "explain", "XX-99", "--from", "2026-08-05"),
    "command: day that does not exist": verb("clock", "explain", "XF-06", "--from", "2026-02-30"),
    "command: ground the law does not list": verb(
        "clock", "explain", "XF-06", "--from", "2026-08-05", "--suspend", "2026-08-20..2026-09-02:听证"
    ),
    "command: port that is none": verb("serve", "--port", "70000"),
    "command: no back-up kept": verb("backup", "--keep", "0"),
}
