"""What surrounds the program: full disks, shut folders, odd names, homes that are none, streams that are closed.

Everywhere a sentence and an exit code, what was there is there still, and what was refused can be done again later.
"""

from __future__ import annotations

import errno
import os
import resource
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from gametree.cli.output import within_reason
from gametree.errors import GametreeError, NotWritten
from gametree.files import locations
from gametree.files.clipboard import keep_copy
from gametree.files.config import remember_theme, remembered_theme
from gametree.files.crash_report import keep_report
from gametree.files.drafts import draft_of
from gametree.files.editing.edits import SetKeys
from gametree.files.journal import read_journal
from gametree.files.locations import JournalPlace, TreePlace
from gametree.session import open_session
from gametree.session.tree_copy import copy_tree_to
from tests.cli.conftest import TREE, Run, folder, journal, run, shell

__all__ = ["folder", "journal", "run", "shell"]  # fixtures, said here to be meant

WRITING = {
    "score ./debate.toml debate 40%": "debate.assessments/ada-lovelace.toml",
    "note ./debate.toml debate 'a note of some length'": "debate.assessments/ada-lovelace.toml",
    "score ./debate.toml --from scores.csv": "debate.assessments/ada-lovelace.toml",
    "node set ./debate.toml debate text 'Each shows what is wrong with what the other says.'": "debate.toml",
    "node add ./debate.toml judge --kind problem --title 'The judge is weak' --parent debate": "debate.toml",
    "new ./other.toml": "other.toml",
    "merge-trees base.toml debate.toml theirs.toml": "debate.toml",
}


@contextmanager
def no_file_beyond(size: int) -> Iterator[None]:
    """The system itself writes no file beyond so many bytes: a part, then an error, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, ignored)


@pytest.fixture
def trees(folder: Path, run: Run) -> Path:
    """The folder with a tree, an assessment of it, scores from elsewhere and two versions to merge."""
    assert run("score", "./debate.toml", "debate", "30%").code == 0
    (folder / "scores.csv").write_text("node,plausibility,note\ncollusion,40%,from elsewhere\n")
    (folder / "base.toml").write_text(TREE)
    (folder / "theirs.toml").write_text(TREE.replace("They collude", "Both of the models collude with each other"))
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("room", [0, 100, 330, 500])
@pytest.mark.parametrize("line", WRITING)
def test_a_full_disk_is_a_sentence_and_costs_nothing(run: Run, trees: Path, line: str, room: int):
    before, written = contents(trees), WRITING[line]
    with no_file_beyond(room):
        answer = run(*shlex.split(line))
    assert contents(trees) == before or answer.code == 0
    if answer.code:
        assert (answer.code, answer.out) == (129 if "merge" in line else 2, "")
        assert ("not written: " in answer.err, Path(written).name in answer.err) == (True, True)
        assert run(*shlex.split(line)).code == 0
    after = contents(trees)
    assert after[written] != before.get(written)
    assert {name for name in after if ".new" in name or ".gametree-" in name} == set()


def test_on_a_full_disk_what_was_refused_can_be_done_later(run: Run, trees: Path, journal: Path):
    for line in WRITING:
        with no_file_beyond(100):
            run(*shlex.split(line))
        assert run(*shlex.split(line)).code == 0
    kept = [(record.node, record.plausibility, record.note) for record in read_journal(journal).records]
    assert kept[:3] == [("debate", 0.3, None), ("debate", 0.4, None), ("debate", None, "a note of some length")]
    assert "Both of the models" in (trees / "debate.toml").read_text()


def test_what_is_kept_aside_says_whether_it_was_kept(home: Path, tmp_path: Path):
    draft = draft_of(tmp_path / "ada.toml", "debate")
    remember_theme("dark")
    assert draft.write("half a thought")
    with no_file_beyond(3):
        assert not draft.write("half a thought and more")
        assert (keep_copy("a title"), keep_report("a trace")) == (None, None)
        remember_theme("some light theme")
    assert (draft.read(), remembered_theme()) == ("half a thought", "dark")
    assert [path.name for path in (home / "state" / "gametree").rglob("*.new")] == []


def test_a_copy_of_a_tree_on_a_full_disk_leaves_nothing_behind(trees: Path, journal: Path):
    session = open_session(TreePlace(trees / "debate.toml", False), JournalPlace(journal, "here"), "ada")
    with no_file_beyond(100), pytest.raises(NotWritten):
        copy_tree_to(session, trees / "mine.toml")
    assert not (trees / "mine.toml").exists()
    assert copy_tree_to(session, trees / "mine.toml").tree.title == "Debate"


class ReadOnly:
    """Whatever would change something beneath a folder fails, as it does where one may only read."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path, code: int) -> None:
        self.folder, self.code, self.access, self.open = os.path.realpath(folder), code, os.access, os.open
        monkeypatch.setattr(os, "access", self._access)
        monkeypatch.setattr(os, "open", self._open)
        for name in ("mkdir", "unlink", "rename", "replace", "chmod", "symlink"):
            monkeypatch.setattr(os, name, self._guarded(getattr(os, name)))

    def _is_beneath(self, path: object) -> bool:
        return not isinstance(path, int) and os.path.realpath(path).startswith(self.folder)  # type: ignore[arg-type]

    def _refuse(self, path: object) -> None:
        raise OSError(self.code, os.strerror(self.code), str(path))

    def _access(self, path: str, mode: int) -> bool:
        return not (mode & os.W_OK and self._is_beneath(path)) and self.access(path, mode)

    def _open(self, path: str, flags: int, *mode: int, **more: int) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) and self._is_beneath(path):
            self._refuse(path)
        return self.open(path, flags, *mode, **more)

    def _guarded(self, call: Callable[..., object]) -> Callable[..., object]:
        def guarded(path: object, *rest: object, **more: object) -> object:
            if self._is_beneath(path):
                self._refuse(path)
            return call(path, *rest, **more)

        return guarded


