"""The real public pages over a real office's tables: filled, handed up, taken in above, and read as anybody reads them.

Two worlds that the model says cannot be told apart are filled in one after the other; then not a byte of the files, of
`/figures/` with its drawing and its table, of the front page, or of the upper level's page and sheet may differ.
"""

import os
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from bench.small_counties import CATEGORIES, COUNTY, UNITS, Row

AT = datetime(2026, 11, 2, 4, tzinfo=UTC)
COUNTY_PAGES = (
    "/figures/",
    "/figures/?quarter=2026Q1",
    "/figures/?quarter=2026Q2",
    "/figures/table.csv?quarter=2026Q2",
    "/",
)
FORMS = re.compile(rb'name="(?:csrfmiddlewaretoken|token)" value="[^"]*"')
Shown = Mapping[str, bytes]
UPPER = ("huiyin.web.headers.say_what_to_refuse", "django.middleware.locale.LocaleMiddleware")


@contextmanager
def office() -> Iterator[None]:
    """Lend an empty office of the county: its own tables in a directory thrown away afterwards."""
    with TemporaryDirectory(prefix="huiyin-attack-") as place:
        os.environ.update(
            {"HUIYIN_DATA": place, "HUIYIN_COUNTY": COUNTY, "DJANGO_SETTINGS_MODULE": "huiyin.config.settings"}
        )
        from huiyin.cli.migrate import apply_migrations
        from huiyin.cli.start import start_django

        start_django()
        apply_migrations()
        from django.conf import settings

        settings.ALLOWED_HOSTS = ["testserver"]
        settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
        registers()
        yield


def registers() -> None:
    """Write the made-up units and categories into the county's registers."""
    from huiyin.store.entries import Entry

    for register, keys in (("unit", UNITS), ("category", CATEGORIES)):
        for number, key in enumerate(keys):
            if not Entry.objects.filter(register=register, key=key).exists():
                Entry.objects.create(
                    id=UUID(int=hash_of(register, number)), county=COUNTY, register=register, key=key, label=key, division="",
                    version=1, valid_from="2020-01-01", values={"name": key, "short": key},
                )  # fmt: skip


def hash_of(register: str, number: int) -> int:
    """Return a number that is an entry's own."""
    return int.from_bytes(register.encode(), "big") * 1000 + number


def fill(matters: Sequence[Row]) -> None:
    """Put made-up matters into the county's fact table in place of what it held."""
    from huiyin.store.facts import MatterFact

    rest = {"county": COUNTY, "event_version": 1, "edition": 1, "history": 0, "about_office": 0, "filed_day": 0}
    MatterFact.objects.all().delete()
    MatterFact.objects.bulk_create(
        MatterFact(
            matter=UUID(int=number + 1), **{**rest, **{name: one for name, one in row.items() if name != "first"}}
        )
        for number, row in enumerate(matters)
    )


def hand_up(data: Path, *, at: datetime = AT) -> None:
    """Hand up what is over and settled from a data directory, and take it in at the upper level that lies in it too."""
    from huiyin.cli.facts.exporting import make_ready
    from huiyin.cli.facts.keeping import seed
    from huiyin.cli.start import private_directory
    from huiyin.insight.handed_up.duck import duck
    from huiyin.insight.handed_up.holding import Registered, home_in, register, take
    from huiyin.insight.handed_up.manifest import public_half
    from huiyin.insight.handed_up.told import HOME
    from huiyin.insight.handed_up.verifying import years_of

    data.mkdir(exist_ok=True)
    (data / "facts.key").write_text("07" * 32 + "\n", encoding="ascii")
    home = private_directory(data / HOME)
    make_ready(home, data=data, at=at)
    above = home_in(data)
    register(above, Registered(COUNTY, "安澜县", "Anlan", public_half(seed(data))))
    with duck(above) as lent:
        for folder in years_of(home):
            take(lent, folder, above, at=at)


def shown(data: Path) -> dict[str, bytes]:
    """Return everything that leaves the county or stands on a public page, by where it is read."""
    from django.conf import settings
    from django.test import Client, override_settings

    from huiyin.insight.handed_up.above import FIGURES

    found = {f"file {file.name}": file.read_bytes() for file in sorted(data.glob("handed_up/county=*/year=*/*"))}
    before, settings.DATA = settings.DATA, data
    try:
        browser = Client(headers={"accept-language": "zh-hans"})
        found |= {url: FORMS.sub(b"", browser.get(url).content) for url in COUNTY_PAGES}
        with override_settings(ROOT_URLCONF="huiyin.web.upper.urls", MIDDLEWARE=UPPER):
            above = [f"/?figure={one.id}&lang=zh" for one in FIGURES] + [
                f"/counties.csv?figure={one.id}" for one in FIGURES[-1:]
            ]
            found |= {f"upper {url}": Client().get(url).content for url in above}
    finally:
        settings.DATA = before
    return found


def seen_in_full(matters: Sequence[Row], *, at: datetime = AT) -> Shown:
    """Fill a county, hand it up, and return everything there is to be seen of it."""
    fill(matters)
    with TemporaryDirectory(prefix="huiyin-attack-") as place:
        hand_up(Path(place), at=at)
        return shown(Path(place))


def after_more(matters: Sequence[Row], later: Sequence[Row]) -> tuple[Shown, Shown]:
    """Return what is seen of a county, and what is seen once its tables moved on and the night ran again."""
    fill(matters)
    with TemporaryDirectory(prefix="huiyin-attack-") as place:
        hand_up(Path(place))
        first = shown(Path(place))
        shutil.rmtree(Path(place) / "upper")
        fill(later)
        hand_up(Path(place))
        return first, shown(Path(place))


def differing(one: Shown, other: Shown) -> list[str]:
    """Return where two worlds look different."""
    return sorted(where for where in {*one, *other} if one.get(where) != other.get(where))
