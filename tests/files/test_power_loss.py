"""The power fails in the middle: what was not flushed is gone, cut anywhere, or NUL bytes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gametree.files import spool
from gametree.files.editing.edits import SetKeys
from gametree.files.journal import format_record, parse_journal, read_journal
from gametree.files.spool import append_kept, read_spool
from gametree.files.tree_store import read_stored_tree, save_edit

OLD = '[tree]\ntitle = "T"\n\n[node.debate]\nkind = "strategy"\ntitle = "Two models debate"   # so far\n'
NEW = OLD.replace("Two", "Three or more")
EARLIER = parse_journal(b't20261120T100000000Z-aaaaa = { node = "debate", plausibility = 0.35 }').records
BLOCK = parse_journal(
    b't20261120T100001000Z-bbbbb = { node = "debate", plausibility = 0.45, range = [0.4, 0.55] }\n'
    b't20261120T100002000Z-ccccc = { node = "debate", note = "a \\"note\\",\\nwith } and { in it" }\n'
    b't20261120T100003000Z-ddddd = { node = "collusion", plausibility = "unscored" }\n'
).records
LENGTH = len("".join(map(format_record, BLOCK)).encode())


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path]]:
    """A journal and its spool after two writes, of which the second is the one to be cut."""
    folder = tmp_path_factory.mktemp("written")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        for records in (EARLIER, BLOCK):
            append_kept(folder / "ada.toml", records, "debate", "ada")
        yield folder / "ada.toml", next((folder / "state" / "gametree" / "spool").iterdir())


@pytest.mark.parametrize("which", ["journal", "spool", "both"])
@pytest.mark.parametrize("filling", [b"", b"\0", b"\xff"])
def test_a_block_cut_at_any_byte_is_a_beginning_of_it_and_costs_nothing_before(
    written: tuple[Path, Path], tmp_path: Path, home: Path, which: str, filling: bytes
):
    data = written[0].read_bytes()
    journal = tmp_path / "ada.toml"
    append_kept(journal, EARLIER, "debate", "ada")
    (copy,) = (home / "state" / "gametree" / "spool").iterdir()
    for cut in range(LENGTH + 1):
        damaged = data[: len(data) - LENGTH + cut] + filling * (LENGTH - cut)
        journal.write_bytes(damaged if which != "spool" else data)
        copy.write_bytes(damaged if which != "journal" else data)
        read = read_journal(journal).records
        keys = [record.key for record in read]
        known = [(record.key, record.plausibility, record.range, record.note) for record in (*EARLIER, *BLOCK)]
        assert [(r.key, r.plausibility, r.range, r.note) for r in read] == known[: len(read)]
        missing = [record.key for record in read_spool(journal).missing(keys)]
        if which == "journal":
            assert keys + missing == [key for key, *_ in known]
        else:
            assert missing == []


def test_after_a_cut_the_next_record_is_read(written: tuple[Path, Path], tmp_path: Path):
    data = written[0].read_bytes()
    path = tmp_path / "ada.toml"
    later = parse_journal(b't20261120T100009000Z-eeeee = { node = "debate", plausibility = 0.9 }').records
    for cut in range(0, LENGTH, 7):
        path.write_bytes(data[: len(data) - cut])
        append_kept(path, later, "debate", "ada")
        assert read_journal(path).records[-1].plausibility == 0.9


class Disk:
    """Knows of every file what is certain to be there after the power failed; asks `check` at every step."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, check: Callable[[], None]) -> None:
        self.certain: dict[str, bytes] = {}
        self.steps = 0
        self.check = check
        for name in ("write", "fsync", "ftruncate", "replace"):
            monkeypatch.setattr(os, name, self.step(name, getattr(os, name)))

    def step(self, name: str, real: Callable[..., object]) -> Callable[..., object]:
        def act(*arguments: object) -> object:
            done = real(*arguments)
            if name == "replace":
                old, new = map(os.fspath, arguments)
                self.certain[os.path.realpath(new)] = self.certain.pop(os.path.realpath(old), b"")  # without its data
            else:
                path = str(Path(f"/proc/self/fd/{arguments[0]}").readlink())
                if name == "fsync":
                    if Path(path).is_file():
                        self.certain[path] = Path(path).read_bytes()
                else:
                    self.certain.setdefault(path, b"")
                    if path.endswith("debate.toml"):
                        self.certain[path] = b"anything"  # written over in place
            self.steps += 1
            self.check()
            return done

        return act


@pytest.mark.parametrize("linked", [False, True])
def test_a_tree_is_there_whole_at_every_step_of_a_save(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch, linked: bool
):
    path = tmp_path / "debate.toml"
    path.write_text(OLD)
    if linked:
        os.link(path, tmp_path / "other.toml")
    stored = read_stored_tree(path)

    def check() -> None:
        certain = [disk.certain.get(str(path), OLD.encode())]
        certain += [data for name, data in disk.certain.items() if "/aside/" in name]
        assert {OLD.encode(), NEW.encode()} & set(certain)

    with monkeypatch.context() as patch:
        disk = Disk(patch, check)
        save_edit(stored, SetKeys("debate", {"title": "Three or more models debate"}))
    assert (disk.certain[str(path)], path.read_text()) == (NEW.encode(), NEW)
    assert disk.steps >= 3


def test_a_record_is_certain_in_both_places_when_the_append_returns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "ada.toml"
    with monkeypatch.context() as patch:
        disk = Disk(patch, lambda: None)
        append_kept(path, BLOCK, "debate", "ada")
    ((_, copy), (_, journal)) = sorted(disk.certain.items(), key=lambda item: item[0] == str(path))
    assert copy == journal == path.read_bytes()


def test_a_spool_that_is_made_smaller_is_certain_at_every_step(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
):
    path = tmp_path / "ada.toml"
    append_kept(path, EARLIER + BLOCK, "debate", "ada")
    path.write_text("")
    (copy,) = (home / "state" / "gametree" / "spool").iterdir()
    before = {record.key for record in read_spool(path).missing(())}

    def check() -> None:
        there = {record.key for record in parse_journal(disk.certain.get(str(copy), copy.read_bytes())).records}
        assert before <= there

    monkeypatch.setattr(spool, "LARGEST", 100)
    with monkeypatch.context() as patch:
        disk = Disk(patch, check)
        disk.certain[str(copy)] = copy.read_bytes()
        later = parse_journal(b't20261120T100009000Z-eeeee = { node = "debate", plausibility = 0.9 }').records
        append_kept(path, later, "debate", "ada")
    assert {record.key for record in read_spool(path).missing(())} == before  # the journal holds the later one
