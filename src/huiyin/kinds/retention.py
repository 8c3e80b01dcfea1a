"""How long what a matter holds of a person is kept: classes after which it is erased by key. A county sets its own years."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from huiyin.kit.text import Text

# The register the county keeps its own years in.
REGISTER = "retention"


@dataclass(frozen=True, slots=True)
class RetentionClass:
    """A class of files and the years it is kept; `confirm` says that the county has still to confirm the number."""

    id: str
    name: Text
    years: int
    basis: str
    confirm: bool = True


_ARCHIVES = "机关文件材料归档范围和文书档案保管期限规定（国家档案局令第8号）；年限为建议，由本地档案部门确定"
CASE_FILE = "case_file"
CLASSES: dict[str, RetentionClass] = {
    one.id: one
    for one in (
        RetentionClass(
            CASE_FILE, Text("处理、复查、复核卷宗", "Files of appeals, reviews and re-reviews"), 30, _ARCHIVES
        ),
        RetentionClass("short_file", Text("一般办件", "Ordinary matters"), 10, _ARCHIVES),
        RetentionClass(
            "rights_file",
            Text("个人信息权利请求", "Requests about personal data"),
            3,
            "个人信息保护法 第56条（影响评估记录至少三年）参照；年限为建议",
        ),
    )
}
# Kinds that are not kept as long as the longest; whatever is not named here is kept as a case file.
BY_KIND: dict[str, str] = {
    "data_request": "rights_file",
    "reading_question": "rights_file",
    "order": "short_file",
    "task": "short_file",
}


def class_of(kind_id: str) -> str:
    """Return the retention class of a kind: the longest where nothing shorter was settled."""
    return BY_KIND.get(kind_id, CASE_FILE)


def with_county(entries: Iterable[Mapping[str, Any]]) -> dict[str, RetentionClass]:
    """Return the classes with the county's own years put in; what a county entered is confirmed."""
    classes = dict(CLASSES)
    for said in entries:
        held = classes.get(str(said["retention_class"]))
        if held is not None:
            classes[held.id] = replace(held, years=int(said["years"]), basis=str(said["basis"]), confirm=False)
    return classes
