"""A sitting: judging, noting, taking back, and what others do to the file meanwhile."""

from __future__ import annotations

import math
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from gametree.errors import BadNote, BadPlausibility, NothingToDo, NotWritten, StepBarred, UnknownNode
from gametree.files.journal import append_records, read_journal
from gametree.files.locations import JournalPlace, TreePlace
from gametree.model.digest import Staleness
from gametree.session import Session, open_session

Sit = Callable[[], Session]
Add = Callable[[str], None]


def scores(session: Session) -> dict[str, Any]:
    return {
        node: (found.plausibility, found.range) if found.range else found.plausibility
        for node, found in session.assessment.judgements.items()
    }


def notes(session: Session, node: str = "debate") -> list[str]:
    return [note.text for note in session.assessment.notes.get(node, ())]


def checks(session: Session) -> list[str]:
    return [finding.check for finding in session.findings]


def test_what_was_said_is_there_in_the_next_sitting(sit: Sit):
    session = sit()
    session.judge("debate", 0.35, (0.2, 0.5))
    session.note("debate", "Two\nlines.")
    session.judge("collusion", 1)
    session.close()
    assert session.state.is_saved
    again = sit()
    assert scores(again) == {"debate": (0.35, (0.2, 0.5)), "collusion": 1.0}
    assert notes(again) == ["Two\nlines."]
    assert again.assessment == session.assessment


def test_opening_reading_and_closing_write_nothing(sit: Sit, folder: Path):
    sit().close()
    assert [path.name for path in folder.iterdir()] == ["debate.toml"]


@pytest.mark.parametrize("number", [-0.1, 1.1, math.nan, math.inf, -math.inf])
def test_a_number_outside_0_to_1_is_refused(session: Session, journal: Path, number: float):
    with pytest.raises(BadPlausibility, match="outside"):
        session.judge("debate", number)
    with pytest.raises(BadPlausibility):
        session.judge("debate", 0.5, (number, 1))
    assert scores(session) == {}
    assert not journal.exists()


@pytest.mark.parametrize("ends", [(0.5, 0.2), (0.4, 0.5), (0.1, 0.2)])
def test_a_range_that_does_not_hold_is_refused(session: Session, ends: tuple[float, float]):
    with pytest.raises(BadPlausibility, match="the range"):
        session.judge("debate", 0.3, ends)
    assert session.journal.unsaved == ()


def test_of_an_unknown_node_the_nearest_is_named(session: Session):
    with pytest.raises(UnknownNode, match='no node "debat"; did you mean "debate"'):
        session.judge("debat", 0.3)


def test_a_range_needs_a_plausibility_and_then_keeps_it(session: Session):
    with pytest.raises(BadPlausibility, match="no plausibility yet"):
        session.set_range("debate", 0.2, 0.5)
    session.judge("debate", 0.3)
    session.set_range("debate", 0.2, 0.5)
    assert scores(session) == {"debate": (0.3, (0.2, 0.5))}
    session.judge("debate", 0.4)
    assert scores(session) == {"debate": 0.4}


def test_unscoring_takes_a_judgement_back_and_only_where_there_is_one(session: Session):
    with pytest.raises(NothingToDo, match="is not scored"):
        session.unscore("debate")
    session.judge("debate", 0.3)
    session.unscore("debate")
    assert scores(session) == {}
    assert session.scored_count() == 0


@pytest.mark.parametrize("text", ["", "  \n", "\ud800"])
def test_an_empty_note_or_one_that_is_no_text_is_refused(session: Session, text: str):
    with pytest.raises(BadNote):
        session.note("debate", text)
    assert session.journal.unsaved == ()


# undo and redo


def test_undo_goes_back_step_by_step_and_redo_forward(session: Session):
    session.judge("debate", 0.3, (0.2, 0.5))
    session.judge("debate", 0.4)
    session.unscore("debate")
    session.note("debate", "why")
    assert session.undo() == "note on debate taken back"
    assert session.undo() == "debate back to 40 %"
    assert session.undo() == "debate back to 30 % (20–50)"
    assert session.undo() == "debate back to unscored"
    assert (scores(session), notes(session)) == ({}, [])
    assert session.redo() == "debate again 30 % (20–50)"
    assert session.redo() == "debate again 40 %"
    assert session.redo() == "debate again unscored"
    assert session.redo() == "note on debate is there again"
    assert (scores(session), notes(session)) == ({}, ["why"])


