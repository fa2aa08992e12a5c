"""Drafts: each in a file of its own, for its owner only."""

from __future__ import annotations

from pathlib import Path

from gametree.files.drafts import draft_of

JOURNAL = Path("ada.toml")


def test_a_draft_is_kept_replaced_and_dropped() -> None:
    draft = draft_of(JOURNAL, "hch")
    assert draft.read() == ""
    assert draft.write("one")
    assert draft.write("zwei ü\n")
    assert draft.read() == "zwei ü\n"
    assert draft.path.stat().st_mode & 0o777 == 0o600
    assert draft.drop()
    assert draft.read() == ""


def test_a_blank_draft_is_none() -> None:
    draft = draft_of(JOURNAL, "hch")
    draft.write("one")
    assert draft.write(" \n")
    assert not draft.path.exists()


def test_nodes_notes_and_the_draft_after_the_next_do_not_share_a_file() -> None:
    first = draft_of(JOURNAL, "hch")
    others = [draft_of(JOURNAL, "rl"), draft_of(JOURNAL, "hch", "t1"), draft_of(Path("bo.toml"), "hch"), first.next()]
    assert len({draft.path for draft in (first, *others, first.next().next())}) == 6


def test_where_nothing_can_be_written_that_is_known(home: Path) -> None:
    (home / "state").write_text("not a folder")
    assert not draft_of(JOURNAL, "hch").write("one")
