"""目录: every kind and every register laid open in words and drawn, for staff and for everybody."""

from django.http import HttpRequest
from django.utils.safestring import SafeString

from huiyin.flow.decide import ANY_OPEN_STATE
from huiyin.flow.kind import Kind, State
from huiyin.kinds import ALL
from huiyin.kinds.clocks import ROWS
from huiyin.kinds.registers import REGISTERS
from huiyin.kit.text import Text
from huiyin.queries.catalogue import kind_sheet, length, register_sheets
from huiyin.web.drawings import Edge, Node, flow_svg
from huiyin.web.house.both_faces import Built, NoSuchPage, both_faces
from huiyin.web.templatetags.look import words


def _kinds(request: HttpRequest) -> Built:
    """List the kinds, the clocks and the registers there are."""
    context = {
        "kinds": tuple(ALL.values()),
        "clock_count": len(ROWS),
        "register_count": len(REGISTERS),
        "sentence": Text(
            f"{len(ALL)} 类事项、{len(ROWS)} 个时限、{len(REGISTERS)} 张登记册，规则都在这里",
            f"{len(ALL)} kinds of matter, {len(ROWS)} time limits, {len(REGISTERS)} registers: the rules in full",
        ),
    }
    return Built("house/catalogue.html", context)


def _kind(request: HttpRequest, kind: str) -> Built:
    """Lay one kind open."""
    sheet = kind_sheet(kind)
    if sheet is None:
        raise NoSuchPage
    context = {
        "sheet": sheet,
        "kind": sheet.kind,
        "graph": graph(sheet.kind),
        "rings": [(clock, length(clock)) for clock in sheet.rings],
        "anywhere": [line for line in sheet.steps if ANY_OPEN_STATE in line.step.after],
    }
    return Built("house/kind.html", context)


def graph(kind: Kind) -> SafeString:
    """Draw a kind: its states, and the steps that lead from one to another; steps open everywhere are left to the words."""
    opening = kind.opening.to
    nodes = [Node(one.id, words(one.name), "final" if one.final else "plain") for one in _ordered(kind, opening)]
    edges = [
        Edge(before, step.to, words(step.name))
        for step in kind.steps
        for before in step.after
        if before != ANY_OPEN_STATE and step.to not in (None, before)
    ]
    title = words(Text(f"{kind.name.zh}的流转", f"How a matter of the kind {kind.name.en} moves"))
    return flow_svg(nodes, edges, title=title, key=f"flow-{kind.id}")


def _ordered(kind: Kind, first: str | None) -> list[State]:
    return sorted(kind.states, key=lambda one: one.id != first)


def _registers(request: HttpRequest) -> Built:
    """Lay every register open: what it is for, who keeps it, what each field holds."""
    return Built("house/register_rules.html", {"sheets": register_sheets()})


kinds = both_faces(_kinds)
kind_page = both_faces(_kind)
registers = both_faces(_registers)
