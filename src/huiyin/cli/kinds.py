"""`./huiyin kinds`: the kinds of matter in words, each laid open by its id; needs neither database nor Django."""

import argparse
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from huiyin.cli import CliError
from huiyin.kinds import ALL
from huiyin.kit.text import Text
from huiyin.queries.catalogue import ClockMove, FieldLine, KindSheet, StepLine, kind_sheet

HELP = "事项目录：每类事项怎么走、谁能办、什么时限\nThe kinds of matter: how each moves, who may act, which time limits"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the kind to lay open and the form of the answer."""
    parser.add_argument("id", nargs="?", metavar="ID", help="事项类型，如 appeal；不写就列出全部 / a kind, or all")
    parser.add_argument("--json", action="store_true", help="输出 JSON / print JSON")


def run(args: argparse.Namespace) -> int:
    """List the kinds, or lay one open."""
    if args.id is None:
        return _list(as_json=args.json)
    sheet = kind_sheet(args.id)
    if sheet is None:
        known = "、".join(ALL)
        raise CliError(f"没有 {args.id} 这类事项，有的是：{known}\nThere is no kind {args.id}; there are: {known}")
    if args.json:
        print(json.dumps(asdict(sheet.kind), ensure_ascii=False, default=_plain))
    else:
        print("\n".join(_lines(sheet)))
    return 0


def _list(*, as_json: bool) -> int:
    if as_json:
        rows = [
            {
                "id": kind.id,
                "name": kind.name.zh,
                "edition": kind.edition,
                "basis": kind.basis,
                "states": len(kind.states),
                "steps": len(kind.steps),
            }
            for kind in ALL.values()
        ]
        print(json.dumps(rows, ensure_ascii=False))
        return 0
    for kind in ALL.values():
        print(
            f"{kind.id:<12} {kind.name.zh}（{kind.name.en}）：{len(kind.states)} 个状态、{len(kind.steps)} 个环节，{kind.basis}"
        )
    print(f"共 {len(ALL)} 类。看一类：./huiyin kinds {next(iter(ALL))}")
    return 0


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset | set):
        return sorted(value)
    raise TypeError(f"no JSON for {value!r}")


def _lines(sheet: KindSheet) -> Iterator[str]:
    kind = sheet.kind
    yield f"{kind.id}  {kind.name.zh}（{kind.name.en}），第 {kind.edition} 版"
    yield f"依据：{kind.basis}"
    yield f"目的：{kind.purpose.zh}"
    yield f"保存：{kind.retention.zh}"
    if sheet.confined is not None:
        yield f"限定知情：{sheet.confined.zh}"
    yield "\n状态"
    for state in sheet.states:
        turn = f"，轮到{state.turn.zh}" if state.turn is not None else ""
        yield f"  {state.state.name.zh}：{state.awaits.zh}{turn}；告诉群众“{state.state.tells.zh}”"
    yield "\n环节"
    for step in sheet.steps:
        yield from _step(step)
    for clock, lapse in sheet.lapses:
        yield f"\n{clock.id} {clock.name.zh}到期自动：{lapse.name.zh}（{clock.basis_text}）"


def _step(line: StepLine) -> Iterator[str]:
    yield f"\n  {line.step.name.zh}（{line.step.id}）：{_listed(line.after)} → {line.to.zh}"
    said = (
        ("谁可以", _listed(line.who)),
        ("条件", _listed(line.conditions, "；")),
        ("要问", "；".join(_field(field) for field in line.fields)),
        ("时限", "；".join(_move(move) for move in line.clocks)),
        ("出具", _listed(line.papers)),
        ("同时", _listed(line.effects, "；")),
        ("群众看到", line.tells.zh if line.tells is not None else ""),
        ("依据", line.step.basis),
    )
    yield from (f"    {name}：{words}" for name, words in said if words)


def _field(field: FieldLine) -> str:
    marks = [field.holds.zh, "必填" if field.required else "可以不填", *(["加密"] if field.sealed else [])]
    marks += [field.asked_when.zh] if field.asked_when is not None else []
    return f"{field.name.zh}（{'，'.join(marks)}）"


def _move(move: ClockMove) -> str:
    if move.clock is None:
        return f"{move.does.zh}所有在走的时限"
    return f"{move.does.zh} {move.clock.id} {move.clock.name.zh} {move.length.zh}（{move.clock.basis_text}）"


def _listed(texts: Iterable[Text], between: str = "、") -> str:
    return between.join(text.zh for text in texts)