@pytest.mark.parametrize("act", [Session.undo, Session.redo])
def test_nothing_to_undo_or_redo_is_a_sentence(session: Session, act: Callable[[Session], str]):
    with pytest.raises(NothingToDo, match="nothing to"):
        act(session)


def test_something_new_ends_what_could_be_redone(session: Session):
    session.judge("debate", 0.3)
    session.undo()
    session.judge("debate", 0.4)
    with pytest.raises(NothingToDo):
        session.redo()


def test_undo_restores_range_and_digest_of_what_was_there_before_the_sitting(sit: Sit, elsewhere: Add):
    elsewhere('t1 = { node = "debate", plausibility = 0.3, range = [0.2, 0.5], digest = "000000-111111" }')
    session = sit()
    before = session.judgement("debate")
    session.judge("debate", 0.9)
    session.undo()
    assert session.judgement("debate") == before
    assert session.staleness("debate") is Staleness.BOTH
    session.close()
    assert sit().judgement("debate") == before


def test_history_is_never_rewritten_undo_appends(session: Session, journal: Path):
    session.judge("debate", 0.3)
    session.close()
    first = journal.read_bytes()
    session.undo()
    session.redo()
    session.close()
    assert journal.read_bytes().startswith(first)
    assert [record.plausibility for record in read_journal(journal).records] == [0.3, "unscored", 0.3]


def test_a_note_undone_redone_and_undone_again_is_gone(sit: Sit):
    session = sit()
    session.note("debate", "why")
    for act in (session.undo, session.redo, session.undo):
        act()
    assert notes(session) == []
    session.close()
    again = sit()
    assert notes(again) == []
    assert again.findings == ()


def test_undo_after_somebody_elses_change_is_refused(session: Session, elsewhere: Add):
    session.judge("debate", 0.3)
    session.close()
    elsewhere('t20990101T000000Z = { node = "debate", plausibility = 0.9 }')
    assert session.reload_if_changed()
    with pytest.raises(StepBarred, match='scoring debate 30 % can no longer be undone: "debate" was changed elsewhere'):
        session.undo()
    assert scores(session) == {"debate": 0.9}
    assert session.state.is_saved


def test_a_step_that_is_barred_is_said_once_and_the_one_before_it_is_next(session: Session, elsewhere: Add):
    session.judge("collusion", 0.2)
    session.note("debate", "why")
    session.judge("debate", 0.3)
    session.close()
    elsewhere('t20990101T000000Z = { node = "debate", plausibility = 0.9 }')
    session.reload_if_changed()
    with pytest.raises(StepBarred, match="next is writing a note on debate"):
        session.undo()
    assert session.undo() == "note on debate taken back"
    assert session.undo() == "collusion back to unscored"
    elsewhere('t20990101T000001Z = { node = "collusion", plausibility = 0.1 }')
    session.close()
    session.reload_if_changed()
    with pytest.raises(StepBarred, match="scoring collusion 20 % can no longer be done again"):
        session.redo()
    assert session.redo() == "note on debate is there again"
    assert scores(session) == {"debate": 0.9, "collusion": 0.1}


def test_redo_after_somebody_elses_change_is_refused(session: Session, elsewhere: Add):
    session.judge("debate", 0.3)
    session.undo()
    session.close()
    elsewhere('t20990101T000000Z = { node = "debate", plausibility = 0.9 }')
    session.reload_if_changed()
    with pytest.raises(StepBarred, match="changed elsewhere since; nothing was written; no step is left"):
        session.redo()


def test_undo_of_a_note_that_somebody_took_back_is_refused(session: Session, elsewhere: Add, journal: Path):
    session.note("debate", "why")
    session.close()
    (record,) = read_journal(journal).records
    elsewhere(f't20990101T000000Z = {{ node = "debate", retract = "{record.key}" }}')
    session.reload_if_changed()
    with pytest.raises(StepBarred, match="taken back elsewhere"):
        session.undo()


