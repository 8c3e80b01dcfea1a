"""From a planned step of the demo's recipe to a step of the kind appeal with its answers."""

from collections.abc import Callable, Mapping
from typing import Any

Answers = dict[str, Any]
RATED = {"满意": "satisfied", "基本满意": "fair", "不满意": "dissatisfied"}


def to_step(step: str, values: Mapping[str, Any]) -> tuple[str, Answers] | None:
    """Return the step of the kind and its answers, or None where the plan only says what was thought."""
    return _STEPS[step](values)


def _sort_out(said: Mapping[str, Any]) -> tuple[str, Answers] | None:
    choice = said["choice"]
    if choice == "refuse":
        return "refuse", {
            "refusal_ground": said["ground"],
            "refusal_facts": said["facts"],
            "proper_channel": said["channel"],
        }
    if choice == "guide":
        return "guide", {
            "route": said["route"],
            "guide_reason": said["why"],
            "limit_from": said["since"],
            "guide_body": said["body"],
            "guide_limit": said["limit"],
            "guide_papers": said["papers"],
        }
    if choice == "forward":
        return "forward", {"forward_to": said["to"], "forward_reason": said["why"]}
    return None


def _draft(said: Mapping[str, Any]) -> tuple[str, Answers]:
    return "draft", {
        "found": said["found"],
        "outcomes": said["outcomes"],
        "outcome_words": said["words"],
        "opinion_basis": said["basis"],
    }


def _verdict(passed: str) -> Callable[[Mapping[str, Any]], tuple[str, Answers]]:
    def judged(said: Mapping[str, Any]) -> tuple[str, Answers]:
        return (passed, {}) if said["verdict"] == "pass" else ("return_draft", {"mend": said["words"]})

    return judged


def _serve(said: Mapping[str, Any]) -> tuple[str, Answers]:
    # The made-up county has no slips to photograph, so what would go by post is handed over.
    way = "online" if said["way"] == "online" else "in_person"
    agreed = {"agreed_online": True} if way == "online" else {}
    return ("serve" if said["what"] == "opinion" else "serve_notice"), {"served_way": way, **agreed}


def _rate(said: Mapping[str, Any]) -> tuple[str, Answers]:
    return "rate", {
        "attitude": RATED[said["attitude"]],
        "result": RATED[said["result"]],
        "solved": said["solved"],
        "rating_words": said["words"],
    }


_STEPS: dict[str, Callable[[Mapping[str, Any]], tuple[str, Answers] | None]] = {
    "sort_out": _sort_out,
    "hand_over": lambda said: ("assign", {"to_post": said["to_post"], "reason": said["reason"]}),
    "sign_for": lambda said: ("sign_for", {}),
    "accept": lambda said: ("accept", {}),
    "contact": lambda said: ("contact", {"reached": "yes", "contact_words": "核对了地方和诉求，说了接下来怎么办。"}),
    "note": lambda said: ("note", {"progress": said["progress"], "progress_public": said["public"]}),
    "extend": lambda said: ("extend", {"extend_by": said["days"], "extend_reason": said["reason"]}),
    "draft_opinion": _draft,
    "check": _verdict("check"),
    "sign": _verdict("sign"),
    "serve": _serve,
    "rate": _rate,
    "reopen": lambda said: ("reopen", {"still_wrong": said["words"]}),
    "close": lambda said: ("close", {"office_says": said["says"]}),
}
