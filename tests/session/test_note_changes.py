"""Changing notes and taking them back, with undo and redo over all of it; the journal keeps every word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from gametree.errors import BadNote, NothingToDo, StepBarred
from gametree.files.journal import read_journal
from gametree.session import Session


def notes(session: Session, node: str = "debate") -> list[str]:
    return [note.text for note in session.assessment.notes.get(node, ())]


def key(session: Session, text: str, node: str = "debate") -> str:
    return next(note.key for note in session.assessment.notes[node] if note.text == text)


def do(session: Session, steps: str) -> None:
    """Steps such as `+a` (add), `a>b` (change), `-b` (take back), `u` and `r`."""
    for step in steps.split():
        if step == "u":
            session.undo()
        elif step == "r":
            session.redo()
        elif step[0] == "+":
            session.note("debate", step[1:])
        elif step[0] == "-":
            session.retract_note("debate", key(session, step[1:]))
        else:
            before, after = step.split(">")
            session.edit_note("debate", key(session, before), after)


@pytest.mark.parametrize(
    ("steps", "standing"),
    [
        ("+a +b a>c", ["b", "c"]),
        ("+a +b -a", ["b"]),
        ("+a a>b u", ["a"]),
        ("+a a>b u u", []),
        ("+a a>b u r", ["b"]),
        ("+a a>b b>c u u u", []),
        ("+a a>b b>c u u u r r r", ["c"]),
        ("+a a>b b>c u u u r r", ["b"]),
        ("+a -a u", ["a"]),
        ("+a -a u u", []),
        ("+a -a u u r r", []),
        ("+a a>b -b u u u", []),
        ("+a a>b -b u u u r r", ["b"]),
        ("+a u r a>b u", ["a"]),
        ("+a u r a>b u u", []),
        ("+a +a -a u", ["a", "a"]),
    ],
)
def test_undo_and_redo_follow_a_note_through_all_its_records(
    session: Session, sit: Callable[[], Session], steps: str, standing: list[str]
) -> None:
    do(session, steps)
    assert notes(session) == standing
    session.close()
    assert notes(sit()) == standing


def test_a_change_is_one_record_and_the_journal_keeps_both_texts(session: Session, journal: Path) -> None:
    do(session, "+a")
    held = key(session, "a")
    session.edit_note("debate", held, "b\n")
    session.close()
    first, second = read_journal(journal).records
    assert (first.note, second.note, second.retract) == ("a", "b", held)


def test_a_note_under_a_former_name_of_its_node_can_be_changed(
    sit: Callable[[], Session], elsewhere: Callable[[str], None]
) -> None:
    elsewhere('t1 = { node = "conspiracy", note = "old" }')
    session = sit()
    session.edit_note("conspiracy", "t1", "new")
    assert notes(session, "collusion") == ["new"]
    session.retract_note("collusion", key(session, "new", "collusion"))
    assert notes(session, "collusion") == []


@pytest.mark.parametrize("text", ["a", "a\n", "\na"])
def test_a_change_that_changes_nothing_writes_nothing(session: Session, text: str) -> None:
    do(session, "+a")
    count = len(session.assessment.records)
    with pytest.raises(NothingToDo, match="says what it said"):
        session.edit_note("debate", key(session, "a"), text)
    assert len(session.assessment.records) == count
    do(session, "u")
    assert notes(session) == []


@pytest.mark.parametrize("text", ["", " \n", "\ud800"])
def test_a_note_cannot_be_changed_into_nothing(session: Session, text: str) -> None:
    do(session, "+a")
    with pytest.raises(BadNote):
        session.edit_note("debate", key(session, "a"), text)
    assert notes(session) == ["a"]


def test_a_note_that_is_gone_can_be_neither_changed_nor_taken_back(
    session: Session, elsewhere: Callable[[str], None]
) -> None:
    do(session, "+a")
    held = key(session, "a")
    session.close()
    elsewhere(f't99991231T000000000Z-x = {{ node = "debate", retract = "{held}" }}')
    session.reload_if_changed()
    for act in (lambda: session.edit_note("debate", held, "b"), lambda: session.retract_note("debate", held)):
        with pytest.raises(NothingToDo, match="taken back elsewhere"):
            act()
    with pytest.raises(StepBarred, match="writing a note on debate can no longer be undone"):
        session.undo()


def test_what_was_done_is_said(session: Session) -> None:
    do(session, "+a a>b -b")
    assert [session.undo() for _ in range(3)] == [
        "note on debate is there again", "note on debate changed back", "note on debate taken back",
    ]  # fmt: skip
    assert [session.redo() for _ in range(3)] == [
        "note on debate is there again", "note on debate changed again", "note on debate taken back",
    ]  # fmt: skip
