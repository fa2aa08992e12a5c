"""The tree's side of a sitting: every edit is saved at once, and what others write to the file is taken in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from gametree.errors import (
    BrokenTree,
    FaultyTree,
    GametreeError,
    NothingToDo,
    NotWritten,
    ReadOnlyTree,
    TreeChanged,
    UnreadableFile,
)
from gametree.files.appending import Stamp, stamp_of
from gametree.files.editing.checking import TreeText
from gametree.files.editing.edits import Edit, SetKeys
from gametree.files.editing.habits import fitting_text
from gametree.files.locations import TreePlace, aside_of
from gametree.files.node_block import read_block, step_to_block
from gametree.files.private import write_private
from gametree.files.putting_back import content, is_gone, write_again
from gametree.files.read_only import why_read_only
from gametree.files.reading import reason
from gametree.files.reading_ahead import ReadingAhead
from gametree.files.tree_editor import Plan, Step, plan_edit, take_step
from gametree.files.tree_file import takes_long
from gametree.files.tree_store import StoredTree, save_edit, save_step
from gametree.model.finding import Finding
from gametree.model.text import quoted
from gametree.model.tree import Tree
from gametree.session.at_rest import large_at_rest
from gametree.session.fresh import FreshReader, read_whole
from gametree.session.seen import Seen, refuse_what_others_changed


class TreeEditing:
    """A tree and its file. What the disk does not take is kept, shown, and tried again; nothing of others' is lost."""

    def __init__(self, place: TreePlace, tree: Tree, stamp: Stamp | None = None) -> None:
        self.place, self.tree = place, tree
        self.findings: tuple[Finding, ...] = ()
        """Why the file cannot be read as it is now; the tree is the last one that could."""
        self.failure = ""
        """Why the last attempt to write failed, if it did."""
        self.left_in: Path | None = None
        """Where edits went that no longer fit what others wrote to the file."""
        self._stamp = stamp  # of the file, when the tree was read
        self._stored: StoredTree | None = None
        self._ahead: ReadingAhead | None = None
        self._reader = FreshReader(place)
        self._as_read = b""  # what was in the file, for as long as nothing is stored
        self._waiting: list[Plan] = []

    @property
    def read_only(self) -> str:
        """Why the tree is not edited where it is; empty where it can be."""
        return why_read_only(self.place)

    @property
    def waiting(self) -> int:
        """How many edits are not on disk."""
        return len(self._waiting)

    @property
    def text(self) -> TreeText:
        """The file's text with the edits that are not on disk yet; raises BrokenTree."""
        if self._waiting:
            return self._waiting[-1].after
        return self._on_disk().text

    # edits

    def expect_edit(self) -> None:
        """Begin to read the file, if that takes long: somebody makes up an edit."""
        if self._stored is None and self._ahead is None and takes_long(self.place.path):
            self._ahead = ReadingAhead(self.place.path, self.place.name)

    @large_at_rest()
    def take(self, change: Edit | Step, seen: Seen | None = None) -> Plan:
        """Make an edit, or a step of the history, and save it. Where the disk refuses it waits: see `failure`.

        `seen` is what the person had before them: what others changed in it meanwhile is not overwritten.
        Raises ReadOnlyTree, BrokenTree, TreeChanged, BadEdit, FaultyEdit, UnknownNode; then nothing is changed.
        """
        if self.read_only:
            raise ReadOnlyTree(f"{self.place.path.name} {self.read_only}; copy it to a place of yours first")
        self.look()
        if self.findings:
            raise BrokenTree(self.place.path, self.findings[0].message)
        if seen is not None and isinstance(change, SetKeys):
            refuse_what_others_changed(change, seen, self.tree)
        self.write_waiting()
        plan = self._save(change) if not self._waiting else self._keep(change)
        if not plan.splices:
            raise NothingToDo("it says so already; nothing was written")
        return plan

    def block(self, node_id: str) -> str:
        """A node's own lines in the file, or those of the `[tree]` table; raises BadEdit, BrokenTree."""
        self.look()
        return read_block(self.text, node_id)

    def block_step(self, node_id: str, seen: str, block: str) -> Step:
        """How other lines take the place of a node's; raises TreeChanged where these are not as seen."""
        if self.block(node_id) != seen:
            raise TreeChanged(f"the lines of {quoted(node_id)} were changed meanwhile; nothing was written")
        return step_to_block(self.text, node_id, block)

    def fitting_text(self, words: str) -> str:
        """A new text as it ends in this file: with a newline or without."""
        return fitting_text(self.text.data, words)

    def write_waiting(self) -> None:
        """Try again to write what is not on disk."""
        while self._waiting:
            try:
                saved = save_step(self._on_disk(), self._waiting[0].forth)
            except NotWritten as error:
                self.failure = error.reason
                return
            except GametreeError:
                self.look()
                return
            first, *rest = self._waiting
            fits = saved.stored.text.text == first.after.text
            self._waiting = rest if fits else list(self._made_again(saved.stored, rest))
            self._take_stored(saved.stored)
        self.failure = ""

    def close(self) -> None:
        """Try a last time; raises NotWritten where something stays unwritten."""
        self.write_waiting()
        if self._waiting:
            raise NotWritten(self.place.path, self.failure)

    @property
    def is_gone(self) -> bool:
        """Whether somebody took the file away, or emptied it; `write_again` puts back what was in it."""
        return bool(self.findings) and bool(self._last_text()) and is_gone(self.place.path)

    def write_again(self) -> None:
        """Write the file as it was when last read, with the edits that wait.

        Raises NotWritten, also where there is a file again, and then nothing is changed.
        """
        write_again(self.place.path, self._last_text())
        self._waiting.clear()
        self.failure = ""
        self.look()

    def _last_text(self, waiting: bool = True) -> bytes:
        """What was in the file when last read, with the edits that wait or without."""
        if self._waiting and waiting:
            return self._waiting[-1].after.text.encode()
        return self._stored.text.text.encode() if self._stored else self._as_read

    def put_aside(self) -> Path:
        """Write the whole text, edits and all, to another file of this user's; raises NotWritten if that fails too."""
        path = self._write_aside()
        self._waiting.clear()
        return path

    def _write_aside(self) -> Path:
        path = aside_of(self.place.path)
        try:
            write_private(path, self.text.text.encode(), flush=True)
        except OSError as error:
            raise NotWritten(path, reason(error)) from error
        return path

    def _save(self, change: Edit | Step) -> Plan:
        stored = self._on_disk()
        try:
            saved = save_step(stored, change) if isinstance(change, Step) else save_edit(stored, change)
        except NotWritten as error:
            self.failure = error.reason
            return self._keep(change)
        self._take_stored(saved.stored)
        return saved.plan

    def _keep(self, change: Edit | Step) -> Plan:
        """The edit made on the text alone, to wait for the disk."""
        plan = take_step(self.text, change) if isinstance(change, Step) else plan_edit(self.text, change)
        if plan.splices:
            self._waiting.append(plan)
            self.tree = plan.after.tree or self.tree
        return plan

    # the disk

    @large_at_rest()
    def look(self) -> bool:
        """Take in what others wrote to the file; whether the tree, or what is said of its file, is another one now."""
        if not self.has_changed():
            return False
        fresh = self._reader.read()
        self._reader.forget()
        was_broken, self._stamp = self.findings, fresh.stamp
        self.findings = fresh.findings
        if fresh.tree is None:
            return was_broken != self.findings
        if fresh.data == self._last_text(waiting=False):
            self._stored = replace(self._stored, stamp=fresh.stamp) if self._stored else None
            return bool(was_broken)
        self._take_in(fresh.data, fresh.tree)
        return True

    def has_changed(self) -> bool:
        """Whether somebody else changed the file, so that the next `look` reads it."""
        if stamp_of(self.place.path) != self._stamp:
            return True
        self._remember()
        return False

    def read_ahead(self) -> Tree | None:
        """Read the file for the next `look`, in a thread, which others hardly notice: the tree there is in it.

        An edit made meanwhile waits for it.
        """
        return self._reader.read().tree

    @property
    def is_read_ahead(self) -> bool:
        """Whether the next `look` has nothing to read."""
        return self._reader.is_read

    def _remember(self) -> None:
        """Keep what is in the file, should it be taken away."""
        if self._stored is None and not self._as_read and not self.findings:
            read = content(self.place.path)
            self._as_read = read if stamp_of(self.place.path) == self._stamp else b""

    def _take_in(self, data: bytes, tree: Tree) -> None:
        """Go on with what others wrote; its text is read when somebody edits it."""
        self._stored, self._ahead, self._as_read, self.tree = None, None, data, tree
        if self._waiting:
            with suppress(BrokenTree):  # it was changed once more, and is looked at again
                try:
                    self._waiting = list(self._made_again(self._on_disk(), self._waiting))
                except NotWritten as error:  # what does not fit could not be put aside either: all of it waits
                    self.failure, self._stamp, self._stored, self._as_read = error.reason, None, None, b""
                self.tree = self.text.tree or self.tree

    def _made_again(self, stored: StoredTree, waiting: Sequence[Plan]) -> Iterator[Plan]:
        """The waiting edits on another text; those that do not fit it go, with the whole text, into a file aside."""
        text = stored.text
        for plan in waiting:
            try:
                again = take_step(text, plan.forth)
            except GametreeError:
                self.left_in = self.left_in or self._write_aside()
            else:
                text = again.after
                yield again

    def _on_disk(self) -> StoredTree:
        if self._stored is None:
            ahead, self._ahead = self._ahead and self._ahead.result(), None
            try:
                known = self.tree if stamp_of(self.place.path) == self._stamp else None
                stored = read_whole(self.place, known, ahead if ahead and ahead.stamp == self._stamp else None)
            except (FaultyTree, UnreadableFile) as error:
                raise BrokenTree(self.place.path, str(error)) from error
            self._take_stored(stored)
            return stored
        return self._stored

    def _take_stored(self, stored: StoredTree) -> None:
        self._stored, self._stamp, self._as_read = stored, stored.stamp, b""
        self.tree = self.text.tree or self.tree
