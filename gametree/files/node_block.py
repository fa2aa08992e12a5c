"""A node's own lines in a tree file, to be edited as they are."""

from __future__ import annotations

from gametree.errors import BadEdit
from gametree.files.editing.changes import difference
from gametree.files.editing.checking import TreeText
from gametree.files.editing.extents import extent
from gametree.files.editing.splices import apply_splices, tidy
from gametree.files.editing.statements import Header, Pair, scan_statements
from gametree.files.placing import syntax_finding
from gametree.files.spans import Span
from gametree.files.tree_editor import Step
from gametree.model.text import quoted
from gametree.model.tree import QUESTION


def read_block(text: TreeText, node_id: str) -> str:
    """The lines of a node with its comments, or of the `[tree]` table; raises BadEdit where they are not together."""
    start, end = _span(text, node_id)
    return text.bare[start:end].replace("\r\n", "\n")


def step_to_block(text: TreeText, node_id: str, block: str) -> Step:
    """How other lines take the place of a node's; raises BadEdit where they are not valid TOML there."""
    start, end = _span(text, node_id)
    old = text.bare[start:end]
    if block and not block.endswith("\n") and old.endswith("\n"):
        block += "\n"
    if "\r\n" in old:
        block = block.replace("\n", "\r\n")
    shift = len(text.text) - len(text.bare)
    splices = tidy(text.text, [(start + shift, end + shift, block)])
    after = text.followed_by(apply_splices(text.text, splices))
    try:
        read = after.read()
    except (ValueError, RecursionError) as error:
        finding = syntax_finding(after.bare, error)
        line = finding.place.line - text.bare.count("\n", 0, start)
        raise BadEdit(f"line {line} of what you wrote: {finding.message}") from error
    return Step(splices, difference(text.data, read))


def _span(text: TreeText, node_id: str) -> Span:
    path = ("tree",) if node_id == QUESTION else ("node", node_id)
    _ = text.data  # the scan relies on tomli having read it
    about = [found for found in scan_statements(text.bare) if found.path[: len(path)] == path]
    headers = [found for found in about if isinstance(found, Header)]
    if len(headers) != 1 or any(not _is_within(found, headers[0]) for found in about if isinstance(found, Pair)):
        raise BadEdit(
            f"{quoted(node_id)} is not written as one table under its own header; edit the file itself in your editor"
        )
    return extent(text.bare, headers[0])


def _is_within(pair: Pair, header: Header) -> bool:
    return header.start < pair.start < header.until