@pytest.mark.parametrize("code", [errno.EACCES, errno.EROFS])
@pytest.mark.parametrize("line", WRITING)
def test_where_one_may_only_read_it_is_said_or_written_elsewhere(
    run: Run, trees: Path, monkeypatch: pytest.MonkeyPatch, line: str, code: int
):
    before = contents(trees)
    with monkeypatch.context() as patch:
        ReadOnly(patch, trees, code)
        answer = run(*shlex.split(line))
    assert contents(trees) == before
    assert (answer.code, answer.out) == (129 if "merge" in line else 2, "")
    assert f"{Path(WRITING[line]).name}: not written: {os.strerror(code).lower()}" in answer.err


def test_in_a_folder_that_may_only_be_read_a_new_assessment_goes_to_the_persons_own(
    run: Run, folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch
):
    with monkeypatch.context() as patch:
        ReadOnly(patch, folder, errno.EROFS)
        answer = run("score", "./debate.toml", "debate", "30%")
        assert run("log", "./debate.toml").out.count("30") == 1
    assert (answer.code, str(home / "data" / "gametree") in answer.err) == (0, True)


LONG = {"letters": "a" * 250, "umlauts": "ü" * 124, "bytes": os.fsdecode(b"\xff" * 250)}


@pytest.mark.parametrize("name", LONG)
def test_a_tree_of_the_longest_name_there_is_can_be_scored_edited_and_read(run: Run, folder: Path, name: str):
    tree = f"./{LONG[name]}.toml"
    (folder / "debate.toml").rename(folder / tree)
    os.link(folder / tree, folder / "another name")  # so that its old content is kept aside when it is written
    for line in ("score {} debate 30%", "node set {} debate title New", "show {}", "log {}", "compare {}", "check {}"):
        answer = run(*(tree if word == "{}" else word for word in line.split()))
        assert (answer.code, "too long" in answer.err) == (0, False), answer.err


@pytest.mark.parametrize(
    "variables",
    [{"HOME": "here"}, {"HOME": ""}, {"XDG_DATA_HOME": "here", "XDG_STATE_HOME": "here", "XDG_CONFIG_HOME": "here"},
     {"XDG_DATA_HOME": "", "XDG_STATE_HOME": " ", "XDG_CONFIG_HOME": "~/x"}],
    ids=str,
)  # fmt: skip
def test_a_home_that_is_relative_or_empty_does_not_lead_to_the_folder_one_is_in(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]
):
    if "HOME" in variables:
        for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
            monkeypatch.delenv(name)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    places = (locations.crash_place(), locations.config_place(), locations.aside_place("debate", "ada", "k"))
    assert all(place.is_absolute() for place in (*places, draft_of(Path("ada.toml"), "debate").path))


def pipe(path: Path) -> None:
    os.mkfifo(path)


def loop(path: Path) -> None:
    path.symlink_to(path.name)


def dangling(path: Path) -> None:
    path.symlink_to("nowhere.toml")


def made_a_folder(path: Path) -> None:
    path.mkdir()


def deleted(path: Path) -> None:
    pass


def emptied(path: Path) -> None:
    path.touch()


@pytest.mark.parametrize("become", [pipe, loop, dangling, made_a_folder, deleted, emptied])
def test_whatever_a_tree_and_its_journal_become_while_open_nothing_is_lost(
    trees: Path, journal: Path, home: Path, become: Callable[[Path], None]
):
    session = open_session(TreePlace(trees / "debate.toml", False), JournalPlace(journal, "here"), "ada")
    texts = {path: path.read_bytes() for path in (trees / "debate.toml", journal)}
    for path in texts:
        path.unlink()
        become(path)
    session.reload_tree_if_changed()
    session.reload_if_changed()
    session.judge("collusion", 0.7)
    with pytest.raises(GametreeError):
        session.edit(SetKeys("debate", {"title": "Never"}))
    assert (session.assessment.judgements["debate"].plausibility, len(session.tree.nodes)) == (0.3, 2)
    with suppress(NotWritten):
        session.close()
    for path, text in texts.items():
        path.rmdir() if become is made_a_folder else path.unlink(missing_ok=True)
        path.write_bytes(text)
    session.retry()
    session.close()
    left = [*journal.parent.iterdir(), *(home / "state" / "gametree" / "spool").iterdir()]  # one went through the link
    assert {0.3, 0.7} <= {record.plausibility for path in left for record in read_journal(path).records}
    assert (trees / "debate.toml").read_bytes() == texts[trees / "debate.toml"]


