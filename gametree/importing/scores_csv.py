"""Scores from a CSV file, checked against the tree they are of: every fault with its line."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from gametree.errors import BadPlausibility, GametreeError, UnknownNode
from gametree.model.assessment import UNSCORED
from gametree.model.finding import Finding, Place
from gametree.model.plausibility import Range, check_range, parse_plausibility
from gametree.model.score_table import SCORE_COLUMNS, ScoreRow
from gametree.model.text import quoted, suggestion
from gametree.model.tree import QUESTION, Tree

_LONGEST_CELL = 2**26
_CLOCKS_DIFFER_BY = timedelta(days=1)


@dataclass(frozen=True)
class ScoreTable:
    """The rows in the order of the file, and what is wrong with it; `silent` rows name a node and say nothing of it."""

    rows: tuple[ScoreRow, ...] = ()
    findings: tuple[Finding, ...] = ()
    silent: int = 0


def read_scores(data: bytes, tree: Tree, now: datetime) -> ScoreTable:
    """The rows of a CSV file in UTF-8 whose first line names its columns; former ids become present ones.

    Times without a zone are in UTC, a date is its beginning, and none may be later than `now`.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return ScoreTable(findings=(_finding(line, "encoding", "the line is not UTF-8; save the file as UTF-8"),))
    reader = _Reader(tree, now)
    reader.read(text)
    return ScoreTable(tuple(reader.rows), tuple(reader.findings), reader.silent)


def _finding(line: int, check: str, message: str) -> Finding:
    return Finding(check, message, place=Place(line))


class _Fault(Exception):
    """Why a cell is not taken."""


@dataclass
class _Reader:
    tree: Tree
    now: datetime
    rows: list[ScoreRow] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    silent: int = 0
    line: int = 1

    def read(self, text: str) -> None:
        lines = self.lines(text)
        columns = self.columns(next(lines, []))
        if columns is None:
            return
        for cells in lines:
            if len(cells) != len(columns):
                count = f"{len(cells)} {'cell' if len(cells) == 1 else 'cells'}"
                self.say("row", f"the row has {count} where the header has {len(columns)}; quote a comma within a cell")
                continue
            self.take(dict(zip(columns, cells, strict=True)))

    def lines(self, text: str) -> Iterator[list[str]]:
        """The rows that hold anything; `line` is where each begins."""
        if "\n" not in text:
            text = text.replace("\r", "\n")  # spreadsheets of old on the Mac
        csv.field_size_limit(_LONGEST_CELL)
        reader = csv.reader((f"{line}\n" for line in text.removesuffix("\n").split("\n") if text), strict=True)
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    yield cells
                self.line = reader.line_num + 1
        except csv.Error as error:
            self.say("csv", f"the row that begins here is no CSV: {error}; a quotation mark may be missing")

    def columns(self, header: list[str]) -> list[str] | None:
        """The names of the columns; None where they cannot be what is meant."""
        names = [name.strip().casefold() for name in header]
        before = len(self.findings)
        if "node" not in names:
            semicolons = ", and with commas between them" if any(";" in name for name in names) else ""
            self.say("header", f"the first line must name the columns, as in {','.join(SCORE_COLUMNS)}{semicolons}")
            return None
        for name in dict.fromkeys(names):
            if name not in SCORE_COLUMNS:
                self.say("column", f"there is no column {quoted(name)}{suggestion(name, SCORE_COLUMNS)}")
            elif names.count(name) > 1:
                self.say("column", f"the column {name} is there {names.count(name)} times")
        if not {"plausibility", "note"} & set(names):
            self.say("header", "there is neither a column plausibility nor a column note: nothing to import")
        return names if len(self.findings) == before else None

    def take(self, cells: Mapping[str, str]) -> None:
        """Add the row, or what is wrong with it."""
        if not any(cells.get(name, "").strip() for name in SCORE_COLUMNS[1:5]):
            self.silent += 1
            return
        before = len(self.findings)
        node = self.attempt("unknown-node", _node, cells["node"], self.tree)
        until_now = len(self.findings)
        plausibility, ends = self.attempt("plausibility", _plausibility, cells.get("plausibility", "")), None
        if len(self.findings) == until_now:
            ends = self.attempt("range", _range, cells.get("low", ""), cells.get("high", ""), plausibility)
        at = self.attempt("time", _at, cells.get("at", ""), self.now)
        note = cells.get("note", "")
        if len(self.findings) == before:
            self.rows.append(ScoreRow(node, plausibility, ends, note if note.strip() else None, at))

    def attempt(self, check: str, read: Callable[..., Any], *arguments: Any) -> Any:
        """What `read` gives, or None and a finding where the cell is faulty."""
        try:
            return read(*arguments)
        except (GametreeError, _Fault) as why:
            self.say(check, str(why))
            return None

    def say(self, check: str, message: str) -> None:
        self.findings.append(_finding(self.line, check, message))


def _node(cell: str, tree: Tree) -> str:
    node_id = tree.renamed.get(cell.strip(), cell.strip())
    if not node_id:
        raise _Fault("the row names no node")
    if node_id not in tree.nodes and node_id != QUESTION:
        raise UnknownNode(quoted(node_id), suggestion(node_id, tree.nodes))
    return node_id


def _plausibility(cell: str) -> float | str | None:
    if not cell.strip():
        return None
    return UNSCORED if cell.strip().casefold() == UNSCORED else parse_plausibility(cell) + 0.0  # -0.0 is 0.0


def _range(low: str, high: str, plausibility: float | str | None) -> Range | None:
    if not low.strip() and not high.strip():
        return None
    if not low.strip() or not high.strip():
        raise BadPlausibility("a range has two ends; give both low and high, or neither")
    if plausibility is None:
        raise BadPlausibility("a range stands beside the plausibility that it holds; give that too")
    if isinstance(plausibility, str):
        raise BadPlausibility("an unscored node has no range; leave low and high empty")
    return check_range(parse_plausibility(low) + 0.0, parse_plausibility(high) + 0.0, plausibility)


def _at(cell: str, now: datetime) -> datetime | None:
    if not cell.strip():
        return None
    try:
        at = datetime.fromisoformat(cell.strip())
        at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        example = "write a date such as 2026-03-01, or a time such as 2026-03-01T12:00Z"
        raise _Fault(f"{quoted(cell)} is no time; {example}") from error
    if at > now + _CLOCKS_DIFFER_BY:
        raise _Fault(f"{quoted(cell)} is yet to come; all that is said later would be dated so, too")
    return at.replace(microsecond=at.microsecond // 1000 * 1000)  # as fine as a journal
