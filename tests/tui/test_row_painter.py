"""One row of the tree as cells."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from gametree.evaluation.outlook import outlook_of
from gametree.model.assessment import Assessment
from gametree.model.outline import lay_out
from gametree.model.text import clean
from gametree.model.tree import Node, Tree
from gametree.tui.row_painter import Light, RowPainter, fit, short_enough
from gametree.tui.standing import Standing, insight_of
from gametree.tui.tree_view import TreeView
from tests.evaluation.assessing import scored
from tests.evaluation.random_trees import assessments
from tests.hostile_words import TOGETHER, WORDS
from tests.model.trees import dags, tree_of

TREE = tree_of(
    """
    [node.debate]
    kind = "strategy"
    title = "Two models debate"
    refinement = "all"
    [node.collusion]
    kind = "failure-mode"
    title = "They collude"
    parent = ["debate", "oversight"]
    [node.oversight]
    kind = "strategy"
    title = "Oversight"
    """
)

NOTHING = scored()


def rows(
    assessment: Assessment = NOTHING, width: int = 60, view: TreeView | None = None, tree: Tree = TREE,
    light: Light | None = None, line: frozenset[int] = frozenset(),
) -> list[list[tuple[str, str]]]:  # fmt: skip
    view = view or TreeView(lay_out(tree))
    painter = RowPainter(tree, Standing(assessment, outlook_of(tree, assessment)), line)
    columns = painter.columns(width)
    return [list(painter.cells(view, number, columns, light)) for number in range(len(view.visible))]


def imagined(really: Assessment, said: Assessment) -> list[list[tuple[str, str]]]:
    painter, view = RowPainter(TREE, Standing(said, real=Standing(really))), TreeView(lay_out(TREE))
    return [list(painter.cells(view, number, painter.columns(60))) for number in range(len(view.visible))]


def words(row: list[tuple[str, str]]) -> str:
    return "".join(text for text, _ in row)


def part(row: list[tuple[str, str]], text: str) -> str:
    return next(part for words, part in row if text in words)


def test_a_row_is_title_plausibility_bar_and_outlook() -> None:
    assert [words(row) for row in rows(scored(debate=0.8, collusion=0.5, oversight=0.25))] == [
        "›Does it work?                         ███▍        43 %     ",
        " ▾ ▲ Two models debate (all)      80 % ███▎        40 %     ",
        "     ✖ They collude               50 % ████        50 %     ",
        " ▾ ▲ Oversight                    25 % █           12 %     ",
        "   ↗ ✖ They collude               50 % ████        50 %     ",
    ]


def test_what_is_not_scored_has_dots_and_is_never_a_number() -> None:
    _, debate, *_ = rows()
    assert "·· %" in words(debate)
    assert part(debate, "·· %") == "dim"
    assert part(rows(scored(debate=0.0))[1], "0 %") == "score"


def test_a_fold_hides_rows_and_counts_them_and_a_shared_node_leads_elsewhere() -> None:
    view = TreeView(lay_out(TREE), {"oversight"})
    shown = [words(row).rstrip() for row in rows(view=view)]
    assert "▸ ▲ Oversight (1)" in next(row for row in shown if "Oversight" in row)
    assert sum("↗ ✖ They collude" in words(row) for row in rows()) == 1


def test_the_cursor_and_the_principal_line_are_marked() -> None:
    marks = [words(row)[0] for row in rows(line=frozenset({0, 1}))]
    assert marks == ["›", "┃", *" " * (len(marks) - 2)]
    assert part(rows(line=frozenset({1}))[1], "Two") == "line"


def test_what_was_searched_for_is_lit_in_the_title_and_underlines_it_where_only_the_text_has_it() -> None:
    light = Light(re.compile("models"), frozenset({1, 2}))
    _, debate, collusion, *_ = rows(light=light)
    assert [(text, part) for text, part in debate if part == "lit"] == [("models", "lit")]
    assert part(collusion, "They").endswith("+")


@pytest.mark.parametrize(
    ("score", "width", "shown"),
    [
        (0.35, 60, "  35 %"), ((0.2, 0.35, 0.5), 60, "35±15 %"), ((0.3, 0.35, 0.5), 60, "35± %"),
        ((0.2, 0.35, 0.5), 90, "  35 %  20–50"), (0.001, 60, " 0.1 %"), (1.0, 60, " 100 %"),
    ],
)  # fmt: skip
def test_a_range_stands_in_its_own_column_or_behind_the_score(score: object, width: int, shown: str) -> None:
    assert shown in words(rows(scored(debate=score), width)[1])  # type: ignore[arg-type]


def test_an_imagined_score_is_marked_as_one() -> None:
    _, debate, *_ = imagined(scored(debate=0.8), scored(debate=0.4))
    assert part(debate, "*40 %") == "imagined"
    _, debate, *_ = imagined(scored(debate=0.8), scored())
    assert part(debate, "*·· %") == "imagined"


def test_the_longest_score_there_is_moves_no_column() -> None:
    longest = imagined(scored(debate=0.8), scored(debate=(0.0, 1 - 1e-9, 1.0)))
    assert {sum(cell_len(text) for text, _ in row) for row in longest} == {60}


def test_stale_scores_and_notes_have_their_marks() -> None:
    from gametree.files.journal import parse_journal
    from gametree.model.assessment import sum_up

    lines = 't1 = { node = "debate", plausibility = 0.5, digest = "000000-000000" }\n' + "".join(
        f't{number} = {{ node = "debate", note = "n" }}\n' for number in (2, 3)
    )
    said = sum_up("ada", parse_journal(lines.encode()).records)
    assert words(rows(said)[1]).rstrip().endswith("✎2 ⚑")


@pytest.mark.parametrize(
    ("text", "room", "fitted"),
    [
        ("debate", 6, "debate"), ("debate", 5, "deba…"), ("de bate", 4, "de…"), ("debate", 1, "…"), ("debate", 0, ""),
        ("debate", -3, ""), ("漢字漢字", 5, "漢字…"), ("漢字漢字", 4, "漢…"), ("", 3, ""),
    ],
)  # fmt: skip
def test_what_is_too_long_ends_in_an_ellipsis_within_the_room(text: str, room: int, fitted: str) -> None:
    assert fit(text, room) == fitted


def test_the_label_stands_in_for_a_title_that_does_not_fit() -> None:
    node = Node(id="a", kind="claim", title="A long\n  title", short="Label")
    assert [short_enough(node, room) for room in (12, 11, 4)] == ["A long title", "Label", "Lab…"]


@given(dags(6), st.data(), st.integers(34, 130))
def test_every_row_is_as_wide_as_the_tree_and_harmless(tree: Tree, data: st.DataObject, width: int) -> None:
    odd = st.sampled_from([TOGETHER, *WORDS.values(), "Two models debate"])
    nodes = {name: node.changed(title=f"{data.draw(odd)} x") for name, node in tree.nodes.items()}
    tree = Tree("random", tree.header, {}, nodes)
    said = data.draw(assessments(tree))
    folded = data.draw(st.sets(st.sampled_from(sorted(nodes)))) if nodes else set()
    outlooks = outlook_of(tree, said)
    real = Standing(data.draw(assessments(tree))) if data.draw(st.booleans()) else None
    painter = RowPainter(tree, Standing(said, outlooks, insight_of(outlooks, said), real))
    view = TreeView(lay_out(tree), folded)
    for number in range(len(view.visible)):
        row = list(painter.cells(view, number, painter.columns(width)))
        assert sum(cell_len(text) for text, _ in row) == width
        assert clean(words(row)) == words(row)
