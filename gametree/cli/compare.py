"""`gametree compare`."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from gametree.cli.options import complete_assessor, format_option, tree_argument
from gametree.cli.output import narrate, print_findings, print_json, print_lines, print_table, width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gametree.comparison.panel import Panel
    from gametree.files.locations import TreePlace
    from gametree.model.tree import Tree
    from gametree.session.versions import Version

_FEW = 20


@click.command(
    "compare",
    epilog="""\b
Examples:
  gametree compare technical-alignment
  gametree compare ./oversight.toml ada bob ada@30d --top 5
  gametree compare ./oversight.toml --format csv > panel.csv
\b
A NAME is a person's, a journal file or REV:path, also with @2026-03-01 or @30d behind it, as for
`gametree diff`, which explains the difference between two. Who has not scored a node is not counted there.""",
)
@tree_argument
@click.argument("names", metavar="[NAME...]", nargs=-1, shell_complete=complete_assessor)
@format_option("text", "json", "markdown", "csv")
@click.option("--top", type=click.IntRange(min=0), metavar="N", help="So many nodes; text and markdown show "
              f"{_FEW} by default, the others all.")  # fmt: skip
def command(tree: str, names: tuple[str, ...], format_: str, top: int | None) -> None:
    """What several people think of each node, the largest disagreement first; by default everyone."""
    from gametree.cli.progress import Progress

    with Progress("reading") as progress:
        found, versions = _read(tree, names)
        progress.now("comparing")
        panel = _panel(found, versions)
    _print(found, panel, format_, top)


def _read(tree: str, names: tuple[str, ...]) -> tuple[Tree, Sequence[Version]]:
    """The tree and the assessments, under names that differ; says what was passed over."""
    from gametree.model.tree import QUESTION
    from gametree.session.versions import find_versions

    found, versions = find_versions(names, tree, datetime.now(UTC)) if names else _everyone(tree)
    for version in versions:
        print_findings(version.source, version.findings, err=True)
        removed = set(version.assessment.judgements) - set(found.nodes) - {QUESTION}
        if removed:
            narrate(f"{version.name} has scored what is no longer in the tree: {', '.join(sorted(removed))}")
    return found, versions


def _everyone(tree: str) -> tuple[Tree, Sequence[Version]]:
    from gametree.errors import NothingToDo, UnreadableFile
    from gametree.files.locations import SHUT, assessors_of, find_tree, shut_folder
    from gametree.files.tree_file import load_tree

    place = find_tree(tree)
    found = load_tree(place.path)
    versions = list(_readable(found, place))
    if not versions:
        if shut := shut_folder(place):
            raise UnreadableFile(shut, "file-unreadable", SHUT)
        if assessors_of(place):
            raise NothingToDo(f"none of the assessments of {found.name} can be read")
        raise NothingToDo(f"nobody has assessed {found.name} yet; `gametree open {tree}` is the way to begin")
    return found, versions


def _readable(tree: Tree, place: TreePlace) -> Iterator[Version]:
    """Everyone's assessment; a file that is no journal is said and passed over."""
    from dataclasses import replace

    from gametree.errors import UnreadableFile
    from gametree.files.locations import assessors_of, find_journal
    from gametree.session.versions import read_version

    taken: set[str] = set()
    for stem in assessors_of(place):
        try:
            version = read_version(tree, place, str(find_journal(place, stem).path.absolute()), datetime.now(UTC))
        except UnreadableFile as error:
            narrate(f"passed over: {error}")
            continue
        # two files may name the same person
        yield version if version.name not in taken else replace(version, name=stem)
        taken.add(version.name)


def _panel(tree: Tree, versions: Sequence[Version]) -> Panel:
    """The panel; says whose architectures come to more than 1, for then there is no root."""
    from gametree.comparison.panel import panel_of
    from gametree.evaluation.formula import formula_of
    from gametree.evaluation.outlook import outlook_of

    formula = formula_of(tree)
    roots = {version.name: outlook_of(tree, version.assessment, formula=formula).root for version in versions}
    for name, root in roots.items():
        if root.excess:
            narrate(f"{name} has no root: the architectures exceed 100 % by {root.excess * 100:.3g} points")
    return panel_of(
        tree,
        {version.name: version.assessment for version in versions},
        {name: root.point for name, root in roots.items()},
    )


def _print(tree: Tree, panel: Panel, format_: str, top: int | None) -> None:
    few = _FEW if top is None else top
    if format_ == "json":
        from gametree.export.panel_as_json import panel_as_json

        print_json(panel_as_json(panel, top))
    elif format_ == "csv":
        from gametree.export.panel_as_csv import panel_as_csv

        print_table(panel_as_csv(panel, top))
    elif format_ == "markdown":
        from gametree.export.panel_as_markdown import panel_as_markdown

        print_lines(panel_as_markdown(tree, panel, few))
    else:
        from gametree.export.panel_as_text import panel_as_text

        print_lines(panel_as_text(tree, panel, width(), few))
