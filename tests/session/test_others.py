"""Everyone else who has assessed the tree."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from gametree.errors import BadMoment, UnknownAssessment, UnreadableFile
from gametree.session import Session
from gametree.session.others import Unreadable, earlier, other_meant, others_of, place_for_others, read_again
from gametree.session.versions import Version

Journal = Callable[..., Path]


def bob(session: Session) -> Version:
    (found,) = others_of(session)
    assert isinstance(found, Version)
    return found


def test_everyone_but_oneself_is_found_and_what_cannot_be_read_says_why(session: Session, somebody: Journal):
    session.judge("debate", 0.8)
    somebody("bob", "debate 0.4")
    somebody("carol", "debate 0.4").write_text("no journal at all")
    found = list(others_of(session))
    assert [one.name for one in found] == ["bob", "carol"]
    assert isinstance(found[1], Unreadable)
    assert "is no journal" in found[1].reason


def test_nobody_else_has_a_place_where_their_journal_belongs(session: Session, folder: Path):
    assert list(others_of(session)) == []
    assert place_for_others(session) == folder / "debate.assessments"


def test_what_a_person_types_is_a_date_of_their_own_or_somebody(session: Session, somebody: Journal):
    session.judge("debate", 0.8)
    somebody("bob", "debate 0.4 | debate 0.6")
    assert other_meant(session, "2026-11-19").assessment.judgements == {}
    assert other_meant(session, "2026-11-20").assessment.judgements == session.assessment.judgements
    assert other_meant(session, " bob ").assessment.judgements["debate"].plausibility == 0.6
    assert other_meant(session, "bob@2026-10-01").assessment.judgements["debate"].plausibility == 0.4
    with pytest.raises(UnknownAssessment, match="there are"):
        other_meant(session, "zoe")
    with pytest.raises(BadMoment):
        earlier(session, "some day")


def test_read_again_is_the_same_person_at_the_same_date(session: Session, somebody: Journal):
    path = somebody("bob", "debate 0.4 | debate 0.6")
    then = other_meant(session, "bob@2026-10-01")
    now = bob(session)
    path.write_text(path.read_text() + 't20261009T100000Z = { node = "debate", plausibility = 0.9 }\n')
    assert read_again(session, then).assessment.judgements["debate"].plausibility == 0.4
    assert read_again(session, now).assessment.judgements["debate"].plausibility == 0.9
    session.judge("debate", 0.1)
    assert read_again(session, earlier(session, "2026-11-20")).assessment.judgements["debate"].plausibility == 0.1


def test_two_files_that_name_one_person_are_told_apart_by_their_own_names(session: Session, somebody: Journal):
    somebody("bob", "debate 0.4")
    somebody("carol", "debate 0.6").write_text(somebody("bob", "debate 0.4").read_text())
    assert [one.name for one in others_of(session)] == ["bob", "carol"]


def test_who_calls_themselves_by_the_sittings_own_name_is_known_by_their_file(session: Session, somebody: Journal):
    somebody("laptop", "debate 0.4").write_text('assessor = "ada"\nt1 = { node = "debate", plausibility = 0.5 }\n')
    assert [one.name for one in others_of(session)] == ["laptop"]


def test_scores_under_a_former_id_are_those_of_the_present_node(session: Session, somebody: Journal):
    somebody("bob", "conspiracy 0.3")
    assert bob(session).assessment.judgements["collusion"].plausibility == 0.3


def test_one_s_own_past_is_what_stood_then_and_is_named_after_its_date(session: Session):
    session.judge("debate", 0.8)
    assert earlier(session, " 1d ").name == "ada@1d"
    assert earlier(session, "1d").assessment.judgements == {}
    assert earlier(session, "2026-12-01").assessment.judgements == session.assessment.judgements


def test_a_journal_that_is_gone_cannot_be_read_again(session: Session, somebody: Journal):
    path = somebody("bob", "debate 0.4")
    found = bob(session)
    path.unlink()
    with pytest.raises(UnreadableFile, match="there is no such file"):
        read_again(session, found)
