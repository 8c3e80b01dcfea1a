"""个人信息目录: what is collected of a person, why, who may read it and how long: for staff, for everybody, as a sheet."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from huiyin.kit.text import Text
from huiyin.queries.purposes import data_sheets
from huiyin.web.desk.table_sheets import answer, table_sheet
from huiyin.web.house.both_faces import Built, both_faces
from huiyin.web.portal.page import public
from huiyin.web.templatetags.look import words

COLUMNS = (
    (Text("事项类型", "Kind"), 16),
    (Text("收集什么", "What"), 22),
    (Text("为什么", "Why"), 44),
    (Text("依据", "Basis"), 52),
    (Text("谁能看", "Who may read it"), 44),
    (Text("必须填吗", "Required"), 10),
    (Text("保存多久", "Kept"), 30),
)
TO_CONFIRM = Text("（待确认）", " (to be confirmed)")


def _data(request: HttpRequest) -> Built:
    """Lay the private fields of every kind open."""
    sheets = data_sheets()
    return Built(
        "house/personal_data.html",
        {
            "sheets": sheets,
            "count": sum(len(sheet.lines) for sheet in sheets),
            "to_confirm": TO_CONFIRM,
        },
    )


@require_GET
@public
def export(request: HttpRequest) -> HttpResponse:
    """Give the same as a sheet."""
    rows = [
        (
            words(sheet.kind.name),
            words(line.field.name),
            words(line.why),
            line.basis,
            "、".join(words(one) for one in line.readers),
            words(Text("是", "yes") if line.required else Text("否", "no")),
            kept_words(sheet.kept.years, confirm=sheet.kept.confirm),
        )
        for sheet in data_sheets()
        for line in sheet.lines
    ]
    title = words(Text("个人信息目录", "Personal data"))
    return answer(table_sheet(title, [(words(name), width) for name, width in COLUMNS], rows), name="personal-data")


def kept_words(years: int, *, confirm: bool) -> str:
    """Say how long a file is kept after the year it was archived."""
    said = words(Text(f"归档后 {years} 年", f"{years} years after it was archived"))
    return said + (words(TO_CONFIRM) if confirm else "")


data = both_faces(_data)
