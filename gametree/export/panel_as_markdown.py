"""A panel as Markdown: two tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gametree.comparison.panel import Panel
from gametree.export.as_markdown import inline
from gametree.export.panel_as_text import difference, in_percent, remarks
from gametree.model.kinds import LOOKS
from gametree.model.plausibility import span
from gametree.model.tree import Tree


def panel_as_markdown(tree: Tree, panel: Panel, top: int | None = None) -> Iterator[str]:
    """The lines of the document."""
    yield from (f"# {inline(tree.title)}", "", f"*{inline(tree.question)}*", "")
    names = [inline(person.name) for person in panel.people]
    yield from _table(["", "root", "scored", *names], _people(panel, names))
    yield ""
    yield from _table(["node", "id", "n", "median", "odds", "from–to", "spread"], _nodes(tree, panel, top))
    for remark in remarks(panel):
        yield from ("", inline(remark))


def _table(head: list[str], rows: Iterable[list[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|---|{'---:|' * (len(head) - 1)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _people(panel: Panel, names: list[str]) -> Iterator[list[str]]:
    for number, person in enumerate(panel.people):
        about = inline("~") if person.assumed and person.root is not None else ""
        differences = (difference(panel, number, column) for column in range(len(names)))
        yield [names[number], about + in_percent(person.root), str(person.scored), *differences]


def _nodes(tree: Tree, panel: Panel, top: int | None) -> Iterator[list[str]]:
    for row in panel.compared[:top]:
        node = tree.nodes[row.node]
        figures = [in_percent(row.median), in_percent(row.odds_mean), span(row.ends or ()), in_percent(row.spread)]
        title = f"{LOOKS[node.kind].glyph} {inline(node.title)}"
        yield [title, f"`{node.id}`", str(len(row.scores)), *figures]
