"""What a person's scores came to over time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gametree.comparison.history import Moment, outlook_over_time
from gametree.evaluation.outlook import outlook_of
from gametree.files.journal import parse_journal
from gametree.model.assessment import Record, as_of, sum_up
from gametree.model.tree import Tree
from tests.model.trees import tree_of

TREE = """
[node.debate]
kind = "strategy"
formerly = ["argument"]

[node.collusion]
kind = "failure-mode"
parent = "debate"
"""


@pytest.fixture
def tree() -> Tree:
    return tree_of(TREE)


def records(text: str) -> tuple[Record, ...]:
    """`debate 0.8 | collusion 0.5`: a record a day."""
    lines = []
    for number, part in enumerate(text.split(" | ")):
        node, value = part.split(" ")
        field = f"plausibility = {value}" if value != "note" else 'note = "Why"'
        lines.append(f't202611{number + 1:02d}T100000Z = {{ node = "{node}", {field} }}')
    return parse_journal("\n".join(lines).encode()).records


def test_each_moment_is_what_the_outlook_was_then(tree: Tree):
    said = records('debate 0.8 | collusion 0.5 | argument 0.6 | debate "unscored" | debate 0.4')
    moments = list(outlook_over_time(tree, said, "debate"))
    assert len(moments) == 5
    for moment in moments:
        then = sum_up("ada", as_of(said, moment.at), tree.renamed)
        outlooks = outlook_of(tree, then)
        assert moment.root == outlooks.root
        assert moment.outlook == outlooks.node("debate")
        assert moment.judgement == then.judgements.get("debate")
    assert [moment.changed for moment in moments] == [
        ("debate",),
        ("collusion",),
        ("debate",),
        ("debate",),
        ("debate",),
    ]


def test_notes_and_scores_said_again_are_no_moments(tree: Tree):
    assert len(list(outlook_over_time(tree, records("debate 0.8 | debate note")))) == 1
    assert list(outlook_over_time(tree, ())) == []


def test_scores_of_one_time_are_one_moment(tree: Tree):
    first, second = records("debate 0.8 | collusion 0.5")
    same = Record(second.key, first.at, second.node, second.plausibility)
    (moment,) = outlook_over_time(tree, (first, same))
    assert moment.changed == ("debate", "collusion")
    assert moment.root.point == pytest.approx(0.4)


def test_of_very_many_moments_some_are_passed_over_but_not_the_last_nor_any_change(tree: Tree):
    (start,) = records("debate 0.5")
    many = [Record(f"t{n}", start.at + timedelta(days=n), "debate", 0.001 * n) for n in range(500)]
    moments: list[Moment] = list(outlook_over_time(tree, many, "debate", most=40))
    assert len(moments) == 40
    assert moments[-1].at == many[-1].at
    assert moments[-1].judgement is not None
    assert moments[-1].judgement.plausibility == many[-1].plausibility
    assert {moment.changed for moment in moments} == {("debate",)}