# the tree has changed since


@pytest.mark.parametrize(
    ("old", "new", "stale"),
    [
        ("They collude", "They collude", None),
        ("They collude", "They really collude", Staleness.WORDS),
        ('parent = "debate"\ntitle = "They collude"', 'title = "They collude"', Staleness.PLACE),
        ('parent = "debate"\ntitle = "They collude"', 'title = "Collusion"', Staleness.BOTH),
    ],
)
def test_a_node_that_changed_since_it_was_judged_is_stale(
    sit: Sit, folder: Path, old: str, new: str, stale: Staleness | None
):
    session = sit()
    session.judge("collusion", 0.3)
    session.close()
    tree = folder / "debate.toml"
    tree.write_text(tree.read_text().replace(old, new))
    assert sit().staleness("collusion") is stale


def test_a_renamed_node_keeps_its_score_its_notes_and_its_freshness(sit: Sit, folder: Path):
    session = sit()
    session.judge("collusion", 0.3)
    session.judge("debate", 0.4)
    session.close()
    tree = folder / "debate.toml"
    text = tree.read_text().replace('"debate"', '"contest"')
    tree.write_text(text.replace("[node.debate]", '[node.contest]\nformerly = ["debate"]'))
    renamed = sit()
    assert scores(renamed) == {"collusion": 0.3, "contest": 0.4}
    assert renamed.staleness("collusion") is None
    assert renamed.find_node("debate") == "contest"
    assert renamed.orphans() == ()


def test_scores_under_a_former_id_count_and_can_be_undone_to(sit: Sit, elsewhere: Add):
    elsewhere('t1 = { node = "conspiracy", plausibility = 0.3 }')
    session = sit()
    session.judge("conspiracy", 0.5)
    assert scores(session) == {"collusion": 0.5}
    session.undo()
    assert scores(session) == {"collusion": 0.3}


def test_what_is_said_of_a_node_that_is_gone_is_an_orphan(sit: Sit, elsewhere: Add):
    elsewhere("""
        t1 = { node = "gone", plausibility = 0.3 }
        t2 = { node = "lost", note = "x" }
        t3 = { node = "debate", plausibility = 0.3 }
        t4 = { node = "question", note = "x" }
    """)
    session = sit()
    assert session.orphans() == ("gone", "lost")
    assert session.staleness("gone") is Staleness.GONE
    assert session.scored_count() == 1


# others


def test_what_somebody_else_adds_is_noticed_once(session: Session, elsewhere: Add):
    session.judge("debate", 0.3)
    session.close()
    assert not session.reload_if_changed()
    elsewhere('t1 = { node = "collusion", plausibility = 0.9 }')
    assert session.reload_if_changed()
    assert not session.reload_if_changed()
    assert scores(session) == {"debate": 0.3, "collusion": 0.9}


def test_what_somebody_adds_right_before_a_write_is_noticed_after_it(session: Session, elsewhere: Add):
    session.judge("debate", 0.3)
    session.close()
    elsewhere('t1 = { node = "collusion", plausibility = 0.9 }')
    session.judge("debate", 0.4)
    session.close()
    assert session.reload_if_changed()
    assert scores(session) == {"debate": 0.4, "collusion": 0.9}


def test_two_sittings_at_one_journal_come_to_agree(sit: Sit):
    one, other = sit(), sit()
    one.judge("debate", 0.3)
    other.judge("collusion", 0.4)
    one.close()
    other.close()
    one.reload_if_changed()
    other.reload_if_changed()
    assert scores(one) == scores(other) == {"debate": 0.3, "collusion": 0.4}


def test_a_clock_set_back_does_not_bury_what_is_said_now(sit: Sit, elsewhere: Add):
    elsewhere('t99991231T235959999Z = { node = "debate", plausibility = 0.3 }')
    session = sit()
    session.judge("debate", 0.4)
    session.close()
    assert scores(sit()) == {"debate": 0.4}


def test_findings_tell_of_torn_lines_misfits_and_another_tree(sit: Sit, journal: Path):
    journal.parent.mkdir()
    journal.write_text('tree = "chess"\nt1 = { node = "debate", range = [0, 1] }\nt2 = { no')
    assert checks(sit()) == ["other-tree", "range", "foreign-line"]


