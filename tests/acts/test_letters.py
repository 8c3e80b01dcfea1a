"""Writing to a resident without a telephone: shown to the person, told by the outlet that is set, or called from the counter."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from pytest_django import Settings

from huiyin.acts.sending import told_by_call
from huiyin.acts.writing import NotFound
from huiyin.flow.scene import NotAllowed
from huiyin.jobs.outbox import send_waiting
from huiyin.queries.gate import NotReadable, Request, read_private
from huiyin.queries.letters import call_list, own_letters
from huiyin.store.working import Message
from tests.office import at, carried_to, opened, someone, step

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_office")]


@pytest.fixture
def gateway(settings: Settings) -> Iterator[list[tuple[str, str]]]:
    """A gateway on this machine: what was posted to it, and with which token."""
    got: list[tuple[str, str]] = []

    class Gateway(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            got.append((body, self.headers.get("Authorization", "")))
            self.send_response(500 if len(got) == 1 else 202)
            self.end_headers()

        def log_message(self, *said: Any) -> None:
            """Keep quiet."""

    server = HTTPServer(("127.0.0.1", 0), Gateway)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.MESSAGES_URL, settings.MESSAGES_TOKEN = f"http://127.0.0.1:{server.server_port}/sms", "secret"
    yield got
    server.shutdown()
    thread.join()
    server.server_close()


def test_letter_goes_to_the_page_and_the_answer_comes_back_without_a_telephone() -> None:
    filed = carried_to("in_hand")
    step(filed.matter, "write_filer", "water.handle", at(1), letter="明天上午九点来修，家里有人吗？")
    step(filed.matter, "answer_letter", "filer", at(2), letter_answer="有人")

    assert [(one.by, one.words) for one in own_letters([filed.matter])] == [
        ("water", "明天上午九点来修，家里有人吗？"),
        ("", "有人"),
    ]
    handler = someone("water.handle", at(2))
    assert read_private(Request(filed.matter, frozenset({"letter_answer"}), "看回信"), actor=handler) == {
        "letter_answer": "有人"
    }
    with pytest.raises(NotReadable, match="给群众写信"):
        read_private(Request(filed.matter, frozenset({"phone"}), "想打电话"), actor=handler)
    assert Message.objects.filter(matter=filed.matter, sort="letter").count() == 1


def test_nobody_answers_a_letter_that_was_not_written() -> None:
    filed = opened()

    with pytest.raises(NotAllowed, match="还没有写过信"):
        step(filed.matter, "answer_letter", "filer", at(1), letter_answer="喂")


def test_call_list_is_the_counters_and_shrinks_when_told() -> None:
    filed = opened()
    step(filed.matter, "accept", "centre.sort", at(0, 1))
    clerk = someone("centre.intake", at(1))
    (call,) = call_list(clerk)

    assert (call.number, "13800000026" in call.words) == (filed.number, False)
    assert call_list(someone("water.handle", at(1))) == call_list(someone("town.intake", at(1))) == ()
    with pytest.raises(NotFound):
        told_by_call(call.id, actor=someone("roads.handle", at(1)), at=at(1))
    told_by_call(call.id, actor=clerk, at=at(1))
    assert call_list(clerk) == ()


def test_gateway_that_fails_is_tried_again_and_each_message_goes_once(gateway: list[tuple[str, str]]) -> None:
    filed = opened()
    step(filed.matter, "accept", "centre.sort", at(0, 1))

    assert [send_waiting(at=at(0, 2)), send_waiting(at=at(0, 3)), send_waiting(at=at(0, 4))] == [0, 1, 0]

    assert [("13800000026" in body, token) for body, token in gateway] == [(True, "Bearer secret")] * 2
    assert Message.objects.values_list("way", "tries").get() == ("gateway", 2)


def test_message_to_nobodys_telephone_leaves_the_outbox(gateway: list[tuple[str, str]]) -> None:
    filed = opened(phone="")
    step(filed.matter, "accept", "centre.sort", at(0, 1))

    assert (send_waiting(at=at(0, 2)), gateway, Message.objects.get().way) == (0, [], "nobody")
