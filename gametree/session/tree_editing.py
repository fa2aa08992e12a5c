"""The tree's side of a sitting: every edit is saved at once, and what others write to the file is taken in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from gametree.errors import (
    BadEdit,
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
from gametree.files.placing import place_all
from gametree.files.private import write_private
from gametree.files.read_only import why_read_only
from gametree.files.reading import reason
from gametree.files.tree_editor import Plan, Step, plan_edit, take_step
from gametree.files.tree_file import unreadable_finding
from gametree.files.tree_store import StoredTree, read_stored_tree, save_edit, save_step
from gametree.model.finding import Finding
from gametree.model.text import quoted
from gametree.model.tree import QUESTION, Tree
from gametree.session.at_rest import large_at_rest


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

    @large_at_rest()
    def take(self, change: Edit | Step, seen: Tree | None = None) -> Plan:
        """Make an edit, or a step of the history, and save it. Where the disk refuses it waits: see `failure`.

        `seen` is the tree that the person had before them: what others changed in it meanwhile is not overwritten.
        Raises ReadOnlyTree, BrokenTree, TreeChanged, BadEdit, FaultyEdit, UnknownNode; then nothing is changed.
        """
        if self.read_only:
            raise ReadOnlyTree(f"{self.place.path.name} {self.read_only}; copy it to a place of yours first")
        self.look()
        if self.findings:
            raise BrokenTree(self.place.path, self.findings[0].message)
        if seen is not None and isinstance(change, SetKeys):
            _refuse_what_others_changed(change, seen, self.tree)
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
        stamp = stamp_of(self.place.path)
        if stamp == self._stamp:
            return False
        try:
            stored = _read_whole(self.place)
        except FaultyTree as error:
            findings = error.findings
        except UnreadableFile as error:
            findings = (unreadable_finding(error),)
        else:
            return self._take_in(stored)
        self._stamp = stamp
        changed, self.findings = self.findings != findings, findings
        return changed

    def _take_in(self, stored: StoredTree) -> bool:
        was_broken, self.findings = bool(self.findings), ()
        if self._stored and stored.text.text == self._stored.text.text:
            self._take_stored(StoredTree(stored.path, self._stored.text, stored.stamp))
            return was_broken
        self._waiting = list(self._made_again(stored, self._waiting))
        self._take_stored(stored)
        return True

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
            try:
                stored = _read_whole(self.place, self.tree if stamp_of(self.place.path) == self._stamp else None)
            except (FaultyTree, UnreadableFile) as error:
                raise BrokenTree(self.place.path, str(error)) from error
            self._take_stored(stored)
            return stored
        return self._stored

    def _take_stored(self, stored: StoredTree) -> None:
        self._stored, self._stamp = stored, stored.stamp
        self.tree = self.text.tree or self.tree


def _read_whole(place: TreePlace, known: Tree | None = None) -> StoredTree:
    """A tree file with its tree; raises FaultyTree, UnreadableFile. `known` is the tree, where it was read before."""
    stored = read_stored_tree(place.path, place.name)
    if known is not None:
        vars(stored.text)["tree"] = known
    elif stored.text.tree is None:
        raise FaultyTree(place.path, tuple(place_all(list(stored.text.errors), stored.text.bare)))
    return stored


def _refuse_what_others_changed(edit: SetKeys, seen: Tree, now: Tree) -> None:
    """Raise TreeChanged where a key that the person sets does not hold what they saw any more."""
    if edit.id != QUESTION and edit.id not in now.nodes:
        raise TreeChanged(f"{quoted(edit.id)} was taken out of the file meanwhile; nothing was written")
    if edit.id != QUESTION and edit.id not in seen.nodes:
        raise BadEdit(f"{quoted(edit.id)} was not there when you began; look at it anew")
    before, after = (_keys(tree, edit.id) for tree in (seen, now))
    for key in edit.values:
        if before[key] != after[key] != (edit.values[key] or ""):
            says = f" and says {quoted(str(after[key]))} now" if isinstance(after[key], str) else ""
            raise TreeChanged(f"the {key} was changed in the file meanwhile{says}; save again to put yours there")


def _keys(tree: Tree, node_id: str) -> Mapping[str, object]:
    """What the keys of a node, or of the `[tree]` table, hold."""
    table = tree.header if node_id == QUESTION else tree.nodes[node_id]
    names = (
        ("title", "question", "text", "authors")
        if node_id == QUESTION
        else ("kind", "title", "text", "refinement", "sources", "tags", "see", "formerly", "short", "parents")
    )
    found = {name: getattr(table, name) for name in names}
    return found | {"parent": found.get("parents")}