def test_the_journal_names_its_assessor(sit: Sit, journal: Path):
    journal.parent.mkdir()
    journal.write_text('assessor = "ada-of-old"\n')
    assert sit().assessor == "ada-of-old"


def test_a_tree_whose_file_name_is_not_utf_8_can_be_scored(folder: Path, clock: Callable[[], datetime]):
    path = Path(os.fsdecode(bytes(folder / "d\udcffbate.toml")))
    (folder / "debate.toml").rename(path)
    for _ in range(2):
        place = JournalPlace(folder / "ada.toml", "as named")
        session = open_session(TreePlace(path, bundled=False), place, "ada", clock)
        session.judge("debate", 0.3)
        session.close()
        assert session.findings == ()


# a disk that refuses, a file that vanishes


def _refuse(path: Path, *_: Any) -> Any:
    raise NotWritten(path, "no space left on device")


def test_what_could_not_be_written_is_kept_and_written_on_retry(session: Session, monkeypatch: pytest.MonkeyPatch):
    with monkeypatch.context() as patch:
        patch.setattr("gametree.session.writer.append_records", _refuse)
        session.judge("debate", 0.3)
        with pytest.raises(NotWritten, match="no space left on device"):
            session.close()
        assert session.state.failure == "no space left on device"
        assert [record.node for record in session.journal.unsaved] == ["debate"]
    session.retry()
    session.close()
    assert session.state.is_saved
    assert [record.plausibility for record in read_journal(session.journal.path).records] == [0.3]


def test_a_fault_of_the_program_while_writing_is_told_and_loses_nothing(
    session: Session, monkeypatch: pytest.MonkeyPatch
):
    with monkeypatch.context() as patch:
        patch.setattr("gametree.session.writer.append_records", None)
        session.judge("debate", 0.3)
        with pytest.raises(NotWritten, match="TypeError"):
            session.close()
    session.retry()
    session.close()
    assert [record.plausibility for record in read_journal(session.journal.path).records] == [0.3]


def test_after_a_failure_the_next_change_takes_the_earlier_along(session: Session, monkeypatch: pytest.MonkeyPatch):
    with monkeypatch.context() as patch:
        patch.setattr("gametree.session.writer.append_records", _refuse)
        session.judge("debate", 0.3)
        with pytest.raises(NotWritten):
            session.close()
    session.judge("debate", 0.4)
    session.close()
    assert [record.plausibility for record in read_journal(session.journal.path).records] == [0.3, 0.4]


def test_while_something_is_unsaved_nothing_is_reloaded_over_it(
    session: Session, elsewhere: Add, monkeypatch: pytest.MonkeyPatch
):
    with monkeypatch.context() as patch:
        patch.setattr("gametree.session.writer.append_records", _refuse)
        session.judge("debate", 0.3)
        with pytest.raises(NotWritten):
            session.close()
    elsewhere('t1 = { node = "collusion", plausibility = 0.9 }')
    assert not session.reload_if_changed()
    session.retry()
    session.close()
    assert session.reload_if_changed()
    assert scores(session) == {"debate": 0.3, "collusion": 0.9}


def _delete(journal: Path) -> None:
    journal.unlink()


def _empty(journal: Path) -> None:
    journal.write_bytes(b"")


def _fill_with_nul(journal: Path) -> None:
    journal.write_bytes(b"\0" * 400)


def _replace_by_folder(journal: Path) -> None:
    journal.unlink()
    journal.mkdir()


VANISHINGS = [_delete, _empty, _fill_with_nul, _replace_by_folder]


@pytest.mark.parametrize("vanish", VANISHINGS)
def test_a_file_that_vanishes_was_not_emptied_by_the_person(
    session: Session, journal: Path, vanish: Callable[[Path], None]
):
    session.judge("debate", 0.3)
    session.note("debate", "why")
    session.close()
    vanish(journal)
    assert session.reload_if_changed()
    assert not session.reload_if_changed()
    assert (scores(session), notes(session)) == ({"debate": 0.3}, ["why"])
    assert "lost-records" in checks(session)
    assert len(session.journal.lost) == 2


