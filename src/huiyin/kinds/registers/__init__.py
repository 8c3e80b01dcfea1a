"""The tables the centre keeps and edits, by id."""

from huiyin.flow.kind import Register
from huiyin.kinds.registers.calendar import CALENDAR_YEAR
from huiyin.kinds.registers.interface import API_TOKEN, WEBHOOK
from huiyin.kinds.registers.lending import DELEGATION, POST_HANDOVER
from huiyin.kinds.registers.organisation import APPOINTMENT, DUTY, PERSON, POST, STANDARD, UNIT
from huiyin.kinds.registers.protection import ERASURE_LIST, RETENTION
from huiyin.kinds.registers.reception import RECEPTION_DAY
from huiyin.kinds.registers.territory import CATEGORY, GRID, LOCAL_CLOCK, ROUTE

REGISTERS: dict[str, Register] = {
    register.id: register
    for register in (
        UNIT,
        PERSON,
        POST,
        APPOINTMENT,
        DELEGATION,
        POST_HANDOVER,
        STANDARD,
        DUTY,
        GRID,
        CATEGORY,
        ROUTE,
        LOCAL_CLOCK,
        CALENDAR_YEAR,
        RECEPTION_DAY,
        RETENTION,
        ERASURE_LIST,
        API_TOKEN,
        WEBHOOK,
    )
}
