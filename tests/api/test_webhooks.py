"""Webhooks against a receiver on this machine: signed, at least once, never of what the post may not know, replayed on demand."""

import hashlib
import hmac
import json
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from huiyin.acts import webhooks as acts
from huiyin.acts.registers import NewEntry, close, record
from huiyin.acts.writing import Moment
from huiyin.flow.actor import clockwork
from huiyin.jobs.ticks import tick
from huiyin.jobs.webhooks import SENDING, send_due
from huiyin.jobs.webhooks import push as hand_out
from huiyin.kit.addresses import may_reach
from huiyin.store.interface import Delivery, Outgoing
from huiyin.store.matters import Exclusion
from tests import office
from tests.api.caller import Caller
from tests.api.test_tokens import an_order, opened_about_water
from tests.office import carried_to, opened

pytestmark = pytest.mark.django_db
Call = Callable[..., Caller]
MOMENT = Moment(office.MORNING, office.MORNING)
NOW = office.at(0, 9)
# The worker's own way of doing one task, without its loop, which closes the connection of the test.
WORKER = Worker(
    queue_names=["*"], interval=0, batch=True, backend_name="default", startup_delay=False, max_tasks=None, worker_id="w",
    excluded_queue_names=[],
)  # fmt: skip


class Receiver(HTTPServer):
    """Takes what is pushed and answers with `status`."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.got: list[tuple[dict[str, str], bytes]] = []
        self.status = 204

    @property
    def told(self) -> list[dict[str, Any]]:
        return [json.loads(body) for _, body in self.got]


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        server: Any = self.server
        server.got.append((dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(server.status)
        self.end_headers()

    def log_message(self, format: str, *given: Any) -> None:
        """Say nothing."""


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    """A receiver on the loopback, whose network the office has named."""
    settings.WEBHOOK_NETWORKS = ["127.0.0.0/8"]
    server = Receiver()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def subscribe(caller: Caller, url: str, *events: str, key: str = "hotline") -> str:
    """Record a webhook of the caller's token and collect its signing key."""
    values = {"label": "热线系统", "token": caller.key, "url": url, "events": list(events) or ["*"]}
    record(NewEntry("webhook", key, values, office.START), actor=clockwork(office.MORNING), moment=MOMENT)
    made: str = caller.post(f"webhooks/{key}/signing-key").json()["signing_key"]
    return made


def push(*, at: datetime) -> int:
    """Tick, and let the worker do every task that waits; returns how many deliveries were taken."""
    with pytest.MonkeyPatch.context() as wall:
        wall.setattr(timezone, "now", lambda: at)
        hand_out(at=at)
        for one in DBTaskResult.objects.filter(task_path=SENDING, status="READY"):
            WORKER.run_task(one)
    done = DBTaskResult.objects.filter(task_path=SENDING)
    assert set(done.values_list("status", flat=True)) <= {"SUCCESSFUL"}
    taken = sum(done.values_list("return_value", flat=True))
    done.delete()
    return taken


def url_of(receiver: Receiver) -> str:
    return f"http://127.0.0.1:{receiver.server_port}/hook?from=huiyin"


def test_an_event_is_pushed_signed_and_says_nothing_of_anybody(call: Call, receiver: Receiver) -> None:
    caller = call("centre.sort")
    secret = subscribe(caller, url_of(receiver), "appeal.registered")

    filed = opened(NOW)
    assert push(at=NOW) == 1

    headers, body = receiver.got[0]
    moment, _, made = headers["Huiyin-Signature"].removeprefix("t=").partition(",hmac-sha256=")
    assert made == hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
    assert abs(int(moment) - NOW.timestamp()) < 1
    assert json.loads(body) == {
        "id": f"{filed.matter}:1", "type": "appeal.registered", "kind": "appeal", "number": filed.number, "version": 1,
        "at": "2026-08-03T10:12:00+00:00", "link": f"/api/v1/matters/{filed.number}",
    }  # fmt: skip
    assert not any(word in body.decode() for word in ("周小满", "13800000026", "停水"))
    assert push(at=NOW) == 0


