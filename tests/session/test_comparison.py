"""A sitting beside somebody else's assessment."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from gametree.comparison.beside import Relation
from gametree.errors import NothingToDo
from gametree.session import Session
from gametree.session.comparison import Comparison
from gametree.session.others import earlier, others_of
from gametree.session.versions import Version

Journal = Callable[..., Path]


def bob(session: Session) -> Version:
    (found,) = others_of(session)
    assert isinstance(found, Version)
    return found


def test_others_are_blind_and_one_s_own_past_is_not(session: Session, somebody: Journal):
    somebody("bob", "debate 0.4")
    assert Comparison(session, bob(session)).blind
    assert not Comparison(session, earlier(session, "1d")).blind


def test_taking_over_moves_the_root_and_writes_nothing(session: Session, somebody: Journal, journal: Path):
    somebody("bob", "debate 0.4 | collusion 0.5")
    session.judge("debate", 0.8)
    session.judge("collusion", 0.0)
    comparison = Comparison(session, bob(session))
    before = comparison.work_out(comparison.look())
    assert before.diff.a.compared == pytest.approx(0.8)
    assert before.if_taken == pytest.approx({"debate": 0.4, "collusion": 0.4})
    assert before.untaken is None
    comparison.take("debate")
    after = comparison.work_out(comparison.look())
    assert after.diff.a.compared == pytest.approx(0.4)
    assert after.untaken == pytest.approx(0.8)
    assert [crux.node for crux in after.diff.cruxes] == ["collusion"]
    session.close()
    assert journal.read_text().count("plausibility") == 2
    comparison.take("debate")
    assert comparison.look().relation("debate") is Relation.DIFFER


def test_kept_it_becomes_a_judgement_with_their_range_and_can_be_undone(session: Session, folder: Path):
    path = folder / "debate.assessments" / "bob.toml"
    path.parent.mkdir()
    path.write_text('t20261001T100000Z = { node = "debate", plausibility = 0.4, range = [0.2, 0.5] }\n')
    session.judge("debate", 0.8)
    comparison = Comparison(session, bob(session))
    comparison.take("debate")
    assert comparison.keep_taken() == 1
    judgement = session.judgement("debate")
    assert judgement is not None
    assert (judgement.plausibility, judgement.range) == (0.4, (0.2, 0.5))
    assert not comparison.taken
    session.undo()
    assert session.assessment.judgements["debate"].plausibility == 0.8


@pytest.mark.parametrize(
    ("mine", "theirs", "why"),
    [
        ("", "debate 0.4", "hidden until you have given your own"),
        ("0.4", "debate 0.4", "alike"),
        ("0.4", "collusion 0.4", "they have not scored"),
        ("", "collusion 0.4", "neither"),
    ],
)
def test_what_cannot_be_taken_over_says_why(session: Session, somebody: Journal, mine: str, theirs: str, why: str):
    somebody("bob", theirs)
    if mine:
        session.judge("debate", float(mine))
    comparison = Comparison(session, bob(session))
    with pytest.raises(NothingToDo, match=why):
        comparison.take("debate")
    with pytest.raises(NothingToDo):
        comparison.keep_taken()


def test_what_only_they_have_scored_can_be_taken_over_once_it_is_seen(session: Session, somebody: Journal):
    somebody("bob", "debate 0.4")
    comparison = Comparison(session, bob(session))
    comparison.blind = False
    comparison.take("debate")
    assert comparison.look().mine.judgements["debate"].plausibility == 0.4


def test_their_journal_is_read_again_where_it_changed(session: Session, somebody: Journal):
    path = somebody("bob", "debate 0.4")
    session.judge("debate", 0.8)
    comparison = Comparison(session, bob(session))
    assert not comparison.reload_if_changed()
    path.write_text(path.read_text() + 't20261009T100000Z = { node = "debate", plausibility = 0.9 }\n')
    assert comparison.reload_if_changed()
    assert comparison.look().theirs.judgements["debate"].plausibility == 0.9
    path.unlink()
    assert not comparison.reload_if_changed()
    assert comparison.look().theirs.judgements["debate"].plausibility == 0.9