@pytest.mark.parametrize("which", ["base", "debate", "theirs"])
@pytest.mark.parametrize("become", [pipe, loop, made_a_folder, deleted])
def test_what_is_no_version_of_a_tree_is_not_taken_for_a_merge(
    run: Run, trees: Path, which: str, become: Callable[[Path], None]
):
    (trees / f"{which}.toml").unlink()
    become(trees / f"{which}.toml")
    answer = run("merge-trees", "base.toml", "debate.toml", "theirs.toml")
    assert (answer.code, "NOT merged" in answer.err) == (129, True)


def test_a_version_that_may_not_be_read_is_not_taken_for_a_merge(
    run: Run, trees: Path, monkeypatch: pytest.MonkeyPatch
):
    open_, access = os.open, os.access

    def shut(path: str, flags: int, *mode: int, **more: int) -> int:
        if "theirs" in str(path):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        return open_(path, flags, *mode, **more)

    monkeypatch.setattr(os, "open", shut)
    monkeypatch.setattr(os, "access", lambda path, mode: "theirs" not in str(path) and access(path, mode))
    answer = run("merge-trees", "base.toml", "debate.toml", "theirs.toml")
    assert (answer.code, "theirs.toml: cannot be opened: permission denied" in answer.err) == (129, True)


def test_ours_that_changed_during_the_merge_is_left_alone(run: Run, trees: Path, monkeypatch: pytest.MonkeyPatch):
    from gametree.cli import merge_trees

    merge = merge_trees._merge

    def meanwhile(*versions: object) -> tuple[bytes, bool]:
        (trees / "debate.toml").write_text("# typed meanwhile\n")
        return merge(*versions)  # type: ignore[arg-type]

    monkeypatch.setattr(merge_trees, "_merge", meanwhile)
    answer = run("merge-trees", "base.toml", "debate.toml", "theirs.toml")
    assert (answer.code, "changed it meanwhile" in answer.err) == (129, True)
    assert (trees / "debate.toml").read_text() == "# typed meanwhile\n"


def test_nobody_is_said_to_have_assessed_nothing_where_that_cannot_be_known(
    run: Run, trees: Path, journal: Path, monkeypatch: pytest.MonkeyPatch
):
    journal.unlink()
    journal.mkdir()
    assert "none of the assessments of debate can be read" in run("compare", "./debate.toml").err
    journal.rmdir()
    assert "nobody has assessed debate yet" in run("compare", "./debate.toml").err
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != journal.parent.name and access(path, mode))
    assert f"{journal.parent.name}: cannot be looked into: permission denied" in run("compare", "./debate.toml").err


def test_a_link_in_the_schema_s_place_is_no_reason_not_to_make_a_tree(run: Run, folder: Path):
    (folder / "gametree.schema.json").symlink_to("nowhere")
    assert run("new", "other.toml").code == 0
    assert (folder / ".gitattributes").is_file()


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{} score ./debate.toml debate 30% 2>/dev/full", 0),
        ("{} check ./debate.toml >/dev/full 2>&1", 2),
        ("{} show nothing 2>/dev/full", 2),
        ("{} diff --git debate.toml >&-", 0),
        ("{} open ./debate.toml <&-", 2),
        ("{} diff --git nowhere.toml", 2),
    ],
)
def test_streams_that_are_full_or_closed_do_not_change_what_is_answered(
    shell: Callable[..., subprocess.CompletedProcess[bytes]], line: str, code: int
):
    done = shell(line)
    assert (done.returncode, b"Traceback" in done.stderr) == (code, False)
    assert b"nowhere.toml: No such file" in done.stderr or "nowhere" not in line


@pytest.mark.parametrize(("columns", "used"), [(-5, 20), (0, 20), (1, 20), (80, 80), (500, 500), (10**12, 1000)])
def test_text_is_laid_out_whatever_the_terminal_says_of_its_width(columns: int, used: int):
    assert within_reason(columns) == used


@pytest.mark.parametrize("columns", ["1", "99999999999"])
@pytest.mark.parametrize("line", ["list", "show technical-alignment", "compare ./debate.toml", "log ./debate.toml"])
def test_every_text_fits_a_terminal_of_any_width(
    run: Run, trees: Path, monkeypatch: pytest.MonkeyPatch, columns: str, line: str
):
    monkeypatch.setenv("COLUMNS", columns)
    with monkeypatch.context() as patch:
        patch.setattr("gametree.cli.output.sys", Terminal())
        answer = run(*line.split())
    assert answer.code == 0


class Terminal:
    """`sys` with a standard output that is a terminal."""

    class stdout:  # noqa: N801
        isatty = staticmethod(lambda: True)

    def __getattr__(self, name: str) -> object:
        return getattr(sys, name)