@pytest.mark.parametrize("vanish", VANISHINGS[:3])
@pytest.mark.parametrize("noticed", [True, False])
def test_scoring_on_after_the_file_vanished_keeps_all_in_view_and_puts_nothing_back_unasked(
    session: Session, journal: Path, elsewhere: Add, vanish: Callable[[Path], None], noticed: bool
):
    session.judge("debate", 0.3)
    session.close()
    vanish(journal)
    if noticed:
        session.reload_if_changed()
    session.judge("collusion", 0.4)
    session.close()
    elsewhere('t1 = { node = "question", note = "x" }')
    session.reload_if_changed()
    assert [record.node for record in read_journal(journal).records] == ["collusion", "question"]
    if vanish is not _fill_with_nul or noticed:
        assert scores(session) == {"debate": 0.3, "collusion": 0.4}
    assert [record.node for record in session.journal.lost] == ["debate"]


def test_what_is_lost_can_be_put_back_as_it_was(sit: Sit, journal: Path):
    session = sit()
    session.judge("debate", 0.3, (0.2, 0.5))
    session.note("debate", "why")
    session.close()
    before = session.assessment
    journal.unlink()
    session.reload_if_changed()
    assert session.journal.put_back() == 2
    session.close()
    assert session.assessment == sit().assessment == before
    session.reload_if_changed()
    assert (session.journal.lost, session.findings) == ((), ())


def test_a_file_that_comes_back_is_as_before(session: Session, journal: Path, tmp_path: Path):
    session.judge("debate", 0.3)
    session.close()
    journal.rename(tmp_path / "away")
    session.reload_if_changed()
    (tmp_path / "away").rename(journal)
    assert session.reload_if_changed()
    assert (scores(session), session.journal.lost, session.findings) == ({"debate": 0.3}, (), ())


def test_a_line_deleted_by_hand_is_gone_and_said(session: Session, journal: Path):
    session.judge("debate", 0.3)
    session.judge("collusion", 0.4)
    session.close()
    journal.write_text("".join(line for line in journal.read_text().splitlines(True) if "collusion" not in line))
    session.reload_if_changed()
    assert scores(session) == {"debate": 0.3}
    assert checks(session) == ["lost-records"]


def test_a_line_edited_by_hand_is_not_lost(session: Session, journal: Path):
    session.judge("debate", 0.3)
    session.close()
    journal.write_text(journal.read_text().replace("plausibility = 0.3", "plausibility = 0.4"))
    session.reload_if_changed()
    assert scores(session) == {"debate": 0.4}
    assert session.findings == ()


def test_a_file_put_in_place_of_the_journal_is_read(session: Session, journal: Path, tmp_path: Path):
    session.judge("debate", 0.3)
    session.close()
    (tmp_path / "new.toml").write_text(journal.read_text() + 't1 = { node = "collusion", plausibility = 0.4 }\n')
    (tmp_path / "new.toml").rename(journal)
    assert session.reload_if_changed()
    assert scores(session) == {"debate": 0.3, "collusion": 0.4}


def test_the_listener_hears_of_every_write_and_its_faults_stop_nothing(session: Session, journal: Path):
    heard = Event()

    def listen() -> None:
        heard.set()
        raise RuntimeError("the screen is closed already")

    session.journal.on_saved(listen)
    session.judge("debate", 0.3)
    assert heard.wait(10)
    session.judge("debate", 0.4)
    session.close()
    assert len(read_journal(journal).records) == 2


def test_a_burst_of_changes_is_written_in_order(session: Session, journal: Path):
    for number in range(200):
        session.judge("debate", number / 200)
    session.close()
    assert [record.plausibility for record in read_journal(journal).records] == [number / 200 for number in range(200)]


def test_records_read_back_are_what_the_session_holds(session: Session, journal: Path):
    session.judge("debate", 1 / 3, (0.1, 0.7))
    session.note("debate", '"\\ \t\r\n\x1b[31m\u202e🌳')
    session.close()
    assert read_journal(journal).records == session.assessment.records
    append_records(journal, session.assessment.records, "debate", "ada")
    assert read_journal(journal).records == session.assessment.records
