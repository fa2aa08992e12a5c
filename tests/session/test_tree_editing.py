"""Editing the tree in a sitting: saved at once, undone across saves, and never over what others wrote."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gametree.errors import (
    BadEdit,
    BrokenTree,
    FaultyEdit,
    NothingToDo,
    NotWritten,
    ReadOnlyTree,
    StepBarred,
    TreeChanged,
)
from gametree.files import replacing
from gametree.files.editing.edits import AddNode, MoveNode, RemoveNode, RenameNode, SetKeys
from gametree.files.locations import JournalPlace, TreePlace
from gametree.model.digest import Staleness
from gametree.session import Session, open_session, tree_editing
from gametree.session.tree_copy import copy_tree_to, suggested_copy

Sit = Callable[[], Session]
RETITLED = SetKeys("debate", {"title": "Three models debate"})
ADDED = AddNode("judge-errs", {"kind": "problem", "title": "The judge errs", "parent": "debate"})


@pytest.fixture
def tree(folder: Path) -> Path:
    return folder / "debate.toml"


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """A disk without room, until it is undone."""

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(replacing, "_write_all", full)
        patch.setattr(replacing, "_fill", full)
        yield patch


def replaced(path: Path, old: str, new: str) -> None:
    """Somebody else's change to a file."""
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_an_edit_is_on_disk_at_once_and_undone_to_the_last_byte(session: Session, tree: Path):
    before = tree.read_bytes()
    session.edit(RETITLED)
    assert tree.read_bytes() == before.replace(b"Two models", b"Three models")
    assert session.tree.nodes["debate"].title == "Three models debate"
    assert session.state.is_saved
    assert session.undo() == "changing the title of debate undone"
    assert tree.read_bytes() == before
    assert session.tree.nodes["debate"].title == "Two models debate"
    assert session.redo() == "changing the title of debate done again"
    assert session.tree.nodes["debate"].title == "Three models debate"


def test_judgements_notes_and_edits_are_undone_in_one_order(session: Session, tree: Path):
    before = tree.read_bytes()
    session.judge("debate", 0.3)
    session.edit(RETITLED)
    session.note("debate", "why")
    session.edit(ADDED)
    session.judge("judge-errs", 0.4)
    while session.history.done:
        session.undo()
    assert tree.read_bytes() == before
    assert session.assessment.judgements == session.assessment.notes == {}
    while session.history.undone:
        session.redo()
    assert session.tree.nodes["judge-errs"].title == "The judge errs"
    assert session.assessment.judgements["judge-errs"].plausibility == 0.4
    assert session.assessment.notes["debate"][0].text == "why"


def test_an_edit_makes_the_judgement_stale_and_its_undoing_fresh(session: Session):
    session.judge("debate", 0.3)
    session.edit(RETITLED)
    assert session.staleness("debate") is Staleness.WORDS
    session.undo()
    assert session.staleness("debate") is None


def test_scores_and_notes_follow_a_renamed_node(session: Session, sit: Sit):
    session.judge("debate", 0.3)
    session.note("debate", "why")
    session.edit(RenameNode("debate", "two-models"))
    assert session.edits.touched == "two-models"
    assert session.assessment.judgements["two-models"].plausibility == 0.3
    session.judge("two-models", 0.5)
    session.close()
    again = sit()
    assert again.assessment.judgements["two-models"].plausibility == 0.5
    assert again.assessment.notes["two-models"][0].text == "why"
    session.undo()
    session.undo()
    assert session.assessment.judgements["debate"].plausibility == 0.3


def test_scores_of_a_deleted_node_come_back_with_it(session: Session):
    session.judge("collusion", 0.3)
    session.edit(RemoveNode("collusion"))
    assert session.edits.touched is None
    assert session.orphans() == ("collusion",)
    session.undo()
    assert session.edits.touched == "collusion"
    assert session.judgement("collusion").plausibility == 0.3


@pytest.mark.parametrize(
    ("edit", "error", "said"),
    [
        (SetKeys("debate", {"title": " "}), FaultyEdit, "is empty"),
        (MoveNode("debate", ("collusion",)), FaultyEdit, "lie beneath themselves"),
        (RemoveNode("debate"), BadEdit, "beneath"),
        (SetKeys("debate", {"title": "Two models debate"}), NothingToDo, "says so already"),
    ],
)
def test_an_edit_that_makes_no_sense_changes_nothing(
    session: Session, tree: Path, edit: SetKeys, error: type[Exception], said: str
):
    before, shown = tree.read_bytes(), session.tree
    with pytest.raises(error, match=said):
        session.edit(edit)
    assert (tree.read_bytes(), session.tree, session.history.done) == (before, shown, [])


