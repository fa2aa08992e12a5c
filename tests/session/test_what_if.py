"""Scores on trial: they answer as real ones would, and nothing is written before it is kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from gametree.errors import BadPlausibility, NothingToDo
from gametree.files.journal import read_journal
from gametree.model.tree import QUESTION
from gametree.session import Session
from gametree.session.what_if import WhatIf

Sit = Callable[[], Session]


def scores(holder: Session | WhatIf) -> dict[str, float]:
    return {node: judgement.plausibility for node, judgement in holder.assessment.judgements.items()}


def test_what_is_tried_shows_on_trial_and_nowhere_else(sit: Sit, journal: Path) -> None:
    session = sit()
    session.judge("debate", 0.3)
    what_if = WhatIf(session)
    what_if.judge("debate", 0.7, (0.5, 0.8))
    what_if.judge("conspiracy", 0.2)
    what_if.judge(QUESTION, 0.1)
    assert scores(what_if) == {"debate": 0.7, "collusion": 0.2, QUESTION: 0.1}
    assert scores(session) == {"debate": 0.3}
    session.close()
    assert [record.plausibility for record in read_journal(journal).records] == [0.3]


def test_unscoring_is_tried_as_well(sit: Sit) -> None:
    session = sit()
    session.judge("debate", 0.3)
    what_if = WhatIf(session)
    what_if.unscore("debate")
    assert scores(what_if) == {}
    assert what_if.changes == {"debate": None}
    with pytest.raises(NothingToDo, match='"debate" is not scored'):
        what_if.unscore("debate")


def test_undo_and_redo_go_over_the_trial_only(sit: Sit) -> None:
    session = sit()
    session.judge("debate", 0.3)
    what_if = WhatIf(session)
    what_if.judge("debate", 0.5)
    what_if.judge("debate", 0.7)
    what_if.undo()
    assert scores(what_if) == {"debate": 0.5}
    what_if.undo()
    assert what_if.changes == {}
    with pytest.raises(NothingToDo, match="nothing to undo in this what-if"):
        what_if.undo()
    what_if.redo()
    assert scores(what_if) == {"debate": 0.5}
    what_if.judge("collusion", 0.1)
    with pytest.raises(NothingToDo, match="nothing to redo in this what-if"):
        what_if.redo()
    assert scores(session) == {"debate": 0.3}


def test_kept_changes_are_ordinary_judgements_each_a_step_of_undo(sit: Sit) -> None:
    session = sit()
    session.judge("debate", 0.3)
    what_if = WhatIf(session)
    what_if.unscore("debate")
    what_if.judge("collusion", 0.2, (0.1, 0.3))
    assert what_if.keep() == 2
    assert scores(session) == {"collusion": 0.2}
    session.undo()
    assert scores(session) == {}
    session.undo()
    assert scores(session) == {"debate": 0.3}


def test_what_was_typed_and_typed_back_is_no_change(sit: Sit) -> None:
    session = sit()
    session.judge("debate", 0.3)
    what_if = WhatIf(session)
    what_if.judge("debate", 0.5)
    what_if.judge("debate", 0.3)
    assert what_if.changes == {}
    assert what_if.keep() == 0
    assert len(session.assessment.records) == 1


def test_notes_and_scores_of_the_sitting_show_through(sit: Sit) -> None:
    session = sit()
    what_if = WhatIf(session)
    what_if.judge("debate", 0.5)
    session.note("debate", "a thought")
    session.judge("collusion", 0.4)
    assert [note.text for note in what_if.assessment.notes["debate"]] == ["a thought"]
    assert scores(what_if) == {"debate": 0.5, "collusion": 0.4}


@pytest.mark.parametrize("plausibility", [-0.1, 1.1, float("nan")])
def test_what_could_not_be_kept_cannot_be_tried(sit: Sit, plausibility: float) -> None:
    with pytest.raises(BadPlausibility):
        WhatIf(sit()).judge("debate", plausibility)


def test_a_range_that_does_not_hold_the_plausibility_cannot_be_tried(sit: Sit) -> None:
    with pytest.raises(BadPlausibility):
        WhatIf(sit()).judge("debate", 0.5, (0.6, 0.8))


def test_architectures_are_scaled_on_trial(sit: Sit, folder: Path) -> None:
    text = "".join(f'[node.{name}]\nkind = "architecture"\ntitle = "{name}"\n' for name in ("one", "other"))
    (folder / "debate.toml").write_text('[tree]\ntitle = "t"\nquestion = "q?"\n' + text)
    session = sit()
    what_if = WhatIf(session)
    what_if.judge("one", 0.9)
    what_if.judge("other", 0.6)
    assert what_if.scale_architectures() == "what if the architectures were scaled from 150 % to 100 %"
    assert scores(what_if) == {"one": 0.6, "other": 0.4}
    with pytest.raises(NothingToDo, match="which fits"):
        what_if.scale_architectures()
    what_if.undo()
    assert scores(what_if) == {"one": 0.9, "other": 0.6}
    assert session.assessment.records == ()
