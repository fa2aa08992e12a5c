"""The question's own row: a person states its answer, notes on it, and makes the architectures fit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from gametree.errors import NothingToDo, StepBarred
from gametree.files.journal import read_journal
from gametree.model.digest import Staleness
from gametree.model.score_table import ScoreRow
from gametree.model.tree import QUESTION
from gametree.session import Session, many_scores

Sit = Callable[[], Session]

ARCHITECTURES = """
[tree]
title = "Plans"

[node.rl]
kind = "architecture"
title = "Trained end to end"

[node.brain]
kind = "architecture"
title = "An emulated brain"

[node.llm]
kind = "architecture"
title = "A language model"
"""


@pytest.fixture
def plans(folder: Path, sit: Sit) -> Session:
    """A sitting at a tree of three architectures."""
    (folder / "debate.toml").write_text(ARCHITECTURES)
    return sit()


def plausibilities(session: Session) -> dict[str, float]:
    return {node: one.plausibility for node, one in session.assessment.judgements.items()}


def checks(session: Session) -> list[str]:
    return [finding.check for finding in session.findings]


# the stated answer


def test_a_stated_answer_is_kept_with_its_range_and_counts_as_no_node(sit: Sit):
    session = sit()
    session.judge(QUESTION, 0.05)
    session.judge(QUESTION, 0.05, (0.01, 0.2))
    session.note(QUESTION, "Why")
    session.close()
    again = sit()
    stated = again.judgement(QUESTION)
    assert stated is not None
    assert (stated.plausibility, stated.range) == (0.05, (0.01, 0.2))
    assert [note.text for note in again.assessment.notes[QUESTION]] == ["Why"]
    assert (again.scored_count(), again.orphans()) == (0, ())


def test_a_stated_answer_is_undone_redone_and_taken_back_like_any_score(session: Session):
    session.judge(QUESTION, 0.05)
    assert session.undo() == "question back to unscored"
    assert session.redo() == "question again 5 %"
    session.unscore(QUESTION)
    assert session.judgement(QUESTION) is None
    with pytest.raises(NothingToDo, match='"question" is not scored'):
        session.unscore(QUESTION)


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ("Does debate work?", "Does debate work well?", Staleness.WORDS),
        ('question = "Does debate work?"', 'question = "Does debate work?"\ntext = "By 2030."', Staleness.WORDS),
        ("Two models debate", "Three models debate", None),
        ('title = "Debate"', 'title = "Debates"', None),
    ],
)
def test_a_stated_answer_is_stale_once_the_question_says_something_else(
    sit: Sit, folder: Path, before: str, after: str, wanted: Staleness | None
):
    session = sit()
    session.judge(QUESTION, 0.05)
    session.close()
    tree = folder / "debate.toml"
    tree.write_text(tree.read_text().replace(before, after))
    assert sit().staleness(QUESTION) == wanted


def test_an_answer_stated_in_a_table_goes_stale_too(sit: Sit, folder: Path):
    many_scores.take_over(sit(), [ScoreRow(QUESTION, 0.05)])
    assert sit().staleness(QUESTION) is None
    tree = folder / "debate.toml"
    tree.write_text(tree.read_text().replace("Does debate work?", "Will debate work?"))
    assert sit().staleness(QUESTION) is Staleness.WORDS


# architectures that exceed 100 %


def test_an_excess_is_a_finding_from_the_change_that_makes_it_to_the_one_that_mends_it(plans: Session, sit: Sit):
    plans.judge("rl", 0.7)
    assert checks(plans) == []
    plans.judge("brain", 0.6)
    assert checks(plans) == ["architectures-exceed"]
    plans.close()
    assert checks(sit()) == ["architectures-exceed"]
    plans.judge("brain", 0.3)
    assert checks(plans) == []
    plans.undo()
    assert checks(plans) == ["architectures-exceed"]


def test_an_excess_that_comes_from_elsewhere_is_a_finding_after_reloading(
    plans: Session, elsewhere: Callable[[str], None]
):
    plans.judge("rl", 0.7)
    plans.close()
    elsewhere('t20261120T110000000Z-aaaaa = { node = "brain", plausibility = 0.6 }')
    plans.reload_if_changed()
    assert checks(plans) == ["architectures-exceed"]


def test_scaling_is_one_step_back_and_one_forth(plans: Session, journal: Path):
    plans.judge("rl", 0.9, (0.5, 1.0))
    plans.judge("brain", 0.6)
    assert plans.scale_architectures() == "the architectures scaled from 150 % to 100 %"
    assert plausibilities(plans) == {"rl": 0.6, "brain": 0.4}
    assert plans.undo() == "the architectures back to what they were"
    assert plausibilities(plans) == {"rl": 0.9, "brain": 0.6}
    assert plans.judgement("rl").range == (0.5, 1.0)
    assert plans.redo() == "the architectures scaled to 100 % again"
    assert plausibilities(plans) == {"rl": 0.6, "brain": 0.4}
    assert plans.judgement("rl").range == (0.3333, 0.6667)
    plans.close()
    assert len(read_journal(journal).records) == 8


def test_nothing_is_scaled_where_nothing_exceeds(plans: Session):
    with pytest.raises(NothingToDo, match="the architectures come to 0 %, which fits; nothing was written"):
        plans.scale_architectures()
    plans.judge("rl", 0.7)
    plans.judge("brain", 0.3)
    with pytest.raises(NothingToDo, match="come to 100 %"):
        plans.scale_architectures()
    assert len(plans.assessment.records) == 2


def test_a_scaling_is_not_undone_in_part_where_somebody_changed_one_of_them(
    plans: Session, elsewhere: Callable[[str], None]
):
    plans.judge("rl", 0.9)
    plans.judge("brain", 0.6)
    plans.scale_architectures()
    plans.close()
    elsewhere('t20261120T110000000Z-aaaaa = { node = "brain", plausibility = 0.1 }')
    plans.reload_if_changed()
    with pytest.raises(StepBarred, match='"brain" was changed elsewhere since; nothing was written'):
        plans.undo()
    assert plausibilities(plans) == {"rl": 0.6, "brain": 0.1}


def test_scaling_leaves_a_stale_judgement_stale(plans: Session, sit: Sit, folder: Path):
    plans.judge("rl", 0.9)
    plans.judge("brain", 0.6)
    plans.close()
    (folder / "debate.toml").write_text(ARCHITECTURES.replace("An emulated brain", "An uploaded brain"))
    session = sit()
    session.scale_architectures()
    assert (session.staleness("rl"), session.staleness("brain")) == (None, Staleness.WORDS)
