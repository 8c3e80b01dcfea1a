"""The time engine's front door: the words of a clock, when it is due, its strip, and how much of it was used."""

from huiyin.flow.clock_allowed import most_extension
from huiyin.flow.clock_count import days_used, due
from huiyin.flow.clock_strip import explain, strip
from huiyin.flow.clock_terms import (
    UNIT_NAMES,
    Clock,
    ClockError,
    Due,
    Extension,
    Sense,
    Span,
    StripDay,
    Unit,
    clock_faults,
)

__all__ = [
    "UNIT_NAMES",
    "Clock",
    "ClockError",
    "Due",
    "Extension",
    "Sense",
    "Span",
    "StripDay",
    "Unit",
    "clock_faults",
    "days_used",
    "due",
    "explain",
    "most_extension",
    "strip",
]
