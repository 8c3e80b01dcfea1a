"""Sign-in accounts of staff: opened, locked and given back by the security role, one account a person."""

from collections.abc import Iterable
from dataclasses import dataclass
from re import compile as pattern
from uuid import UUID

from huiyin.acts import lockout, passwords, second_factor, sign_ins
from huiyin.acts.writing import NotFound, writing
from huiyin.flow.actor import Actor, PostCard
from huiyin.flow.scene import NotAllowed
from huiyin.flow.words import Role
from huiyin.kit.codes import scope
from huiyin.kit.days import SHANGHAI
from huiyin.kit.text import Text
from huiyin.ledger.sign_ins import Happening, write_sign_in
from huiyin.store.accounts import Account
from huiyin.store.entries import Entry
from huiyin.store.posts import cards_of_person, valid_on

USERNAME = pattern(r"[0-9A-Za-z][0-9A-Za-z._-]{1,49}")
FOR_SECURITY = Text("账号由安全岗管理", "Accounts are kept by the security role")
NOT_ONE_OWN = Text(
    "自己的账号请另一位安全岗来办；没有第二位的，请上一级单位的安全岗",
    "Your own account is for another security officer, of the unit above if there is no other here",
)
NOT_HERE = Text(
    "这个人不归本地管，请上一级单位的安全岗来办", "This person is not of your area: ask the security officer above"
)


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account to open; `encoded` is the password as Django's hasher made it."""

    username: str
    person: str
    encoded: str


def open_accounts(new: Iterable[NewAccount], *, must_change: bool = False) -> int:
    """Open accounts on the server itself, for people of the staff register; returns how many.

    Raises NotAllowed for an unknown person and for a user name that is taken.
    """
    with writing():
        wanted = list(new)
        taken = Account.objects.filter(username__in=[one.username for one in wanted]).first()
        if taken is not None:
            raise NotAllowed(Text(f"用户名 {taken.username} 已有人用", f"The user name {taken.username} is taken"))
        known = set(
            Entry.objects.filter(register="person", key__in=[one.person for one in wanted]).values_list(
                "key", flat=True
            )
        )
        for one in wanted:
            if one.person not in known:
                raise NotAllowed(Text(f"人员册里没有 {one.person}", f"The staff register has no {one.person}"))
        Account.objects.bulk_create(
            [
                Account(username=one.username, person=one.person, password=one.encoded, must_change=must_change)
                for one in wanted
            ]
        )
    return len(wanted)


def open_account(username: str, person: str, *, actor: Actor) -> str:
    """Open an account for a person of the staff register; returns the one-time password, to be shown once.

    Raises NotAllowed with a sentence: for a name that is taken, a person who has an account, or one of another area.
    """
    _require_security(actor)
    if not USERNAME.fullmatch(username):
        raise NotAllowed(
            Text("用户名用字母、数字、点、短横，2 到 50 个", "A user name has 2 to 50 letters, digits, dots or hyphens")
        )
    day = actor.at.astimezone(SHANGHAI).date()
    with writing():
        if not Entry.objects.filter(valid_on(day), register="person", key=person).exists():
            raise NotAllowed(
                Text("人员册里今天没有这个人，请管理岗先登记", "The staff register has no such person today")
            )
        _require_area(person, actor)
        if Account.objects.filter(username__iexact=username).exists():
            raise NotAllowed(Text(f"用户名 {username} 已有人用", f"The user name {username} is taken"))
        if Account.objects.filter(person=person).exists():
            raise NotAllowed(
                Text("这个人已经有账号，一人一个账号", "This person has an account already: one for each person")
            )
        account = Account.objects.create(username=username, person=person, opened_at=actor.at)
        write_sign_in(Happening("account_opened", actor.at, account=account.pk, by=actor.person))
        return passwords.set_one_time(account.pk, by=actor.person, at=actor.at)


def lock(account: int, *, reason: str, actor: Actor) -> None:
    """Lock an account until it is given back; its sign-ins end at once."""
    held = _kept(account, actor)
    if len(reason.strip()) < 2:
        raise NotAllowed(Text("请写一句为什么锁定", "Say why it is locked"))
    with writing():
        Account.objects.filter(pk=held.pk).update(is_active=False)
        sign_ins.end_all(held.pk, why="security", at=actor.at)
        write_sign_in(Happening("account_locked", actor.at, account=held.pk, by=actor.person, note=reason.strip()))


def unlock(account: int, *, actor: Actor) -> None:
    """Give an account back: a lock put on by hand, and one that wrong tries put on."""
    held = _kept(account, actor)
    with writing():
        Account.objects.filter(pk=held.pk).update(is_active=True)
        lockout.give_back(held.username)
        write_sign_in(Happening("account_unlocked", actor.at, account=held.pk, by=actor.person))


def hand_out_password(account: int, *, actor: Actor) -> str:
    """Return a fresh one-time password for somebody who forgot his or hers, to be shown once."""
    held = _kept(account, actor)
    with writing():
        lockout.give_back(held.username)
        return passwords.set_one_time(held.pk, by=actor.person, at=actor.at)


def reset_second(account: int, *, actor: Actor) -> None:
    """Take away a second factor that was lost."""
    second_factor.reset(_kept(account, actor).pk, by=actor.person, at=actor.at)


def end_sign_in(account: int, sign_in: UUID, *, actor: Actor) -> None:
    """End one sign-in of somebody."""
    if not sign_ins.end(sign_in, why="security", at=actor.at, account=_kept(account, actor).pk):
        raise NotAllowed(Text("这处登录已经结束了", "This sign-in is over already"))


def end_sign_ins(account: int, *, actor: Actor) -> int:
    """End every sign-in of somebody; returns how many that were."""
    return sign_ins.end_all(_kept(account, actor).pk, why="security", at=actor.at)


def keeps(actor: Actor, cards: Iterable[PostCard]) -> bool:
    """Say whether somebody with these posts belongs to the area a security officer keeps; without posts, to any. Pure."""
    areas = [scope(post.division) for post in actor.posts_with(Role.SECURITY)]
    held = list(cards)
    return not held or any(first <= card.division < end for card in held for first, end in areas)


def _kept(account: int, actor: Actor) -> Account:
    _require_security(actor)
    held = Account.objects.filter(pk=account).first()
    if held is None:
        raise NotFound
    if held.person == actor.person:
        raise NotAllowed(NOT_ONE_OWN)
    _require_area(held.person, actor)
    return held


def _require_security(actor: Actor) -> None:
    if Role.SECURITY not in actor.roles:
        raise NotAllowed(FOR_SECURITY)


def _require_area(person: str, actor: Actor) -> None:
    if not keeps(actor, cards_of_person(person, actor.at.astimezone(SHANGHAI).date())):
        raise NotAllowed(NOT_HERE)
