"""Reading old event bodies as today's shape. Pure; the stored bytes never change."""

from collections.abc import Callable

from huiyin.flow.matter import Body

# (event type, version it was written in) -> the body one version later. Empty until a body changes shape.
UPCASTERS: dict[tuple[str, int], Callable[[Body], Body]] = {}


def upcast(event_type: str, version: int, body: Body) -> Body:
    """Return the body in its newest shape, applying one upcaster after another."""
    while (event_type, version) in UPCASTERS:
        body = UPCASTERS[event_type, version](body)
        version += 1
    return body
