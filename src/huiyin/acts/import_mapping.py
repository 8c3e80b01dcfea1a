"""How the columns of a foreign sheet become the answers of an opening step: read from TOML, checked, applied to a row."""

import tomllib
from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from huiyin.flow.kind import Kind
from huiyin.flow.words import Sort
from huiyin.kinds import ALL
from huiyin.kit.days import SHANGHAI
from huiyin.kit.text import Text

TOP = frozenset({"name", "source", "kind", "key", "sheet", "post", "date", "category", "fields"})
RULE = frozenset({"column", "columns", "constant", "map", "otherwise", "shorten", "split"})
SHORTENED = "…"


class BadMapping(Exception):
    """The mapping cannot be used; `reason` says which line to mend."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.zh)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Rule:
    """How one field is filled: from columns or a constant, translated, shortened, or else a fixed value."""

    columns: tuple[str, ...] = ()
    constant: str = ""
    map: MappingOf[str, str] = field(default_factory=dict)
    otherwise: str = ""
    shorten: int = 0
    split: str = ""


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping file. `source` and the key columns make sure that no row comes in twice; `name` is shown to people."""

    name: str
    source: str
    kind: Kind
    key: tuple[str, ...]
    fields: MappingOf[str, Rule]
    date_column: str = ""
    date_formats: tuple[str, ...] = ()
    hint_columns: tuple[str, ...] = ()
    sheet: str = ""
    post: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """Return every column the mapping needs."""
        used = [*self.key, *(column for rule in self.fields.values() for column in rule.columns), *self.hint_columns]
        return tuple(dict.fromkeys([*used, *([self.date_column] if self.date_column else [])]))