# others


def test_two_sittings_edit_different_nodes(sit: Sit, tree: Path):
    one, other = sit(), sit()
    one.edit(RETITLED)
    other.edit(SetKeys("collusion", {"title": "They plot"}))
    one.edit(ADDED)
    assert {"Three models debate", "They plot", "The judge errs"} <= {node.title for node in one.tree.nodes.values()}
    assert one.undo() == "adding judge-errs undone"
    assert one.undo() == "changing the title of debate undone"
    assert 'title = "They plot"' in tree.read_text()
    assert other.reload_tree_if_changed()
    assert other.undo() == "changing the title of collusion undone"
    assert other.tree.nodes["debate"].title == "Two models debate"


def test_an_undo_that_would_overwrite_somebody_is_refused_and_the_one_before_it_is_next(session: Session, tree: Path):
    session.edit(ADDED)
    session.edit(RETITLED)
    replaced(tree, "Three models debate", "Many models debate")
    with pytest.raises(StepBarred, match=r"title of debate can no longer be undone: .*; next is adding judge"):
        session.undo()
    assert "Many models debate" in tree.read_text()
    assert session.tree.nodes["debate"].title == "Many models debate"
    assert session.undo() == "adding judge-errs undone"
    assert "Many models debate" in tree.read_text()


def test_a_key_that_somebody_changed_meanwhile_is_not_overwritten_unseen(session: Session, tree: Path):
    seen = session.tree
    replaced(tree, "Two models debate", "Many models debate")
    with pytest.raises(TreeChanged, match='title was changed in the file meanwhile and says "Many models debate" now'):
        session.edit(RETITLED, seen)
    assert "Many models debate" in tree.read_text()
    session.edit(SetKeys("debate", {"tags": ("old",)}), seen)
    session.edit(RETITLED, session.tree)
    assert "Three models debate" in tree.read_text()


def test_what_others_write_is_taken_in(session: Session, tree: Path):
    assert not session.reload_tree_if_changed()
    replaced(tree, 'formerly = ["conspiracy"]', 'formerly = ["conspiracy", "plot"]')
    session.judge("collusion", 0.2)
    assert session.reload_tree_if_changed()
    assert session.tree.renamed["plot"] == "collusion"
    tree.touch()
    assert not session.reload_tree_if_changed()


@pytest.mark.parametrize(
    ("spoilt", "said"),
    [("[tree\n", "not valid TOML"), ("[node.x]\nkind = 'claim'\n", "no \\[tree\\] table"), (None, "no such file")],
)
def test_while_the_file_is_broken_the_last_good_tree_stays_and_edits_are_refused(
    session: Session, tree: Path, spoilt: str | None, said: str
):
    session.edit(RETITLED)
    good = tree.read_text()
    tree.unlink() if spoilt is None else tree.write_text(spoilt)
    assert session.reload_tree_if_changed()
    assert not session.reload_tree_if_changed()
    assert session.editing.findings
    assert session.tree.nodes["debate"].title == "Three models debate"
    with pytest.raises(BrokenTree, match=said):
        session.edit(ADDED)
    with pytest.raises(BrokenTree):
        session.undo()
    assert (tree.read_text() if spoilt else None) == spoilt
    tree.write_text(good)
    assert session.reload_tree_if_changed()
    assert not session.editing.findings
    assert session.undo() == "changing the title of debate undone"


# a disk that refuses


def test_a_full_disk_leaves_the_old_file_and_keeps_the_edits(
    session: Session, tree: Path, full_disk: pytest.MonkeyPatch
):
    before = tree.read_bytes()
    session.edit(RETITLED)
    session.edit(ADDED)
    assert tree.read_bytes() == before
    assert session.tree.nodes["judge-errs"].title == "The judge errs"
    assert (session.state.waiting, session.state.failure) == (2, "no space left on device")
    assert session.state.path == tree
    with pytest.raises(NotWritten, match="no space left"):
        session.close()
    full_disk.undo()
    session.retry()
    assert session.state.is_saved
    assert "Three models" in tree.read_text()
    session.undo()
    session.undo()
    assert tree.read_bytes() == before


def test_edits_that_wait_are_undone_as_well(session: Session, tree: Path, full_disk: pytest.MonkeyPatch):
    before = tree.read_bytes()
    session.edit(RETITLED)
    session.undo()
    assert session.tree.nodes["debate"].title == "Two models debate"
    full_disk.undo()
    session.close()
    assert tree.read_bytes() == before


