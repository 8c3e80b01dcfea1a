"""The recipe of the demo county: from a seed to divisions, register rows and accounts, the same every time."""

from huiyin.cli.county import duties, organs
from huiyin.cli.county.model import County
from huiyin.cli.county.people import staff
from huiyin.cli.county.territory import territory


def recipe(seed: int = 7) -> County:
    """Make 安澜县; what a row refers to comes before it."""
    land = territory(seed)
    units = organs.units(land)
    posts = organs.posts(units, land)
    people = staff(posts, seed=seed)
    rows = (
        *(unit.row for unit in units),
        *people.persons,
        *posts,
        *people.appointments,
        *organs.standards(),
        *duties.categories(),
        *duties.duties(land.towns),
        *organs.grids(land),
        *duties.routes(),
        *duties.local_clocks(),
    )
    return County(divisions=land.divisions, division_links=land.links, rows=rows, accounts=people.accounts)
