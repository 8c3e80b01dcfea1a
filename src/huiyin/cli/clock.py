"""`./huiyin clock`: lay a time limit open day by day, or list them all; needs neither database nor Django."""

import argparse
import json
import re
import sys
from datetime import date, datetime

from huiyin.cli import CliError, main
from huiyin.flow.clock import UNIT_NAMES, Clock, ClockError, Sense, Span, StripDay, due, explain, most_extension, strip
from huiyin.kinds.clocks import CLOCKS, ROWS
from huiyin.kit.days import SHIPPED

HELP = "时限：按天说明何时到期、哪天算、哪天不算\nLay a time limit open, day by day"

_DATE = r"\d{4}-\d{2}-\d{2}"
_START = re.compile(rf"{_DATE}(?:[T ]\d{{2}}:\d{{2}}(?::\d{{2}})?(?:Z|[+-]\d{{2}}:\d{{2}})?)?")
_SPAN = re.compile(rf"({_DATE})\.\.({_DATE})?[:：](.+)")
_WHOLE = "whole"
_WEEKDAYS = "一二三四五六日"
_MARKS = {"start": "起", "counted": "计", "off": "休", "held": "停", "rolled": "顺", "due": "到"}
_SENSES = {
    Sense.DEADLINE: "到期（最迟办结）",
    Sense.EARLIEST: "期满（次日起才可进行下一步）",
    Sense.BEFORE: "最迟（从该事件往前推）",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare `explain` and `list`."""
    verbs = parser.add_subparsers(dest="verb", metavar="explain|list")
    laid_open = verbs.add_parser("explain", help="按天说明一个时限 / lay one clock open")
    laid_open.add_argument("id", nargs="?", metavar="ID", help="时限编号，如 XF-06 / its id")
    laid_open.add_argument("--from", dest="start", metavar="2026-08-05[T09:12]", help="起算的日期或时刻 / its start")
    laid_open.add_argument(
        "--suspend",
        action="append",
        default=[],
        metavar="A..B:事由",
        help="中止的首日、末日和法定事由，可重复；未恢复的不写末日",
    )
    laid_open.add_argument(
        "--extend", nargs="?", const=_WHOLE, metavar="N", help="延长 N（单位同该时限的延长）；不写 N 按最多的算"
    )
    laid_open.add_argument("--json", action="store_true", help="输出 JSON / print JSON")
    listed = verbs.add_parser("list", help="列出全部时限 / list every clock")
    listed.add_argument("--json", action="store_true", help="输出 JSON / print JSON")


def run(args: argparse.Namespace) -> int:
    """Answer one question about clocks; a mistake in it becomes one sentence."""
    if args.verb == "list":
        return _list(as_json=args.json)
    if args.verb != "explain":
        raise CliError("请写明要做什么：clock explain 编号 --from 日期，或者 clock list。")
    try:
        return _explain(args)
    except ClockError as error:
        raise CliError(str(error)) from error


def _explain(args: argparse.Namespace) -> int:
    clock = _find(args.id)
    start = _read_start(args.start)
    spans = [_read_span(text) for text in args.suspend]
    extended = _read_extension(clock, args.extend)
    if args.json:
        told = explain(clock, start, calendar=SHIPPED, spans=spans, extended=extended)
        print(json.dumps(told, ensure_ascii=False))
        return 0
    answer = due(clock, start, calendar=SHIPPED, spans=spans, extended=extended)
    print(f"{clock.id}  {clock.name.zh}")
    print(f"依据：{clock.basis_text}")
    print(f"期限：{_length(clock)}，从“{clock.starts.zh}”算起，到“{clock.ends.zh}”为止")
    if answer.due_at is None or answer.due_on is None:
        print(f"到期：没有到期日（{'中止尚未恢复' if clock.n is not None else '法律没有规定天数'}）")
    else:
        print(f"{_SENSES[clock.sense]}：{_in_words(answer.due_at, exact=clock.unit.is_exact)}")
        if answer.nominal_on != answer.due_on:
            print(f"顺延：期满日 {answer.nominal_on} 是休息日，顺延到下一个工作日")
    if answer.provisional:
        print("提示：涉及尚未公布放假安排的日期，暂按法定节假日推算")
    if clock.note is not None:
        print(f"说明：{clock.note.zh}")
    for day in strip(clock, start, calendar=SHIPPED, spans=spans, extended=extended):
        print(_line(day))
    return 0


def _list(*, as_json: bool) -> int:
    if as_json:
        rows = [
            {
                "id": row.id,
                "name": row.name.zh,
                "n": row.n,
                "unit": row.unit.value,
                "sense": row.sense.value,
                "basis": row.basis_text,
            }
            for row in ROWS
        ]
        print(json.dumps(rows, ensure_ascii=False))
        return 0
    for row in ROWS:
        print(f"{row.id:<9} {row.name.zh}：{_length(row)}（{row.basis_text}）")
    print(f"共 {len(ROWS)} 个时限，节假日数据版本 {SHIPPED.version}。")
    return 0


def _find(name: str | None) -> Clock:
    if not name:
        raise CliError("请写明时限编号，例如：clock explain XF-06 --from 2026-08-05。")
    clock = CLOCKS.get(name.upper())
    if clock is None:
        raise CliError(f"没有编号为“{name}”的时限，全部编号见：clock list。")
    return clock


def _read_start(text: str | None) -> datetime | date:
    if text is None:
        raise CliError("请用 --from 写明从哪一天算起，例如 --from 2026-08-05 或 --from 2026-08-05T09:12。")
    try:
        if _START.fullmatch(text):
            return date.fromisoformat(text) if len(text) == len("2026-08-05") else datetime.fromisoformat(text)
    except ValueError:
        pass
    raise CliError(f"“{text}”不是有效的日期或时刻，请写成 2026-08-05 或 2026-08-05T09:12。")


def _read_span(text: str) -> Span:
    try:
        if match := _SPAN.fullmatch(text):
            first, last, ground = match.groups()
            return Span(date.fromisoformat(first), date.fromisoformat(last) if last else None, ground.strip())
    except ValueError:
        pass
    raise CliError(f"“{text}”读不懂，中止请写成 2026-08-20..2026-09-02:听证，还没恢复的写成 2026-08-20..:听证。")


def _read_extension(clock: Clock, text: str | None) -> int:
    if text is None:
        return 0
    if text != _WHOLE:
        if not re.fullmatch(r"[1-9][0-9]{0,8}", text):
            raise CliError(f"延长多少要写成大于零的整数，“{text}”不是。")
        return int(text)
    if clock.extend is None:
        # The engine says why it cannot be extended; any number brings the sentence out.
        return 1
    if clock.extend.n is None:
        raise CliError(f"{clock.name.zh}（{clock.id}）延长多久由“{clock.extend.by.zh}”决定，请写明数字：--extend N。")
    return most_extension(clock.extend)


def _length(clock: Clock) -> str:
    if clock.n is not None:
        return "当日" if clock.n == 0 else f"{clock.n}{UNIT_NAMES[clock.unit].zh}"
    if clock.word is not None:
        return clock.word.zh
    return "每年" + "、".join(f"{month}月{day}日" for month, day in clock.fixed)


def _in_words(at: datetime, *, exact: bool) -> str:
    day = f"{at.year}年{at.month}月{at.day}日（周{_WEEKDAYS[at.weekday()]}）"
    return f"{day}{at:%H:%M:%S}" if exact else f"{day}24时"


def _line(day: StripDay) -> str:
    number = "" if day.number is None else str(day.number)
    return f"  {day.date} 周{_WEEKDAYS[day.date.weekday()]}  {_MARKS[day.mark]}  {number:>4}  {day.why.zh}"


if __name__ == "__main__":
    sys.exit(main(["clock", *sys.argv[1:]]))
