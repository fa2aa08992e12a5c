"""What an edit costs beyond reading the new text once goes by what changes, not by the tree: counts, never times."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import tomli

from gametree.files import tree_file
from gametree.files.editing.edits import (
    AddNode,
    DuplicateNode,
    Edit,
    Link,
    MoveNode,
    RemoveNode,
    RenameNode,
    SetKeys,
)
from gametree.files.locations import JournalPlace, TreePlace
from gametree.model import laying_out_anew
from gametree.model.laying_out_anew import lay_out_anew
from gametree.model.outline import Row, lay_out
from gametree.session import Session, open_session, tree_editing
from tests.benchmarks.shapes import grown

SIZE, FEW = 5_000, 60
EDITS = {
    "title": SetKeys("n2500", {"title": "Another"}),
    "kind": SetKeys("n4999", {"kind": "objection"}),
    "new": AddNode("new", {"kind": "strategy", "title": "New", "parent": "n2500"}),
    "moved": MoveNode("n4998", parents=("n10",), after="n10"),
    "linked": Link("n4990", "n1500"),
    "renamed": RenameNode("n1000", "another"),
    "copied": DuplicateNode("n4996", {"n4996": "n4996-copy"}),
    "gone": RemoveNode("n4997"),
}


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    folder = tmp_path_factory.mktemp("large")
    path = folder / "large.toml"
    path.write_text(grown(SIZE))
    session = open_session(TreePlace(path, False), JournalPlace(folder / "ada.toml", "as named"), "ada")
    yield session
    session.close()


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """How many characters tomli read, how many nodes were built, and rows laid out."""
    counts = {"characters": 0, "nodes": 0, "rows": 0}

    def counting(what: str, call: Callable[..., object], how_many: Callable[..., int] = lambda *_: 1) -> object:
        def counted(*arguments: object, **more: object) -> object:
            counts[what] += how_many(*arguments)
            return call(*arguments, **more)

        return counted

    monkeypatch.setattr(tomli, "loads", counting("characters", tomli.loads, len))
    monkeypatch.setattr(tree_file, "_read_node", counting("nodes", tree_file._read_node))
    monkeypatch.setattr(laying_out_anew, "Row", counting("rows", Row))
    return counts


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_an_edit_its_undo_and_redo_read_the_new_text_once_and_touch_what_changes(
    session: Session, counted: dict[str, int], edit: Edit
):
    _ = session.editing.text
    before, outline = session.tree, lay_out(session.tree)
    for act in (lambda: session.edit(edit), session.undo, session.redo, session.undo):
        counted.update(dict.fromkeys(counted, 0))
        act()
        outline, before = lay_out_anew(outline, before, session.tree), session.tree
        assert 1 <= counted["characters"] / len(session.editing.text.text) < 1.05
        assert counted["nodes"] <= FEW
        assert counted["rows"] <= FEW * 10
        assert outline == lay_out(session.tree)


def test_the_first_edit_of_a_sitting_reads_both_texts_once_where_it_was_expected(
    tmp_path: Path, counted: dict[str, int], monkeypatch: pytest.MonkeyPatch
):
    path = tmp_path / "large.toml"
    path.write_text(grown(SIZE))
    session = open_session(TreePlace(path, False), JournalPlace(tmp_path / "ada.toml", "as named"), "ada")
    monkeypatch.setattr(tree_editing, "takes_long", lambda _: True)
    counted["characters"] = 0
    session.editing.expect_edit()
    session.edit(EDITS["title"])
    assert 2 <= counted["characters"] / path.stat().st_size < 2.05
    assert session.tree.nodes["n2500"].title == "Another"
    session.close()
