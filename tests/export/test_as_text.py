"""The tree as text: within its width, in columns that align, harmless; and findings with a caret under the fault."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from gametree.evaluation.outlook import outlook_of
from gametree.export.as_text import finding_as_text, history_as_text, tree_as_text, wrap
from gametree.files.tree_file import parse_tree
from gametree.model.assessment import UNSCORED, Assessment, Judgement, Note, Record
from gametree.model.finding import Finding, Place
from gametree.model.text import clean
from gametree.model.tree import Header, Node, Tree

AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
WIDE = "Scalable oversight 強化学習強化学習強化学習 🧑‍🔬🧑‍🔬 of agents cleverer than the people who oversee them 🎉"


def chain(titles: list[str]) -> Tree:
    """Each node beneath the one before."""
    nodes = {}
    for number, title in enumerate(titles):
        kind = "strategy" if number % 2 else "problem"
        parents = (f"n{number - 1}",) if number else ()
        nodes[f"n{number}"] = Node(id=f"n{number}", kind=kind, title=title, parents=parents)
    return Tree("chain", Header(title=WIDE, question=WIDE), {}, nodes)


def scored(tree: Tree) -> Assessment:
    judgements = {node_id: Judgement(0.12345, (0.0001, 0.9999), "0-0") for node_id in tree.nodes}
    notes = {node_id: (Note("t1", AT, "a note"),) * 120 for node_id in tree.nodes}
    return Assessment("ada", judgements=judgements, notes=notes)


@pytest.mark.parametrize("width", [80, 100, 60])
@pytest.mark.parametrize("titles", [[WIDE] * 30, ["語" * 100] * 3, ["x" * 300], ["a b"] * 60])
def test_no_line_is_wider_than_the_terminal(titles, width):
    tree = chain(titles)
    for assessment in (Assessment("ada"), scored(tree)):
        for outlooks in (None, outlook_of(tree, assessment)):
            lines = list(tree_as_text(tree, assessment, width, outlooks))
            assert max(map(cell_len, lines)) <= width


@given(st.text(min_size=1).filter(str.strip))
@example("\x1b[31m\u202e" * 9)
def test_no_title_breaks_the_lines_or_reaches_the_terminal_raw(title):
    for line in tree_as_text(chain([title, title]), Assessment("ada"), 80):
        assert cell_len(line) <= 80
        assert clean(line) == line
        assert "\n" not in line


def test_a_tree_is_shown_with_scores_in_columns():
    tree = chain(["Too much to check", "Debate"])
    judgements = {"n1": Judgement(0.35, (0.2, 0.5))}
    lines = list(tree_as_text(tree, Assessment("ada", judgements=judgements, notes={"n1": (Note("t1", AT, "Why."),)})))
    assert lines[-5:] == [
        "",
        "● Too much to check                                     ··",
        "  ▲ Debate                                            35 %  20–50      ✎1",
        "",
        "▲ strategy   ● problem",
    ]


def test_outlooks_have_a_column_and_a_line_of_their_own():
    tree = chain(["Too much to check", "Debate"])
    ada = Assessment("ada", judgements={"n1": Judgement(0.35, (0.2, 0.5)), "question": Judgement(0.9)})
    lines = list(tree_as_text(tree, ada, 80, outlook_of(tree, ada)))
    assert lines[-8:-2] == [
        "ada · 1 of 2 scored",
        "outlook ~67.5 %, worst to best case 20–100 %, stated 90 %",
        "",
        "                                            score  range       outlook",
        "● Too much to check                            ··              ~32.5 %",
        "  ▲ Debate                                   35 %  20–50          35 %",
    ]


@given(st.text(st.characters(exclude_characters="\n"), max_size=200), st.integers(2, 40))
def test_wrapping_loses_no_letter_and_keeps_the_width(text, width):
    lines = wrap(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(cell_len(line) <= width for line in lines)


@pytest.mark.parametrize("before", ["x", "x\t", "語 ", "x" * 400, "🧑‍🔬", "\u202e", "e\u0301" * 3])
def test_the_caret_stands_under_the_fault(before):
    text = f'tree = {{ title = "T" }}\nnode.a = {{ title = "{before}", kind = "clam" }} # {"more " * 40}'
    (found,) = parse_tree(text, Path("t.toml")).findings
    _, line, carets = finding_as_text("t.toml", found)
    shown = next(line[:stop] for stop in range(len(line)) if cell_len(line[:stop]) == cell_len(carets))
    assert carets.endswith(" ^^^^^^")
    assert shown.endswith('"clam"')


def test_a_finding_without_a_line_is_one_line():
    assert list(finding_as_text("a.toml", Finding("file-missing", "there is no such file"))) == [
        "a.toml:1:1: file-missing: there is no such file"
    ]


@given(st.text(max_size=400), st.integers(1, 500), st.integers(0, 500))
def test_no_line_of_a_file_can_break_the_frame(line, column, width):
    line = line.replace("\n", "")
    place = Place(1, min(column, len(line) + 1), width, line)
    for shown in finding_as_text("a.toml", Finding("check", line, place=place)):
        assert clean(shown) == shown
        assert "\n" not in shown


def record(**fields: object) -> Record:
    return Record(key="t1", at=AT, **{"node": "debate", **fields})


@pytest.mark.parametrize(
    ("fields", "lines"),
    [
        ({"plausibility": 0.35}, ["2026-11-20 10:00  debate  35 %"]),
        ({"plausibility": 0.35, "range": (0.2, 0.5)}, ["2026-11-20 10:00  debate  35 %  range 20–50"]),
        ({"plausibility": UNSCORED}, ["2026-11-20 10:00  debate  unscored"]),
        ({"note": "One.\nTwo."}, ["2026-11-20 10:00  debate  note", "    One.", "    Two."]),
        ({"retract": "t0"}, ["2026-11-20 10:00  debate  took back the note t0"]),
    ],
)
def test_a_history_has_one_entry_a_line(fields, lines):
    assert list(history_as_text(chain([]), [record(**fields)])) == lines
