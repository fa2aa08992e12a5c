"""`gametree score`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gametree.cli.options import (
    assessor_options,
    begin_session,
    find_session,
    node_argument,
    say_findings,
    tree_argument,
)
from gametree.cli.output import narrate, print_findings
from gametree.errors import BadPlausibility, FaultyScores, NothingToDo, UnreadableFile

if TYPE_CHECKING:
    from gametree.model.finding import Finding
    from gametree.session import Session


@click.command(
    "score",
    # a negative number is a plausibility to refuse in words, not an unknown option
    context_settings={"ignore_unknown_options": True},
    epilog="""\b
Examples:
  gametree score technical-alignment shard-theory 35%
  gametree score technical-alignment shard-theory 0.35 --range 20% 50%
  gametree score technical-alignment shard-theory unscored
  gametree score technical-alignment question 5%          your own answer to the tree's question
  gametree score technical-alignment --fit
  gametree score technical-alignment --from survey.csv --as ada --source "Survey of May 2026"
\b
A plausibility says how likely the node holds if nothing listed beneath it interferes. Architectures
exclude one another: where yours come to more than 100 %, --fit shrinks all by the same factor.
\b
A CSV file names its columns in its first line, in any order: node, plausibility, low, high, note, at.
Only node is needed, with plausibility or note. `at` is a date or a time in UTC. Either all rows are
written or none; `gametree log TREE --format csv` writes such a file.""",
)
@tree_argument
@node_argument(required=False, or_question=True)
@click.argument("plausibility", required=False)
@click.option("--range", "ends", nargs=2, metavar="LOW HIGH", help="How low and how high it might be.")
@click.option("--from", "table", metavar="FILE", type=click.Path(), help="A CSV file of scores; - for standard input.")
@click.option("--source", metavar="TEXT", help="With --from: where the scores are from, as a note on each node.")
@click.option("--fit", "is_to_fit", is_flag=True, help="Scale the architectures so that they come to 100 %.")
@assessor_options
@click.pass_context
def command(
    ctx: click.Context,
    tree: str,
    node: str | None,
    plausibility: str | None,
    ends: tuple[str, str] | None,
    table: str | None,
    source: str | None,
    is_to_fit: bool,
    as_name: str | None,
    assessment: str | None,
) -> None:
    """Score a node of a tree, or many from a CSV file; earlier scores stay in the history."""
    if is_to_fit:
        if (node, ends, table, source) != (None, None, None, None):
            ctx.fail("--fit scales the architectures that are scored already; it goes alone")
        _scale(tree, as_name, assessment)
        return
    if table is not None:
        if node is not None or ends is not None:
            ctx.fail("with --from the file names the nodes, their plausibilities and ranges")
        _score_many(tree, table, source, as_name, assessment)
        return
    if source is not None:
        ctx.fail("--source goes with --from")
    if node is None or plausibility is None:
        missing = "'NODE'" if node is None else "'PLAUSIBILITY'"
        raise click.MissingParameter(ctx=ctx, param_hint=missing, param_type="argument")
    _score_one(tree, node, plausibility, ends, as_name, assessment)


def _score_one(
    tree: str, node: str, plausibility: str, ends: tuple[str, str] | None, as_name: str | None, assessment: str | None
) -> None:
    from gametree.model.assessment import UNSCORED
    from gametree.model.plausibility import parse_plausibility, percent, span

    if plausibility.strip().casefold() == UNSCORED:
        if ends:
            raise BadPlausibility("an unscored node has no range; leave out --range")
        session = find_session(tree, as_name, assessment)
        before = session.findings
        try:
            session.unscore(node)
        except NothingToDo as why:
            narrate(f"{why}; nothing was written")
            return
        said = UNSCORED
    else:
        value = parse_plausibility(plausibility)
        limits = (parse_plausibility(ends[0]), parse_plausibility(ends[1])) if ends else None
        session = find_session(tree, as_name, assessment)
        before = session.findings
        session.judge(node, value, limits)
        said = percent(value) + (f", range {span(limits)} %" if limits else "")
    session.close()
    narrate(f"{session.find_node(node)}: {said}, in {session.journal.path}")
    _say_what_is_new(session, before)


def _say_what_is_new(session: Session, before: Sequence[Finding]) -> None:
    say_findings(session, [finding for finding in session.findings if finding not in before])


def _scale(tree: str, as_name: str | None, assessment: str | None) -> None:
    """Scale the architectures to fit; nothing is written where they do."""
    session = begin_session(tree, as_name, assessment)
    say_findings(session, [finding for finding in session.findings if finding.check != "architectures-exceed"])
    try:
        said = session.scale_architectures()
    except NothingToDo as why:
        narrate(str(why))
        return
    session.close()
    narrate(f"{said}, in {session.journal.path}")


def _score_many(tree: str, table: str, source: str | None, as_name: str | None, assessment: str | None) -> None:
    """Take all rows of a CSV file over, or none."""
    from gametree.importing.scores_csv import read_scores
    from gametree.session.many_scores import take_over

    name, data = ("standard input", _standard_input()) if table == "-" else (table, _content(table))
    session = find_session(tree, as_name, assessment)
    found = read_scores(data, session.tree, session.clock())
    if found.findings:
        print_findings(name, found.findings, err=True)
        raise FaultyScores(name, len(found.findings))
    before = session.findings
    new = take_over(session, found.rows, source)
    session.reload_if_changed()
    scores, notes = sum(row.plausibility is not None for row in new), sum(row.note is not None for row in new)
    passed_over = {"there already": len(found.rows) - len(new), "without a score or a note": found.silent}
    remarks = "".join(f", {count} {what}" for what, count in passed_over.items() if count)
    narrate(f"{_count(scores, 'score')} and {_count(notes, 'note')} from {name}{remarks}, in {session.journal.path}")
    _say_what_is_new(session, before)


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _content(table: str) -> bytes:
    from gametree.files.reading import read_bytes

    return read_bytes(Path(table))


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise UnreadableFile(Path("standard input"), "file-missing", "is closed")
    return sys.stdin.buffer.read()
