"""The comments of a TOML text, and those that a merge would lose."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from gametree.files.editing.extents import indentation, line_end, line_start
from gametree.files.editing.statements import Pair, Statement, Unfit, scan_statements
from gametree.files.spans import STRING
from gametree.files.tree_blocks import read_blocks

_STRING_OR_COMMENT = re.compile(rf"(?:{STRING.pattern})|(#[^\n]*)", re.DOTALL)


def comments_in(text: str) -> Iterator[str]:
    """Every comment from its `#` to the end of its line, in order; a `#` within words begins none."""
    matches = _STRING_OR_COMMENT.finditer(text) if "#" in text else iter(())
    return (match[1].rstrip() for match in matches if match[1])


def comments_by_table(text: str) -> dict[tuple[str, ...], list[str]]:
    """The comments of each table, those above its header among them; under `()` what is about none, or all of them."""
    try:
        blocks = read_blocks(text if text.endswith("\n") else f"{text}\n")
    except Unfit:
        return {(): list(comments_in(text))}
    found = {block.name: list(comments_in(block.text)) for block in blocks.blocks}
    return {**found, (): list(comments_in(blocks.rest))}


def comment_changes(old: str, new: str) -> tuple[list[str], list[str]]:
    """The comments that went and those that came, in the order of their texts."""
    before, after = Counter(comments_in(old)), Counter(comments_in(new))
    return list((before - after).elements()), list((after - before).elements())


def lost_comments(base: str, ours: str, theirs: str, merged: str) -> list[str]:
    """The comments that somebody wrote and nobody took out, and that the merged text has not got."""
    here, there = (dict.fromkeys(comments_in(text)) for text in (ours, theirs))
    if not (here or there):
        return []
    before, present = (dict.fromkeys(comments_in(text)) for text in (base, merged))
    wanted = dict.fromkeys(comment for comment in here if comment not in before or comment in there)
    wanted |= dict.fromkeys(comment for comment in there if comment not in before)
    missing = [comment for comment in wanted if comment not in present and comment.strip("# ")]
    said = "\n".join(present) if missing else ""
    return [comment for comment in missing if comment not in said]  # it may have become part of another one


def graft_comments(comments: Iterable[str], source: str, text: str) -> tuple[str, list[str]]:
    """The text with comments of `source` above the lines that they stand at there, and those without such a line."""
    wanted = list(comments)
    homes = {statement.path: statement for statement in _on_own_lines(text)}
    pieces: list[tuple[int, str]] = []
    for comment, path in zip(wanted, _what_they_stand_at(wanted, source), strict=True):
        if path in homes:
            start = homes[path].start
            at = line_start(text, start)
            pieces.append((at, f"{indentation(text, start)}{comment}\n"))
    parts, done = [], 0
    for at, line in sorted(pieces, key=lambda piece: piece[0]):
        parts += [text[done:at], line]
        done = at
    grafted = {line.strip() for _, line in pieces}
    return "".join([*parts, text[done:]]), [comment for comment in wanted if comment not in grafted]


def _on_own_lines(text: str) -> list[Statement]:
    return [s for s in scan_statements(text) if not isinstance(s, Pair) or s.home is None]


def _what_they_stand_at(comments: Iterable[str], source: str) -> Iterator[tuple[str | int, ...] | None]:
    """The path of the key or header whose lines a comment is on, or else of the one right below it."""
    places = {match[1].rstrip(): match.start() for match in _STRING_OR_COMMENT.finditer(source) if match[1]}
    statements = _on_own_lines(source)
    for comment in comments:
        at = places.get(comment)
        below = (s.path for s in statements if at is not None and _end_of_lines(source, s) > at)
        yield next(below, None)


def _end_of_lines(text: str, statement: Statement) -> int:
    return line_end(text, statement.end if isinstance(statement, Pair) else statement.span[1])
