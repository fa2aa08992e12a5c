"""Whether a tree can be edited where it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from gametree.files import read_only
from gametree.files.locations import TreePlace, bundled_trees
from gametree.files.read_only import is_taken, why_read_only


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "t.toml").write_text("")
    return tmp_path / "t.toml"


def test_a_bundled_tree_is_not_edited_where_it_is():
    assert why_read_only(bundled_trees()[0]) == "came with gametree and is not edited where it is"


@pytest.mark.parametrize("permitted", [True, False])
def test_a_file_is_edited_where_one_may_write_it(path: Path, monkeypatch: pytest.MonkeyPatch, permitted: bool):
    monkeypatch.setattr(read_only.os, "access", lambda *_: permitted)
    why = why_read_only(TreePlace(path, bundled=False))
    assert why == ("" if permitted else "cannot be written: you have no permission")


def test_a_file_that_is_gone_for_now_is_not_called_read_only(path: Path):
    path.unlink()
    assert why_read_only(TreePlace(path, bundled=False)) == ""


def test_a_place_is_taken_by_a_file_a_folder_and_a_link_that_leads_nowhere(path: Path):
    path.with_name("link").symlink_to("nowhere")
    taken = [name for name in ("t.toml", "link", "none", ".") if is_taken(path.with_name("x").parent / name)]
    assert taken == ["t.toml", "link", "."]
