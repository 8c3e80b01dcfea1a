"""How the system is: clocks, work in the background, disk, back-ups, calendar, certificate, time. Never a person."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from cryptography import x509
from django.conf import settings
from django.db import connection
from django.db.models import Count, Min
from django_tasks_db.models import DBTaskResult

from huiyin.kit.days import SHANGHAI
from huiyin.kit.text import Text
from huiyin.store.calendar import county_calendar
from huiyin.store.matters import ClockRow
from huiyin.store.replica import has_replica, replica_age_seconds
from huiyin.store.working import Message, Progress

TICK = "tick"
GOOD, CAUTION, BAD = "g", "y", "r"
TICK_LATE, TICK_LOST = timedelta(minutes=5), timedelta(minutes=30)
BACKUP_LATE, BACKUP_LOST = timedelta(hours=26), timedelta(hours=72)
TASK_LATE = timedelta(minutes=15)
DISK_CAUTION, DISK_BAD = 15, 5
CALENDAR_CAUTION, CALENDAR_BAD = 60, 14
CERTIFICATE_CAUTION, CERTIFICATE_BAD = 30, 7
SKEW_CAUTION, SKEW_BAD = 5, 60
_GIB = 1024**3
_MIB = 1024**2
# Where Linux says that its clock is set by a time server.
SYNCHRONISED = (Path("/run/systemd/timesync/synchronized"), Path("/run/chrony/chronyd.pid"), Path("/run/ntpd.pid"))


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: its light and a sentence. `value` is the number behind it, for monitors."""

    id: str
    name: Text
    light: str
    says: Text
    value: int | None = None


@dataclass(frozen=True, slots=True)
class FailedTask:
    """A task of the background that failed."""

    id: str
    path: str
    at: datetime | None
    fault: str


def health(*, at: datetime) -> tuple[Check, ...]:
    """Return every check. About ten queries and a few small files."""
    return tuple(check for look in _LOOKS for check in look(at))


def failed_tasks(*, limit: int = 20) -> tuple[FailedTask, ...]:
    """Return the newest failed tasks; their arguments are not shown. One query."""
    rows = DBTaskResult.objects.filter(status="FAILED").order_by("-finished_at")[:limit]
    return tuple(
        FailedTask(str(row.id), row.task_path, row.finished_at, row.exception_class_path.rpartition(".")[2])
        for row in rows
    )


def _light(value: float, caution: float, bad: float) -> str:
    """Return the light of a value that is better the larger it is."""
    return BAD if value < bad else CAUTION if value < caution else GOOD


