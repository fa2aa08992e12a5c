"""A panel as plain text of a given width; everything in it is clean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len, set_cell_size

from gametree.comparison.panel import Panel, PanelRow, Person
from gametree.export.as_text import wrap
from gametree.model.kinds import LOOKS
from gametree.model.plausibility import bare_percent, span
from gametree.model.text import clean_line
from gametree.model.tree import Tree

_NONE = "··"
_LONGEST_NAME = 20
_FIGURES = 40  # cells of the figures at the right of a node
_DIFFERENCE = 8


def panel_as_text(tree: Tree, panel: Panel, width: int = 80, top: int | None = None) -> Iterator[str]:
    """The lines: people with their roots and how these differ, then the nodes, the largest disagreement first."""
    yield from wrap(clean_line(tree.title), width)
    if tree.question != tree.title:
        yield from wrap(clean_line(tree.question), width)
    yield ""
    yield from _people(tree, panel, width)
    yield ""
    rows, shown = panel.compared, panel.compared[:top]
    if not rows:
        yield "No node has been scored by two of them."
    if shown:
        yield from _nodes(tree, shown, width)
    if len(rows) > len(shown):
        yield f"… and {_nodes_in_words(len(rows) - len(shown))} more"
    yield ""
    yield from (line for remark in remarks(panel) for line in wrap(remark, width))


def remarks(panel: Panel) -> Iterator[str]:
    """What the figures do not say by themselves."""
    if panel.compared:
        yield "Figures are of those who scored the node, in percent."
        yield "Odds: geometric mean of odds. Spread: largest minus smallest."
    if len(panel.people) > 1:
        yield "Roots: row minus column, in points."
    if any(person.assumed for person in panel.people):
        yield "~: rests on nodes that are not scored and count as assumed."
    alone = sum(len(row.scores) == 1 for row in panel.rows)
    unscored = sum(not row.scores for row in panel.rows)
    if alone or unscored:
        yield f"Not compared: {_nodes_in_words(alone)} scored by one of them, {unscored} by none."


def _nodes_in_words(count: int) -> str:
    return f"{count} {'node' if count == 1 else 'nodes'}"


def _people(tree: Tree, panel: Panel, width: int) -> Iterator[str]:
    """Everyone with the root, and the differences in as many blocks of columns as the width asks for."""
    names = [f"{number} {clean_line(person.name)}" for number, person in enumerate(panel.people, 1)]
    room = min(_LONGEST_NAME, max(map(cell_len, names)))
    names = [_fitted(name, room) for name in names]
    figures = list(_figures(tree, panel.people))
    columns = list(range(len(names))) if len(names) > 1 else []
    first = max(1, (width - room - len(figures[0])) // _DIFFERENCE)
    yield from _block(panel, [" " * room, *names], figures, columns[:first])
    later = max(1, (width - room) // _DIFFERENCE)
    for start in range(first, len(columns), later):
        yield ""
        yield from _block(panel, [" " * room, *names], [""] * len(figures), columns[start : start + later])


def _block(panel: Panel, names: Sequence[str], figures: Sequence[str], columns: Sequence[int]) -> Iterator[str]:
    """A line of heads, then a line for everyone."""
    rows = [[str(column + 1) for column in columns]]
    rows += [[difference(panel, row, column) for column in columns] for row in range(len(panel.people))]
    for name, figure, row in zip(names, figures, rows, strict=True):
        yield (name + figure + "".join(f"{cell:>{_DIFFERENCE}}" for cell in row)).rstrip()


def _figures(tree: Tree, people: Sequence[Person]) -> Iterator[str]:
    """Root, nodes scored and, where anybody has stated one, the stated answer; the heads first."""
    stated = any(person.stated is not None for person in people)
    scored = max(10, 2 * len(f"{len(tree.nodes)}") + 3)
    yield f"{'root':>10}{'scored':>{scored}}" + (f"{'stated':>9}" if stated else "")
    for person in people:
        about = "~" if person.assumed else ""
        root = _NONE if person.root is None else f"{about}{bare_percent(person.root)} %"
        said = _NONE if person.stated is None else f"{bare_percent(person.stated)} %"
        yield f"{root:>10}{f'{person.scored}/{len(tree.nodes)}':>{scored}}" + (f"{said:>9}" if stated else "")


def _fitted(name: str, room: int) -> str:
    return set_cell_size(name, room) if cell_len(name) <= room else set_cell_size(name, room - 1) + "…"


def difference(panel: Panel, row: int, column: int) -> str:
    """`+4.2`, `−0.3`: by how many percentage points one root is above another; a dot for one and the same person."""
    apart = panel.differences[row][column]
    if row == column or apart is None:
        return "·" if row == column else _NONE
    shown = f"{abs(apart) * 100:.1f}"
    return shown if shown == "0.0" else ("+" if apart > 0 else "−") + shown


def _nodes(tree: Tree, rows: Sequence[PanelRow], width: int) -> Iterator[str]:
    title = max(16, width - _FIGURES)
    yield f"{' ' * title}{'n':>4}{'median':>8}{'odds':>8}{'from–to':>12}{'spread':>8}"
    for row in rows:
        node = tree.nodes[row.node]
        first, *rest = wrap(clean_line(node.title), title - 3)
        yield set_cell_size(f"{LOOKS[node.kind].glyph} {first}", title) + _node_figures(row)
        yield from (f"  {line}" for line in rest)


def _node_figures(row: PanelRow) -> str:
    median, odds, spread = map(in_percent, (row.median, row.odds_mean, row.spread))
    return f"{len(row.scores):>4}{median:>8}{odds:>8}{span(row.ends) if row.ends else _NONE:>12}{spread:>8}"


def in_percent(value: float | None) -> str:
    """`35`, or two dots where there is none."""
    return _NONE if value is None else bare_percent(value)
