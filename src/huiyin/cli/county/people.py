"""Staff of 安澜县: who holds which post since when, which posts stand empty, and the accounts of the demo."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from random import Random

from huiyin.cli.county.model import Account, Row
from huiyin.cli.county.organ_words import VACANT, VACANT_GRID_EVERY
from huiyin.cli.county.person_words import GIVEN, SURNAMES

# Printed to everyone who starts the demo; it opens nothing but invented data.
DEMO_PASSWORD = "anlan-demo-2026"
_FIRST_CHANGE, _LAST_CHANGE = date(2023, 1, 1), date(2026, 6, 30)

# Sign-in name, post, what is worth trying with it.
ACCOUNTS = (
    ("window", "county-centre.window-1", "综合受理窗口：登记一件诉求，打印回执"),
    ("sorter", "county-centre.sorter", "甄别分流：十五日内分清途径，转给主办单位"),
    ("handler", "county-housing.handler-1", "县住建局承办员：签收、受理、拟写答复意见"),
    ("checker", "county-housing.checker", "县住建局股长：审核意见，可以退回重写"),
    ("signer", "county-housing.head", "县住建局局长：手机上也能签发"),
    ("townwindow", "town-001-centre.window", "街道综治中心窗口：受理本街道的诉求"),
    ("townhandler", "town-001-order.handler", "街道执法队干事：办理本街道的事"),
    ("townhead", "town-001.head", "街道办事处主任：签发意见，看本街道的职责和缺口"),
    ("solo", "county-courier.head", "一个人的单位：四只眼睛不够时怎么办"),
    ("reviewer", "county-government.reviewer-1", "县政府复查专员：收到复查申请，三十日内出复查意见"),
    ("discipline", "county-discipline.integrity-1", "纪委监委信访举报岗：检举控告只有这里看得到"),
    ("cityreviewer", "city-government.reviewer-1", "市政府复核专员：复核是最后一级"),
    ("supervisor", "county-centre.supervisor", "督办岗：看哪些超期、为什么超期"),
    ("leader", "county-government.deputy-1", "副县长：看挂自己名字的事和全县缺口"),
    ("grid", "", "网格员：从手机上报一件事"),
    ("admin", "county-centre.admin", "系统管理员：管单位、岗位、日历，看不到群众的信息"),
    ("security", "county-centre.security", "安全管理员：开户、锁定和解锁账号，看登录记录，看不到事项"),
    ("auditor", "county-government.auditor", "审计员：谁在什么时候看了什么"),
)


@dataclass(frozen=True, slots=True)
class Staff:
    """People and the times they hold their posts."""

    persons: tuple[Row, ...]
    appointments: tuple[Row, ...]
    accounts: tuple[Account, ...]


def staff(posts: Sequence[Row], *, seed: int) -> Staff:
    """Fill every post that is not meant to stand empty; some had another holder before."""
    rng = Random(f"people-{seed}")
    names, numbers = _names(rng), count(1)
    logins = _logins(posts)
    persons, appointments = list[Row](), list[Row]()
    for index, post in enumerate(posts):
        if _stands_empty(post, index):
            continue
        since = post.valid_from
        if rng.random() < 0.03 and post.valid_to is None:
            since = _FIRST_CHANGE + timedelta(days=rng.randrange((_LAST_CHANGE - _FIRST_CHANGE).days))
            before = _person(next(numbers), next(names), since=post.valid_from, login=None)
            persons.append(before)
            appointments.append(_appointment(post, before, since=post.valid_from, until=since, sort="正式"))
        holder = _person(next(numbers), next(names), since=since, login=logins.get(post.key))
        persons.append(holder)
        sort = "代理" if rng.random() < 0.02 else "正式"
        appointments.append(_appointment(post, holder, since=since, until=post.valid_to, sort=sort))
    return Staff(tuple(persons), tuple(appointments), tuple(_accounts(appointments, logins)))


def _stands_empty(post: Row, index: int) -> bool:
    if post.key in VACANT:
        return True
    return post.key.startswith("grid-") and index % VACANT_GRID_EVERY == 0 and post.valid_to is None


def _logins(posts: Sequence[Row]) -> dict[str, str]:
    """Sign-in name by post; the demo's grid worker is the first whose post is filled and still stands."""
    worker = next(
        post.key
        for index, post in enumerate(posts)
        if post.key.startswith("grid-") and post.valid_to is None and not _stands_empty(post, index)
    )
    return {post or worker: username for username, post, _ in ACCOUNTS}


def _names(rng: Random) -> Iterator[str]:
    pairs = [surname + given for surname in SURNAMES for given in GIVEN]
    rng.shuffle(pairs)
    return iter(pairs)


def _person(number: int, name: str, *, since: date, login: str | None) -> Row:
    return Row("person", f"person-{number:04d}", {"name": name, "login": login or f"staff{number:04d}"}, since)


def _appointment(post: Row, person: Row, *, since: date, until: date | None, sort: str) -> Row:
    values = {"post": post.key, "person": person.key, "sort": sort}
    return Row("appointment", f"appointment-{person.key[7:]}", {**values}, since, until)


def _accounts(appointments: Sequence[Row], logins: dict[str, str]) -> Iterator[Account]:
    holders = {row.values["post"]: row.values["person"] for row in appointments}
    trials = {username: trial for username, _, trial in ACCOUNTS}
    for post, username in sorted(logins.items(), key=lambda item: list(trials).index(item[1])):
        yield Account(username, str(holders[post]), DEMO_PASSWORD, trials[username], post)