def _ticks(at: datetime) -> Iterator[Check]:
    name = Text("定时检查", "Ticks")
    row = Progress.objects.filter(name=TICK).first()
    if row is None:
        yield Check("ticks", name, BAD, Text("还没有跑过；请启动后台进程", "Never ran: start the worker"))
    else:
        ago = at - row.moved_at
        light = GOOD if ago < TICK_LATE else CAUTION if ago < TICK_LOST else BAD
        minutes = max(0, int(ago.total_seconds() // 60))
        yield Check("ticks", name, light, Text(f"{minutes} 分钟前跑过", f"Ran {minutes} minutes ago"), minutes)
    waiting = ClockRow.objects.filter(running=True, due_at__lt=at - TICK_LOST).exclude(lapse="").count()
    light = BAD if waiting else GOOD
    yield Check(
        "clocks", Text("到期待办的时限", "Clocks run out"), light,
        Text(f"{waiting} 个到期半小时还没处理", f"{waiting} ran out half an hour ago and wait"), waiting,
    )  # fmt: skip


def _tasks(at: datetime) -> Iterator[Check]:
    failed = DBTaskResult.objects.filter(status="FAILED").count()
    late = DBTaskResult.objects.filter(status="READY", enqueued_at__lt=at - TASK_LATE).count()
    light = CAUTION if failed or late else GOOD
    yield Check(
        "tasks", Text("后台任务", "Tasks"), light,
        Text(f"失败 {failed} 个，排队超过 15 分钟 {late} 个", f"{failed} failed, {late} waiting over 15 minutes"), failed + late,
    )  # fmt: skip


def _outbox(at: datetime) -> Iterator[Check]:
    waiting = Message.objects.filter(sent_at__isnull=True).aggregate(count=Count("id"), oldest=Min("made_at"))
    count, oldest = waiting["count"], waiting["oldest"]
    days = (at - oldest).days if oldest is not None else 0
    yield Check(
        "outbox", Text("待发消息", "Outbox"), CAUTION if days >= 1 else GOOD,
        Text(f"{count} 条没发出，最久 {days} 天；没有接短信的，由窗口打电话", f"{count} unsent, the oldest {days} days"), count,
    )  # fmt: skip


def _disk(at: datetime) -> Iterator[Check]:
    space = shutil.disk_usage(settings.DATA)
    left = space.free * 100 // space.total
    gib = space.free // _GIB
    yield Check(
        "disk", Text("磁盘", "Disk"), _light(left, DISK_CAUTION, DISK_BAD),
        Text(f"还剩 {left}%（{gib} GB）", f"{left}% left ({gib} GB)"), left,
    )  # fmt: skip
    size = _database_bytes() // _MIB
    yield Check("database", Text("数据库大小", "Database"), GOOD, Text(f"{size} MB", f"{size} MB"), size)


def _database_bytes() -> int:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
        else:
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def _replica(at: datetime) -> Iterator[Check]:
    if not has_replica():
        return
    name, age = Text("查询备机", "Standby for figures"), replica_age_seconds()
    if age is None or age > settings.REPLICA_AGE_SECONDS:
        said = Text("接不上或者太旧，指标改由主库来算", "away or too old: figures are counted on the database itself")
        yield Check("replica", name, CAUTION, said, age)
    else:
        yield Check("replica", name, GOOD, Text(f"最多晚 {age} 秒", f"at most {age} s behind"), age)


def _backup(at: datetime) -> Iterator[Check]:
    name, state = Text("备份", "Back-up"), _state()
    taken = _moment(state.get("taken_at"))
    if taken is None:
        yield Check("backup", name, BAD, Text("从来没有备份过", "Never taken"))
    else:
        ago = at - taken
        light = GOOD if ago < BACKUP_LATE else CAUTION if ago < BACKUP_LOST else BAD
        hours = int(ago.total_seconds() // 3600)
        yield Check("backup", name, light, Text(f"{hours} 小时前", f"{hours} hours ago"), hours)
    if state.get("failed_words"):
        yield Check(
            "backup_failed",
            Text("最近一次备份", "Last back-up"),
            BAD,
            Text("没有写成，请看 nightly.log", "It failed: see nightly.log"),
        )
    tested = _moment(state.get("tested_at"))
    if tested is not None:
        well = bool(state.get("tested_well"))
        days = (at - tested).days
        says = Text(
            f"{days} 天前试过恢复，{'能恢复' if well else '没有恢复成'}",
            f"Restored on trial {days} days ago: {'well' if well else 'it failed'}",
        )
        yield Check("restore", Text("恢复演练", "Trial restore"), GOOD if well else BAD, says, days)


def backup_troubles(*, at: datetime) -> tuple[tuple[str, Text], ...]:
    """Return what is wrong with the back-ups, where the office has them made every night; one small file, no query."""
    state, found = _state(), []
    if state.get("failed_words"):
        says = Text("昨夜或刚才的备份没有写成，请看 nightly.log", "The last back-up failed: see nightly.log")
        found.append(("backup_failed", says))
    if state.get("tested_at") and not state.get("tested_well"):
        says = Text(
            "备份试着恢复没有成功，备份可能用不上，请马上查", "A back-up could not be restored on trial: look at once"
        )
        found.append(("restore_failed", says))
    taken = _moment(state.get("taken_at"))
    if settings.BACKUP_NIGHTLY and taken is not None and at - taken > BACKUP_LOST:
        hours = int((at - taken).total_seconds() // 3600)
        says = Text(f"已经 {hours} 小时没有备份", f"No back-up for {hours} hours")
        found.append(("backup_late", says))
    return tuple(found)


def _state() -> dict[str, object]:
    file = Path(settings.DATA) / "backup.json"
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _moment(text: object) -> datetime | None:
    try:
        return datetime.fromisoformat(str(text)) if text else None
    except ValueError:
        return None


def _calendar(at: datetime) -> Iterator[Check]:
    horizon = max(end for _, end in county_calendar().known)
    days = (horizon - at.astimezone(SHANGHAI).date()).days
    yield Check(
        "calendar", Text("放假通知", "Holiday notices"), _light(days, CALENDAR_CAUTION, CALENDAR_BAD),
        Text(f"公布到 {horizon:%Y-%m-%d}，还有 {days} 天", f"They reach to {horizon:%Y-%m-%d}, {days} days"), days,
    )  # fmt: skip


def _certificate(at: datetime) -> Iterator[Check]:
    file = getattr(settings, "CERT_FILE", "")
    name = Text("证书", "Certificate")
    if not file:
        yield Check("certificate", name, GOOD, Text("由前面的代理管，这里看不到", "Kept by the proxy in front"))
        return
    try:
        days = (x509.load_pem_x509_certificate(Path(file).read_bytes()).not_valid_after_utc - at).days
    except (OSError, ValueError):
        yield Check("certificate", name, BAD, Text("读不出来", "It cannot be read"))
        return
    light = _light(days, CERTIFICATE_CAUTION, CERTIFICATE_BAD)
    yield Check("certificate", name, light, Text(f"还有 {days} 天到期", f"{days} days left"), days)


def _time(at: datetime) -> Iterator[Check]:
    name = Text("时间", "Clock")
    synchronised = any(os.path.exists(place) for place in SYNCHRONISED)
    skew = _skew_seconds(at)
    source = (
        Text("系统说已对时", "set by a time server")
        if synchronised
        else Text("看不到对时服务，请确认", "no time service is seen")
    )
    light = BAD if skew >= SKEW_BAD else CAUTION if skew >= SKEW_CAUTION or not synchronised else GOOD
    yield Check(
        "time", name, light,
        Text(f"{source.zh}；与数据库相差 {skew} 秒", f"{source.en}; {skew} s from the database's"), skew,
    )  # fmt: skip


def _skew_seconds(at: datetime) -> int:
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        row = cursor.fetchone()
    return abs(int((row[0] - at).total_seconds())) if row else 0


def _version(at: datetime) -> Iterator[Check]:
    try:
        said = version("huiyin")
    except PackageNotFoundError:
        said = "dev"
    yield Check("version", Text("版本", "Version"), GOOD, Text(said, said))


_LOOKS: tuple[Callable[[datetime], Iterator[Check]], ...] = (
    _ticks, _tasks, _outbox, _disk, _replica, _backup, _calendar, _certificate, _time, _version,
)  # fmt: skip
