"""How often a door may be knocked at from one place, channel by channel; addresses are known by keyed digests only.

A counter or an office network behind one address is not counted as one visitor: `Visitor.office` is exempt from the
limits by address, and what the whole site takes in still has its bound.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from ipaddress import ip_address

from django.conf import settings

from huiyin.acts.attempts import spend
from huiyin.kit.text import Text
from huiyin.ledger.keys import blinded


class Channel(StrEnum):
    """A door that strangers can knock at."""

    SIGN_IN = "sign_in"
    TRACK = "track"
    FILE = "file"
    HALF = "half"
    STEP = "step"
    UPLOAD = "upload"
    VERIFY = "verify"
    API = "api"
    SCREEN = "screen"


@dataclass(frozen=True, slots=True)
class Limit:
    """So many times in so many seconds from one place; `site` for the whole site, 0 for no bound."""

    times: int
    seconds: int
    site: int = 0


# Guesses at a code: fifty random bits against 3000 tries an hour leave nothing to be found.
LIMITS: dict[Channel, Limit] = {
    Channel.SIGN_IN: Limit(60, 600, site=3000),
    Channel.TRACK: Limit(20, 900, site=750),
    Channel.FILE: Limit(20, 3600),
    Channel.HALF: Limit(900, 3600),
    Channel.STEP: Limit(20, 3600),
    Channel.UPLOAD: Limit(60, 3600),
    Channel.VERIFY: Limit(60, 600, site=3000),
    Channel.API: Limit(600, 60),
    # Six digits that stand for three minutes, and sixty guesses in ten from everywhere.
    Channel.SCREEN: Limit(12, 600, site=60),
}
SAYS: dict[Channel, Text] = {
    Channel.SIGN_IN: Text(
        "从这个网络登录试得太多了，请 {minutes} 分钟后再来", "Too many tries from this network; come back in {minutes} minutes"
    ),
    Channel.TRACK: Text(
        "试得太多了，请过 {minutes} 分钟再试；急的话打电话或到窗口，报编号，有人替您查。",
        "Too many tries: please come back in {minutes} minutes, or call the centre with your number.",
    ),
    Channel.FILE: Text(
        "从这个网络一小时内已经交了 {times} 件，先停一停。您写的都还在，请过 {minutes} 分钟再交；急的话打电话或到窗口，有人替您记。",
        "{times} matters were filed from this network within the hour. Your words are still here: please send them in "
        "{minutes} minutes, or call the centre.",
    ),
    Channel.HALF: Text(
        "从这个网络存得太勤了，{minutes} 分钟内不再自动存；您写的都在这一页",
        "Kept too often from this network: nothing is kept for {minutes} minutes; your words are on this page",
    ),
    Channel.STEP: Text(
        "这件事一小时内已经交了 {times} 次，请过 {minutes} 分钟再来；急的话打电话。",
        "{times} things were sent on this matter within the hour; please come back in {minutes} minutes, or call.",
    ),
    Channel.UPLOAD: Text(
        "从这个网络传的文件太多了，请过 {minutes} 分钟再传；文字可以先交。",
        "Too many files from this network; please send more in {minutes} minutes. Words can be sent now.",
    ),
    Channel.VERIFY: Text(
        "核对得太勤了，请过 {minutes} 分钟再来", "Too many checks; please come back in {minutes} minutes"
    ),
    Channel.SCREEN: Text(
        "试得太多了，请过 {minutes} 分钟再来；念给本人听也一样", "Too many tries; come back in {minutes} minutes, or read it aloud"
    ),
    Channel.API: Text(
        "调用太频繁，请 {seconds} 秒后再试", "Too many calls; please come back in {seconds} seconds"
    ),
}  # fmt: skip


class TooMany(Exception):
    """Tried too often; `reason` says when to come back and what else can be done, `seconds` the same for a machine."""

    def __init__(self, reason: Text, *, seconds: int = 0) -> None:
        super().__init__(reason.zh)
        self.reason = reason
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Visitor:
    """Where a request came from: told only as a keyed digest, and forgotten with its window."""

    address: str

    @property
    def trace(self) -> str:
        """Return the keyed digest of the address."""
        return blinded("address", self.address)[:32]

    @property
    def office(self) -> bool:
        """Say whether the address is in one of the office's own networks."""
        try:
            here = ip_address(self.address)
        except ValueError:
            return False
        return any(here in network for network in settings.PROTECTION.office_networks)


def limit_of(channel: Channel) -> Limit:
    """Return the limit of a channel, the office's own before the built-in one."""
    usual = LIMITS[channel]
    for name, times, seconds in settings.PROTECTION.limits:
        if name == channel.value:
            return Limit(times, seconds, site=usual.site)
    return usual


def knock(channel: Channel, *, visitor: Visitor, at: datetime) -> None:
    """Count one knock from where a visitor comes from; raises TooMany beyond the limit. Two or four queries."""
    if not visitor.office:
        knock_as(channel, visitor.trace, at=at)
    limit = limit_of(channel)
    if limit.site and not spend(f"{channel.value}:site", at=at, limit=limit.site, window_seconds=limit.seconds):
        raise _too_many(channel, limit, at)


def knock_as(channel: Channel, who: str, *, at: datetime) -> None:
    """Count one knock of what is not an address: a matter, an API token; raises TooMany. Two queries.

    `who` must not name a person or an address in the clear.
    """
    limit = limit_of(channel)
    if not spend(f"{channel.value}:{who}", at=at, limit=limit.times, window_seconds=limit.seconds):
        raise _too_many(channel, limit, at)


def _too_many(channel: Channel, limit: Limit, at: datetime) -> TooMany:
    seconds = limit.seconds - int(at.timestamp()) % limit.seconds
    told = {"minutes": -(-seconds // 60), "seconds": seconds, "times": limit.times}
    says = SAYS[channel]
    return TooMany(Text(says.zh.format(**told), says.en.format(**told)), seconds=seconds)
