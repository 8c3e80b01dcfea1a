"""Every table by name, for Django to find."""

from huiyin.store.accounts import Account, Counter, Lockout, PastPassword, RecoveryCode, SignIn, SignInEvent
from huiyin.store.alarms import Alarm, AlarmSeen
from huiyin.store.counter_screen import CounterScreen
from huiyin.store.desk import BulkRun, Presence, SavedView
from huiyin.store.divisions import Division, DivisionLink
from huiyin.store.emergency import EmergencyOpening
from huiyin.store.entries import Entry, EntryRef
from huiyin.store.events import Box, Event, Root, StreamKey
from huiyin.store.facts import ClockFact, MatterFact
from huiyin.store.imports import ImportBatch, ImportRow
from huiyin.store.interface import Delivery, KeptAnswer, Outgoing, SigningKey, TokenDigest
from huiyin.store.matters import Assist, ClockRow, Exclusion, Link, MatterRow, Paper, PortalKey, SlipMark
from huiyin.store.notices import NoticeChoice, StaffNotice
from huiyin.store.numbers import Series
from huiyin.store.readings import Reading
from huiyin.store.search import SearchDoc
from huiyin.store.working import Attempt, Draft, Message, Progress, SealedFile

__all__ = [
    "Account", "Alarm", "AlarmSeen", "Assist", "Attempt", "Box", "BulkRun", "ClockFact", "ClockRow", "Counter", "CounterScreen",
    "Delivery", "Division", "DivisionLink", "Draft", "EmergencyOpening", "Entry", "EntryRef", "Event", "Exclusion",
    "ImportBatch", "ImportRow", "KeptAnswer", "Link", "Lockout", "MatterFact", "MatterRow", "Message", "NoticeChoice", "Outgoing",
    "Paper", "PastPassword", "PortalKey", "Presence", "Progress", "Reading", "RecoveryCode", "Root", "SavedView",
    "SealedFile", "SearchDoc", "Series", "SignIn", "SignInEvent", "SigningKey", "SlipMark", "StaffNotice",
    "StreamKey", "TokenDigest",
]  # fmt: skip
