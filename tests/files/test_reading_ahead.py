"""A file read ahead is the file as it is, or nothing."""

from __future__ import annotations

from pathlib import Path

from gametree.files.reading_ahead import ReadingAhead
from gametree.files.tree_store import read_stored_tree
from tests.benchmarks.shapes import grown


def test_what_was_read_ahead_is_the_file(tmp_path: Path):
    path = tmp_path / "t.toml"
    path.write_text(grown(50))
    ahead, stored = ReadingAhead(path, "t").result(), read_stored_tree(path)
    assert ahead is not None
    assert (ahead.text, ahead.text.data, ahead.stamp) == (stored.text, stored.text.data, stored.stamp)
    assert ReadingAhead(tmp_path / "none.toml", "none").result() is None
