"""Webhooks of the token that calls: their signing keys, what became of deliveries, and replay."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest, JsonResponse
from ninja import Header, Query, Router, Schema
from pydantic import Field

from huiyin.acts.webhooks import Listener, collect_signing_key
from huiyin.acts.webhooks import replay as hand_out_again
from huiyin.acts.writing import NotFound
from huiyin.api.bearing import KEEPS_WEBHOOKS, actor, bearer
from huiyin.api.posting import OnceKey, done_once
from huiyin.api.problems import Fault, Problem
from huiyin.api.shapes import Key, Moment, Payload
from huiyin.kit.text import Text
from huiyin.queries.webhooks import Hook, deliveries, hooks_of

router = Router(tags=["推送 Webhooks"], auth=KEEPS_WEBHOOKS)
FROM_WHERE = Text(
    "写 since（时间）或 position（账本位置），二者取一", "Give either since (a time) or position (of the ledger)"
)


class HookOut(Schema):
    """一个推送订阅 / a webhook of this token."""

    key: str
    label: str
    url: str
    events: list[str]
    listens: bool = Field(description="领过签名密钥才开始推送 / it listens once its signing key was collected")


class HooksOut(Schema):
    """这个令牌的推送订阅 / the webhooks of this token."""

    webhooks: list[HookOut]


class SecretOut(Schema):
    """签名密钥，只显示这一次 / the signing key, shown this once."""

    key: str
    signing_key: str


class DeliveryOut(Schema):
    """一次投递 / a delivery."""

    event: str
    type: str
    number: str
    state: str
    tries: int
    at: datetime
    due_at: datetime | None
    sent_at: datetime | None
    said: str


class DeliveriesOut(Schema):
    """最近 100 次投递，新的在前 / the newest hundred deliveries."""

    deliveries: list[DeliveryOut]


class DeliveriesIn(Schema):
    """哪一种 / which."""

    state: Literal["waiting", "sent", "dead"] = "dead"


class ReplayIn(Payload):
    """从哪里起补发 / from where on."""

    since: Moment | None = None
    position: Annotated[int, Field(ge=0, le=2**53)] | None = None
    after: Annotated[int, Field(ge=0, le=2**53)] = Field(
        0, description="上一页给的 after / the `after` of the page before"
    )


class ReplayOut(Schema):
    """补发了多少；after 不空就还有下一页 / how many events were looked at; `after` leads on."""

    events: int
    after: int | None


@router.get("/webhooks", response=HooksOut, url_name="webhooks", summary="推送订阅 · Webhooks")
def webhooks(request: HttpRequest) -> dict[str, Any]:
    """用这个令牌的推送订阅。订阅由管理岗或安全岗在“推送订阅”册里登记。

    The webhooks that use this token. Administration or security records them in their register.
    """
    found = hooks_of(bearer(request).key, at=actor(request).at)
    return {
        "webhooks": [
            HookOut(key=one.key, label=one.label, url=one.url, events=list(one.events), listens=bool(one.signing_key))
            for one in found
        ]
    }


@router.post(
    "/webhooks/{key}/signing-key",
    response=SecretOut,
    url_name="signing_key",
    summary="领签名密钥 · Collect the signing key",
)
def signing_key(request: HttpRequest, key: Key) -> dict[str, Any]:
    """领取签名密钥，只显示这一次；从这时起开始推送。再领一次，前一个立即失效，所以不要 Idempotency-Key，也从不保存。

    Collect the signing key, shown this once; from now on it listens. Collecting again ends the earlier one, so no
    idempotency key is asked for and the answer is never kept.
    """
    hook = _hook(request, key)
    return {"key": hook.key, "signing_key": collect_signing_key(hook.key, at=actor(request).at)}


@router.get(
    "/webhooks/{key}/deliveries", response=DeliveriesOut, url_name="deliveries", summary="投递情况 · Deliveries"
)
def list_deliveries(request: HttpRequest, key: Key, asked: Query[DeliveriesIn]) -> dict[str, Any]:
    """等着投的、投到的、八次都没投到先放一边的（dead）。

    Deliveries that wait, that were taken, or that were laid aside after eight tries (dead).
    """
    hook = _hook(request, key)
    found = deliveries(hook.key, state=asked.state, actor=actor(request))
    return {
        "deliveries": [
            DeliveryOut(
                event=one.event, type=one.type, number=one.number, state=one.state, tries=one.tries, at=one.at,
                due_at=one.due_at, sent_at=one.sent_at, said=one.said,
            )
            for one in found
        ]
    }  # fmt: skip


@router.post("/webhooks/{key}/replay", response=ReplayOut, url_name="replay", summary="补发 · Replay")
def replay(
    request: HttpRequest, key: Key, body: ReplayIn, once: Annotated[OnceKey, Header(alias="Idempotency-Key")]
) -> JsonResponse:
    """从某个时间或账本位置起，把订阅的事件再推一遍；一次看 500 条，`after` 不空就带上它再调。编号不变，收的一方认得出重复的。

    Push the events from a time or a position of the ledger on once more, five hundred at a call. Their ids stay the same.
    """
    hook = _hook(request, key)
    if (body.since is None) == (body.position is None):
        raise Problem("to_mend", FROM_WHERE, faults=[Fault("body.since", FROM_WHERE)])

    def do() -> tuple[int, dict[str, Any]]:
        found = hand_out_again(
            Listener(hook.key, hook.events, actor(request)),
            since=body.since,
            position=body.position,
            after=body.after,
            at=actor(request).at,
        )
        return 200, {"events": found.events, "after": found.after}

    return done_once(request, once, do)


def _hook(request: HttpRequest, key: str) -> Hook:
    found = next((one for one in hooks_of(bearer(request).key, at=actor(request).at) if one.key == key), None)
    if found is None:
        raise NotFound
    return found