def read_mapping(text: str) -> Mapping:
    """Read a mapping from TOML; raises BadMapping with the line to mend."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise BadMapping(Text(f"映射文件不是有效的 TOML：{fault}", f"Not valid TOML: {fault}")) from None
    _known(raw, TOP, "")
    kind = ALL.get(str(raw.get("kind", "")))
    if kind is None:
        kinds = "、".join(ALL)
        raise BadMapping(Text(f"kind 要写事项类型，可以是：{kinds}", f"kind must be one of {kinds}"))
    day, category = _section(raw, "date"), _section(raw, "category")
    _known(day, frozenset({"column", "formats"}), "date.")
    _known(category, frozenset({"hints"}), "category.")
    return Mapping(
        name=_needed(raw, "name"),
        source=_needed(raw, "source"),
        kind=kind,
        key=_names(raw, "key", needed=True),
        fields=_rules(_section(raw, "fields"), kind),
        date_column=str(day.get("column", "")),
        date_formats=_names(day, "formats"),
        hint_columns=_names(category, "hints"),
        sheet=str(raw.get("sheet", "")),
        post=str(raw.get("post", "")),
    )


def _section(raw: MappingOf[str, Any], name: str) -> MappingOf[str, Any]:
    section = raw.get(name, {})
    if not isinstance(section, dict):
        raise BadMapping(Text(f"{name} 要写成一节 [{name}]", f"{name} must be a table [{name}]"))
    return section


def _known(raw: MappingOf[str, Any], names: frozenset[str], where: str) -> None:
    for name in raw:
        if name not in names:
            listed = "、".join(sorted(names))
            raise BadMapping(Text(f"不认识 {where}{name}，可以写：{listed}", f"Unknown {where}{name}; known: {listed}"))


def _needed(raw: MappingOf[str, Any], name: str) -> str:
    value = str(raw.get(name, "")).strip()
    if not value:
        raise BadMapping(Text(f"映射文件要写 {name}", f"The mapping must give {name}"))
    return value


def _names(raw: MappingOf[str, Any], name: str, *, needed: bool = False) -> tuple[str, ...]:
    value = raw.get(name, [])
    names = (value,) if isinstance(value, str) else tuple(value) if isinstance(value, list) else ()
    if not all(isinstance(one, str) and one for one in names) or (needed and not names):
        raise BadMapping(Text(f'{name} 要写列名，例如 ["编号"]', f'{name} lists columns, such as ["id"]'))
    return names


def _rules(raw: MappingOf[str, Any], kind: Kind) -> dict[str, Rule]:
    asked = {one.id: one for one in kind.opening.fields}
    _known(raw, frozenset(asked), "fields.")
    rules = {name: _rule(_section(raw, name), f"fields.{name}.") for name in raw}
    missing = [
        one.name.zh for one in asked.values() if one.always_needed and one.sort is not Sort.YES_NO
        and one.id not in rules
    ]  # fmt: skip
    if missing:
        named = "、".join(missing)
        raise BadMapping(Text(f"必填的没有写从哪里来：{named}", f"Required answers have no rule: {named}"))
    return rules


def _rule(raw: MappingOf[str, Any], where: str) -> Rule:
    _known(raw, RULE, where)
    columns = _names(raw, "columns") + _names(raw, "column")
    if bool(columns) == ("constant" in raw):
        raise BadMapping(Text(f"{where}要写 column 或 constant，二者取一", f"{where} needs a column or a constant"))
    shorten = raw.get("shorten", 0)
    if not isinstance(shorten, int) or isinstance(shorten, bool) or shorten < 0:
        raise BadMapping(Text(f"{where}shorten 要写字数", f"{where}shorten is a number of characters"))
    return Rule(
        columns=columns,
        constant=str(raw.get("constant", "")),
        map={str(said): str(meant) for said, meant in _section(raw, "map").items()},
        otherwise=str(raw.get("otherwise", "")),
        shorten=shorten,
        split=str(raw.get("split", "")),
    )


def require_columns(mapping: Mapping, columns: Sequence[str]) -> None:
    """Raise BadMapping if the sheet lacks a column the mapping needs, or has it twice."""
    missing = [name for name in mapping.columns if name not in columns]
    if missing:
        named, there = "、".join(missing), "、".join(columns)
        raise BadMapping(Text(f"表里没有这些列：{named}。表里有：{there}", f"Missing columns: {named}; found: {there}"))
    doubled = [name for name in mapping.columns if columns.count(name) > 1]
    if doubled:
        named = "、".join(doubled)
        raise BadMapping(Text(f"表里有重名的列：{named}，请改名再导入", f"Columns twice: {named}; rename them"))


def answers(mapping: Mapping, cells: MappingOf[str, str]) -> dict[str, Any]:
    """Return the raw answers of one row; what cannot be taken is said when they are cleaned."""
    return {name: _applied(rule, cells) for name, rule in mapping.fields.items()}


def _applied(rule: Rule, cells: MappingOf[str, str]) -> Any:
    said = rule.constant or "\n".join(cell for name in rule.columns if (cell := cells[name].strip()))
    value = rule.map.get(said, rule.otherwise or said) if rule.map else said or rule.otherwise
    if rule.shorten and len(value) > rule.shorten:
        value = value[: rule.shorten - 1] + SHORTENED
    return [part.strip() for part in value.split(rule.split) if part.strip()] if rule.split else value


def row_key(mapping: Mapping, cells: MappingOf[str, str]) -> str:
    """Return what names the row in its source, empty if a part of it is missing."""
    parts = [cells[name].strip() for name in mapping.key]
    return "\x1f".join([mapping.source, *parts]) if all(parts) else ""


def source_date(mapping: Mapping, cells: MappingOf[str, str]) -> datetime | Text | None:
    """Return when the row says it happened, None where it does not say, or a sentence on what to mend."""
    said = cells[mapping.date_column].strip() if mapping.date_column else ""
    if not said:
        return None
    for form in mapping.date_formats:
        try:
            return _in_china(datetime.strptime(said, form))
        except ValueError:
            continue
    try:
        return _in_china(datetime.fromisoformat(said))
    except ValueError:
        wanted = mapping.date_formats[0] if mapping.date_formats else "2026-11-22 09:00:00"
        return Text(f"看不懂日期“{said}”，应像 {wanted}", f"Cannot read the date “{said}”; it should be like {wanted}")


def _in_china(moment: datetime) -> datetime:
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=SHANGHAI)
