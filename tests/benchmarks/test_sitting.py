"""The figures on a sitting are there, and those on the disk are of changes that got there."""

from __future__ import annotations

from pathlib import Path

import tomli

from gametree.files.journal import read_journal
from tests.benchmarks.home import Home
from tests.benchmarks.sitting import kept_figures


def test_what_is_timed_until_it_is_on_disk_is_there_afterwards(tmp_path: Path):
    home = Home(tmp_path)
    del home.environment["PYTHONPYCACHEPREFIX"]  # what others have compiled will do
    tree = home.tree(20)
    before = len(read_journal(home.journal(tree)).records)
    with home.open(20) as terminal:
        assert terminal.started > terminal.worked / 2 > 0
        figures = kept_figures(terminal, tree, home.journal(tree), times=2)
    assert list(figures) == ["score to disk", "  floor: fsync", "title to disk", "  floor: tomli, fsync"]
    assert len(read_journal(home.journal(tree)).records) == before + 2
    titles = [node["title"] for node in tomli.loads(tree.read_text())["node"].values()]
    assert [title for title in titles if title.endswith("wordsxx")]