def test_only_what_was_asked_for_comes(call: Call, receiver: Receiver) -> None:
    subscribe(call("centre.sort"), url_of(receiver), "appeal.accepted", "review.*")

    carried_to("in_hand", NOW)
    push(at=office.at(1))

    assert [one["type"] for one in receiver.told] == ["appeal.accepted"]


def test_what_the_post_may_not_know_of_is_never_pushed(call: Call, receiver: Receiver) -> None:
    for post in ("water.handle", "centre.sort"):
        subscribe(call(post), url_of(receiver), key=post)

    hidden, shown = opened_about_water(), carried_to("in_hand", NOW).number
    push(at=office.at(1))

    by_hook = {row.webhook for row in Delivery.objects.filter(type="appeal.registered")}
    numbers = [one["number"] for one in receiver.told]
    assert hidden in numbers
    assert set(numbers) == {hidden, shown}
    assert by_hook == {"water.handle", "centre.sort"}
    assert Delivery.objects.filter(webhook="water.handle").count() == 4


def test_what_became_hidden_on_the_way_is_dropped(call: Call, receiver: Receiver) -> None:
    subscribe(call("water.handle"), url_of(receiver), "appeal.signed_for")
    filed = carried_to("in_hand", NOW)
    receiver.status = 500
    push(at=office.at(1))
    receiver.got.clear()
    receiver.status = 204

    # As the fold of an event leaves it when the matter turns out to be about the very office.
    Exclusion.objects.create(matter=filed.matter, unit="water")
    push(at=office.at(2))

    assert receiver.got == []
    assert Delivery.objects.filter(webhook="water.handle").count() == 0


