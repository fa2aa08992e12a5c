"""A tree's file as it is at a moment, whatever is in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from gametree.files.appending import stamp_of
from gametree.files.fresh_tree import FreshTree, read_fresh
from gametree.files.locations import TreePlace

GOOD = '[tree]\ntitle = "T"\n[node.a]\nkind = "claim"\ntitle = "A"\n'


def fresh(path: Path, data: bytes) -> FreshTree:
    path.write_bytes(data)
    return read_fresh(TreePlace(path, bundled=False))


def test_a_good_file_is_a_tree_under_its_own_name_and_warnings_are_left_aside(tmp_path: Path):
    found = fresh(tmp_path / "debate.toml", GOOD.encode())
    assert found.tree is not None
    assert (found.tree.name, list(found.tree.nodes), found.findings) == ("debate", ["a"], ())
    assert (found.data, found.stamp) == (GOOD.encode(), stamp_of(tmp_path / "debate.toml"))


@pytest.mark.parametrize(
    ("data", "checks"),
    [
        (b"", ["missing-key", "empty-tree"]),
        (b"\xff", ["encoding"]),
        (b"[tree", ["syntax"]),
        (GOOD.replace('"claim"', '"clam"').encode(), ["unknown-kind"]),
        (b"[tree]\n", ["missing-key", "empty-tree"]),
    ],
)
def test_what_keeps_a_file_from_being_a_tree_is_said_and_its_bytes_are_kept(
    tmp_path: Path, data: bytes, checks: list[str]
):
    found = fresh(tmp_path / "debate.toml", data)
    assert (found.tree, found.data) == (None, data)
    assert [finding.check for finding in found.findings] == checks
    assert all(finding.is_error for finding in found.findings)


def test_a_file_that_is_gone_has_no_stamp_and_one_reason(tmp_path: Path):
    found = read_fresh(TreePlace(tmp_path / "gone.toml", bundled=False))
    assert (found.stamp, found.data, found.tree) == (None, b"", None)
    assert [finding.check for finding in found.findings] == ["file-missing"]


def test_a_folder_in_its_place_has_a_stamp_that_tells_of_changes(tmp_path: Path):
    found = read_fresh(TreePlace(tmp_path, bundled=False))
    assert found.stamp == stamp_of(tmp_path)
    assert [finding.check for finding in found.findings] == ["not-a-file"]