def test_edits_that_wait_join_what_others_write(session: Session, tree: Path, full_disk: pytest.MonkeyPatch):
    session.edit(RETITLED)
    replaced(tree, "They collude", "They plot")
    full_disk.undo()
    session.retry()
    session.reload_tree_if_changed()
    assert session.state.is_saved
    assert {node.title for node in session.tree.nodes.values()} == {"Three models debate", "They plot"}
    assert tree.read_text().count("Three models debate") == tree.read_text().count("They plot") == 1


def test_a_waiting_edit_that_somebody_thwarted_is_kept_in_a_file_aside(
    session: Session, tree: Path, full_disk: pytest.MonkeyPatch
):
    session.edit(RETITLED)
    replaced(tree, "Two models debate", "Many models debate")
    assert session.reload_tree_if_changed()
    assert session.tree.nodes["debate"].title == "Many models debate"
    assert session.state.is_saved
    assert session.editing.left_in
    assert "Three models debate" in session.editing.left_in.read_text()


# trees that cannot be edited where they are


def test_a_bundled_tree_is_copied_first_and_the_assessment_goes_along(session: Session, tree: Path, tmp_path: Path):
    tree.write_bytes(tree.read_bytes().replace(b"\n", b"\r\n"))
    bundled = open_session(TreePlace(tree, True), JournalPlace(tmp_path / "ada.toml", "as named"), "ada", session.clock)
    bundled.judge("debate", 0.3)
    bundled.note("debate", "why")
    bundled.close()
    with pytest.raises(ReadOnlyTree, match=r"debate.toml came with gametree .* copy it"):
        bundled.edit(RETITLED)
    (tmp_path / "mine").mkdir()
    copy = copy_tree_to(bundled, tmp_path / "mine" / "my-debate.toml")
    assert (tmp_path / "mine" / "my-debate.toml").read_bytes() == tree.read_bytes()
    assert copy.judgement("debate").plausibility == 0.3
    assert copy.assessment.notes["debate"][0].text == "why"
    assert copy.journal.path == tmp_path / "mine" / "my-debate.assessments" / "ada.toml"
    copy.edit(RETITLED)
    copy.close()
    assert "Three models" in (tmp_path / "mine" / "my-debate.toml").read_text()
    assert "Three models" not in tree.read_text()


def test_a_copy_never_overwrites_anything(
    session: Session, tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    assert suggested_copy(session) == tmp_path / "debate.toml"
    (tmp_path / "debate.toml").write_text("mine")
    assert suggested_copy(session) == tmp_path / "debate-2.toml"
    with pytest.raises(NotWritten, match="exists already"):
        copy_tree_to(session, tmp_path / "debate.toml")
    assert (tmp_path / "debate.toml").read_text() == "mine"


def test_a_tree_without_permission_says_so(session: Session, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tree_editing, "why_read_only", lambda _: "cannot be written: you have no permission")
    with pytest.raises(ReadOnlyTree, match="no permission; copy it"):
        session.edit(RETITLED)


# a node's own lines


def test_the_lines_of_a_node_are_edited_and_undone(session: Session, tree: Path):
    before = tree.read_bytes()
    lines = session.editing.block("collusion")
    assert lines.startswith("[node.collusion]\nkind")
    other = "# why not\n" + lines.replace('"They collude"', "'They plot'")
    session.edit(session.editing.block_step("collusion", lines, other))
    assert session.tree.nodes["collusion"].title == "They plot"
    assert "# why not\n[node.collusion]" in tree.read_text()
    session.undo()
    assert tree.read_bytes() == before


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ("[node.collusion]\nkind = claim\n", "line 2 of what you wrote"),
        ('[node.collusion]\nkind = "clam"\ntitle = "x"\n', 'did you mean "claim"'),
    ],
)
def test_lines_that_are_no_node_are_refused(session: Session, tree: Path, other: str, said: str):
    before = tree.read_bytes()
    lines = session.editing.block("collusion")
    with pytest.raises((BadEdit, FaultyEdit), match=said):
        session.edit(session.editing.block_step("collusion", lines, other))
    assert tree.read_bytes() == before


def test_lines_that_somebody_changed_meanwhile_are_not_overwritten(session: Session, tree: Path):
    lines = session.editing.block("collusion")
    replaced(tree, "They collude", "They plot")
    with pytest.raises(TreeChanged, match="changed meanwhile"):
        session.editing.block_step("collusion", lines, lines.replace("collude", "scheme"))