def test_killed_between_sending_and_marking_it_comes_again_under_the_same_id(
    call: Call, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscribe(call("centre.sort"), url_of(receiver), "appeal.registered")
    opened(NOW)

    def killed(*given: Any, **named: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("huiyin.jobs.webhooks.mark_sent", killed)
        hand_out(at=NOW)
        with pytest.raises(KeyboardInterrupt):
            send_due.func("hotline")
    DBTaskResult.objects.all().delete()

    assert push(at=NOW + timedelta(minutes=1)) == 0
    assert push(at=NOW + acts.HELD_FOR) == 1
    ids = [headers["Huiyin-Event-Id"] for headers, _ in receiver.got]
    assert (len(ids), len(set(ids))) == (2, 1)


def test_a_receiver_that_fails_is_tried_again_later_and_then_laid_aside(call: Call, receiver: Receiver) -> None:
    caller = call("centre.sort")
    subscribe(caller, url_of(receiver), "appeal.registered")
    filed, receiver.status = opened(NOW), 503
    at = NOW

    for wait in (*acts.WAITS, timedelta()):
        assert push(at=at) == 0
        assert push(at=at) == 0
        at += wait

    dead = caller.get("webhooks/hotline/deliveries").json()["deliveries"]
    assert len(receiver.got) == len(acts.WAITS) + 1
    assert [(one["number"], one["state"], one["tries"], one["said"]) for one in dead] == [
        (filed.number, "dead", 8, "对方答复 503")
    ]
    receiver.status = 200
    caller.post("webhooks/hotline/replay", {"since": office.MORNING.isoformat()})
    assert push(at=at + timedelta(days=1)) == 1
    assert caller.get("webhooks/hotline/deliveries").json()["deliveries"] == []


def test_a_tick_sends_nothing_itself_and_queues_one_task_a_webhook(call: Call, receiver: Receiver) -> None:
    for post in ("centre.sort", "centre.intake"):
        subscribe(call(post), url_of(receiver), "appeal.registered", key=post)
    opened(NOW)

    tick(at=NOW)
    tick(at=NOW)

    asked = [
        one["args"] for one in DBTaskResult.objects.filter(task_path=SENDING).values_list("args_kwargs", flat=True)
    ]
    assert (receiver.got, sorted(asked)) == ([], [["centre.intake"], ["centre.sort"]])


def test_a_receiver_that_hangs_holds_up_neither_the_tick_nor_another(
    call: Call, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huiyin.jobs.webhooks.TIMEOUT_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        subscribe(call("centre.sort"), f"http://127.0.0.1:{silent.getsockname()[1]}/", "*", key="a-silent")
        subscribe(call("centre.sort"), url_of(receiver), "*", key="b-well")
        handed = carried_to("handed", NOW)

        assert tick(at=office.at(9)) == 1
        assert push(at=office.at(9)) > 0

    assert office.row(handed.matter).pending_post == ""
    assert {one["number"] for one in receiver.told} == {handed.number}
    assert set(Delivery.objects.filter(webhook="a-silent").values_list("sent_at", flat=True)) == {None}


def test_a_token_for_one_kind_hears_of_no_other(call: Call, receiver: Receiver) -> None:
    subscribe(call("centre.sort", "read:order", "webhooks:write"), url_of(receiver), "*")

    opened(NOW)
    order = an_order(NOW)
    push(at=office.at(0, 10))

    assert {one["number"] for one in receiver.told} == {order}


def test_replay_goes_from_a_time_or_a_position_and_only_to_its_own(call: Call, receiver: Receiver) -> None:
    from django.conf import settings as office_settings

    from huiyin.ledger.roots import seal

    carried_to("accepted", office.at(0, 1))
    seal(at=NOW, county=office_settings.COUNTY)
    caller, other = call("centre.sort"), call("centre.sort")
    subscribe(caller, url_of(receiver))

    by_time = caller.post("webhooks/hotline/replay", {"since": office.at(0, 1.5).isoformat()})
    push(at=NOW)
    by_position = caller.post("webhooks/hotline/replay", {"position": 0})
    push(at=NOW)

    assert (by_time.json(), by_position.json()) == ({"events": 1, "after": None}, {"events": 2, "after": None})
    assert [one["type"] for one in receiver.told] == ["appeal.accepted", "appeal.registered", "appeal.accepted"] or (
        sorted(one["type"] for one in receiver.told) == ["appeal.accepted", "appeal.accepted", "appeal.registered"]
    )
    assert other.post("webhooks/hotline/replay", {"position": 0}).status_code == 404
    assert caller.post("webhooks/hotline/replay", {}).status_code == 422


def test_without_a_listener_nothing_is_kept_and_an_ended_token_hears_nothing(call: Call, receiver: Receiver) -> None:
    opened(NOW)
    assert Outgoing.objects.count() == 0
    caller = call("centre.sort")
    subscribe(caller, url_of(receiver))
    close(
        "api_token", caller.key, on=office.at(1).date(), reason="停用", actor=clockwork(office.MORNING), moment=MOMENT
    )

    opened(NOW)
    push(at=NOW)

    assert (receiver.got, Delivery.objects.count(), Outgoing.objects.count()) == ([], 0, 0)


def test_an_act_undone_announces_nothing(call: Call, receiver: Receiver) -> None:
    from django.db import transaction

    subscribe(call("centre.sort"), url_of(receiver))
    before = Outgoing.objects.count()

    with transaction.atomic():
        opened(NOW)
        transaction.set_rollback(True)

    assert Outgoing.objects.count() == before


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "::1", "fe80::1", "fc00::1",
     "::ffff:10.0.0.1", "224.0.0.1", "nonsense", "2002:0a00:0001::"],
)  # fmt: skip
def test_an_address_inside_is_not_reached_unless_it_was_named(address: str) -> None:
    assert not may_reach(address, named=())


def test_public_and_named_addresses_are_reached() -> None:
    assert may_reach("8.8.8.8", named=())
    assert may_reach("10.20.3.4", named=["10.20.0.0/16"])
    assert not may_reach("10.21.3.4", named=["10.20.0.0/16"])


def test_a_receiver_inside_gets_nothing_once_its_network_is_not_named(
    call: Call, receiver: Receiver, settings: Any, clock: Callable[[datetime], None]
) -> None:
    subscribe(call("centre.sort"), url_of(receiver), "appeal.registered")
    settings.WEBHOOK_NETWORKS = []

    opened(NOW)
    push(at=NOW)

    assert receiver.got == []
    assert "HUIYIN_WEBHOOK_NETWORKS" in Delivery.objects.get().said
