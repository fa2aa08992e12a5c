"""Whatever two people, an editor, git and the disk do in whatever order: sittings, files and a simple model agree.

`GAMETREE_TEST_SITTINGS=2000` has that many of them.
"""

from __future__ import annotations

import errno
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path
from random import Random
from threading import Event
from typing import Any, get_args

import tomli
from hypothesis import HealthCheck, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from gametree.errors import BadEdit, BrokenTree, GametreeError, NothingToDo, NotWritten, StepBarred, TreeChanged
from gametree.files.editing.edits import Edit, RemoveNode, SetKeys
from gametree.files.journal import format_record, new_key, read_journal
from gametree.files.locations import JournalPlace, TreePlace
from gametree.files.spool import Spool
from gametree.files.tree_editor import edit_text
from gametree.model.assessment import UNSCORED, Record
from gametree.model.tree import QUESTION
from gametree.session import Session, open_session
from tests.files.edit_laws import random_edit
from tests.nursery import IN_MEMORY
from tests.session.sitting_model import (
    Difference,
    Document,
    Entry,
    Score,
    Sum,
    as_judged,
    difference,
    document_of,
    document_shown,
    edited,
    nodes_of,
    renamed,
    stale,
    with_difference,
)

TREE = """\
# remark 0

[tree]
title = "Debate"   # remark 1

[source.post]
title = "A post"

[node.rl]
kind = "architecture"
title = "RL"

# remark 2
[node.hch]
kind = "architecture"
title = "HCH"   # remark 3

[node.a]
kind = "strategy"
parent = "rl"
title = "A"
text = \"\"\"
Words.
\"\"\"

# remark 4

[node.b]
kind = "problem"
parent = ["a", "hch"]
title = "B"
formerly = ["old-b"]
sources = ["post"]

[node.c]
kind = "strategy"
parent = ["b"]   # remark 5
title = "C"
see = ["a"]
"""
MOST_NODES = 9
KINDS_OF_EDIT = get_args(Edit)
FAULTS = ("\n[node.a", "\n<<<<<<< ours\n", "\n[tree]\n", "\nparent = 3\n", "\0")
_REMARK = re.compile(r"# remark \d+")

people = st.sampled_from([0, 0, 0, 1])
picks = st.integers(0, 59)
fractions = st.sampled_from([0.0, 0.25, 1 / 3, 0.8, 1.0])
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=9).map(lambda text: f"n{text}n")


class Disk:
    """Refuses to write files of some sorts, after some bytes; the machine itself writes past it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.state = str(folder), os.environ["XDG_STATE_HOME"]
        self.refuses: frozenset[str] = frozenset()
        self.room = 0
        self.real = os.write, os.posix_fallocate
        os.write, os.posix_fallocate = self.write, self.allocate

    def heal(self) -> None:
        self.refuses = frozenset()

    def remove(self) -> None:
        os.write, os.posix_fallocate = self.real

    def write(self, descriptor: int, data: bytes) -> int:
        sort = self.sort(descriptor)
        if sort not in self.refuses:
            return self.real[0](descriptor, data)
        if not self.room or sort == "state":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written = self.real[0](descriptor, bytes(data)[: self.room])
        self.room -= written
        return written

    def allocate(self, descriptor: int, start: int, length: int) -> None:
        if self.sort(descriptor) in self.refuses:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self.real[1](descriptor, start, length)

    def sort(self, descriptor: int) -> str:
        path = str(Path(f"/proc/self/fd/{descriptor}").readlink())
        if path.startswith(self.state):
            return "state"
        if not path.startswith(self.folder):
            return "other"
        return "journal" if ".assessments" in path else "tree"


class Barred(Exception):
    """A step cannot be taken just now, and was refused as it should be."""


@dataclass
class Step:
    """Something done that can be undone: `go` does it, from `there` to here and then back."""

    go: Callable[[bool], None]
    texts: tuple[str, str] = ("", "")


@dataclass
class Person:
    """What one of the people at the tree should see, and what is theirs on disk."""

    name: str
    journal: Path
    session: Session
    view: Document
    saved: Event = field(default_factory=Event)
    edits: list[Difference] = field(default_factory=list)
    """Of the tree, not on disk."""
    file: list[Entry] = field(default_factory=list)
    shown: list[Entry] = field(default_factory=list)
    unsaved: list[Entry] = field(default_factory=list)
    spooled: dict[str, Entry] = field(default_factory=dict)
    lost: dict[str, Entry] = field(default_factory=dict)
    began_anew: bool = False
    knew_file: bool = False
    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)
    holders: dict[str, str] = field(default_factory=dict)

    @property
    def sum(self) -> Sum:
        return Sum.of(self.shown, renamed(self.view))

    def present(self, node: str) -> str:
        return renamed(self.view).get(node, node)

    def node(self, pick: int) -> str:
        """Any node, or one that was called otherwise; more often one of the first two."""
        names = [*nodes_of(self.view), *renamed(self.view), QUESTION]
        return names[pick % (len(names) if pick % 2 else 2)]

    def bytes_on_disk(self) -> bytes:
        return b"" if self.is_gone else self.journal.read_bytes()

    @property
    def is_gone(self) -> bool:
        return not self.journal.is_file() or self.journal.stat().st_size == 0


class Sitting(RuleBasedStateMachine):
    """Two people at one tree; `document` is what its file says, `mended` its text while it cannot be read."""

    people: list[Person]

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory(dir=IN_MEMORY)
        self.state_home, os.environ["XDG_STATE_HOME"] = os.environ["XDG_STATE_HOME"], f"{self.folder.name}/state"
        self.tree = Path(self.folder.name) / "t.toml"
        self.tree.write_text(TREE)
        self.disk = Disk(Path(self.folder.name))
        self.document = document_of(TREE)
        self.mended: str | None = None
        self.branch: tuple[bytes, list[Entry], bytes] | None = None
        self.away: tuple[int, bytes, list[Entry]] | None = None
        self.number = 10
        self.now = datetime(2026, 11, 20, 10, tzinfo=UTC)
        self.people = [self.sit(name) for name in ("ada", "bob")]

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            self.disk.remove()
            for person in self.people:
                with suppress(NotWritten):
                    person.session.close()
            os.environ["XDG_STATE_HOME"] = self.state_home
            self.folder.cleanup()

    def clock(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now

    def count(self) -> int:
        self.number += 1
        return self.number

    def sit(self, name: str, earlier: Person | None = None) -> Person:
        journal = self.tree.parent / "t.assessments" / f"{name}.toml"
        session = open_session(TreePlace(self.tree, bundled=False), JournalPlace(journal, "here"), name, self.clock)
        person = Person(name, journal, session, self.document)
        if earlier:
            person.file, person.spooled = earlier.file, earlier.spooled
        person.shown = [*person.file]
        person.lost = {key: entry for key, entry in person.spooled.items() if entry not in person.file}
        person.knew_file = journal.exists()
        session.journal.on_saved(person.saved.set)
        return person

    # the journal

    def settle(self, person: Person, tried: bool) -> None:
        """Wait for the writer, if it tries anything, and see what is on disk now."""
        journal = person.session.journal
        while journal.unsaved and not journal.state.failure:
            person.saved.wait(1)
            person.saved.clear()
        waiting = {record.key for record in journal.unsaved}
        if tried and "state" not in self.disk.refuses:
            person.spooled |= {entry.key: entry for entry in person.unsaved}
        person.file += [entry for entry in person.unsaved if entry.key not in waiting]
        person.unsaved = [entry for entry in person.unsaved if entry.key in waiting]

    @contextmanager
    def writing(self, person: Person, tried: bool = True) -> Iterator[None]:
        """Only lines at the end come to the journal meanwhile, and nothing but what is saved."""
        was_gone, before, count = person.is_gone, person.bytes_on_disk(), len(person.file)
        yield
        self.settle(person, tried)
        if was_gone and not person.is_gone:
            person.began_anew |= person.knew_file
            person.knew_file = True
        after = person.bytes_on_disk()
        assert after.startswith(before) if len(person.file) > count else after == before

    def say(self, person: Person, act: Callable[[], object], *wanted: tuple[str, dict[str, Any]]) -> list[Entry]:
        """An act that says something new of nodes, in records of its own."""
        known = {record.key for record in person.session.assessment.records}
        with self.writing(person):
            act()
            new = [record for record in person.session.assessment.records if record.key not in known]
            assert [person.present(record.node) for record in new] == [person.present(node) for node, _ in wanted]
            entries = [Entry(r.key, r.node, **said) for r, (_, said) in zip(new, wanted, strict=True)]
            assert all(entry.is_held_by(record) for entry, record in zip(entries, new, strict=True))
            person.shown += entries
            person.unsaved += entries
        return entries

    def act(self, person: Person, step: Step) -> None:
        person.done.append(step)
        person.undone.clear()

    def score(self, person: Person, node: str, act: Callable[[], object], after: Score | None) -> None:
        node = person.present(node)
        before = person.sum.scores.get(node)
        self.say(person, act, (node, {"score": after or UNSCORED}))
        self.act(person, Step(lambda back: self.put(person, back, [(person.present(node), before, after)])))

    def put(self, person: Person, back: bool, changes: list[tuple[str, Score | None, Score | None]]) -> None:
        """Undo or redo of scores, all of them or none."""
        scores = person.sum.scores
        ways = [(node, after, before) if back else (node, before, after) for node, before, after in changes]
        way = person.session.undo if back else person.session.redo
        if any(scores.get(person.present(node)) != expected for node, expected, _ in ways):
            self.refuse(way, StepBarred)
            raise StepBarred
        self.say(person, way, *((node, {"score": wanted or UNSCORED}) for node, _, wanted in ways))

    def refuse(self, act: Callable[[], object], *errors: type[GametreeError]) -> None:
        try:
            act()
        except errors:
            return
        raise AssertionError("it should have been refused")

    @rule(who=people, pick=picks, number=fractions, ends=st.none() | st.tuples(fractions, fractions))
    def judge(self, who: int, pick: int, number: float, ends: tuple[float, float] | None) -> None:
        person = self.people[who]
        node = person.node(pick)
        ends = ends and (min(*ends, number), max(*ends, number))
        after = number, ends, as_judged(person.view, person.present(node))
        self.score(person, node, lambda: person.session.judge(node, number, ends), after)

    @rule(who=people, pick=picks)
    def unscore(self, who: int, pick: int) -> None:
        person = self.people[who]
        scored = [node for node in person.sum.scores if node in person.view]
        node = scored[pick % len(scored)] if scored and pick % 4 else person.node(pick)
        if person.present(node) not in person.sum.scores:
            return self.refuse(lambda: person.session.unscore(node), NothingToDo)
        return self.score(person, node, lambda: person.session.unscore(node), None)

    @rule(who=people, before=st.lists(fractions, max_size=3))
    def scale(self, who: int, before: list[float]) -> None:
        person = self.people[who]
        for pick, number in enumerate(before):
            self.judge(who, 2 * pick, number, None)
        nodes = nodes_of(person.view)
        tops = [name for name in nodes if nodes[name]["kind"] == "architecture" and "parent" not in nodes[name]]
        standing = {name: person.sum.scores[name] for name in tops if name in person.sum.scores}
        total = sum(score[0] for score in standing.values())
        if total <= 1 + 1e-9:
            return self.refuse(person.session.scale_architectures, NothingToDo)
        scored = {name: score for name, score in standing.items() if score[0]}
        known = {record.key for record in person.session.assessment.records}
        with self.writing(person):
            person.session.scale_architectures()
            new = [record for record in person.session.assessment.records if record.key not in known]
            assert [record.node for record in new] == [name for name in person.session.tree.nodes if name in scored]
            after = {r.node: (r.plausibility, r.range, scored[r.node][2]) for r in new}
            assert abs(sum(score[0] for score in after.values()) - 1) < 1e-9
            assert all(abs(after[name][0] - scored[name][0] / total) < 1e-3 for name in scored)
            entries = [Entry(record.key, record.node, after[record.node]) for record in new]
            person.shown += entries
            person.unsaved += entries
        changes = [(record.node, scored[record.node], after[record.node]) for record in new]
        return self.act(person, Step(lambda back: self.put(person, back, changes)))

    @rule(who=people, pick=picks, text=texts)
    def note(self, who: int, pick: int, text: str) -> None:
        person = self.people[who]
        node = person.present(person.node(pick))
        (entry,) = self.say(person, lambda: person.session.note(node, text), (node, {"note": text}))
        self.act(person, Step(lambda back: self.swap(person, back, node, entry.key, None, text)))

    @rule(who=people, pick=picks, which=picks, text=st.none() | texts)
    def change_note(self, who: int, pick: int, which: int, text: str | None) -> None:
        """Put another text in the place of a note, or none."""
        person = self.people[who]
        noted = [node for node in person.sum.notes if node in person.view]
        if not noted:
            return None
        node = noted[pick % len(noted)]
        key, before = list(person.sum.notes[node].items())[which % len(person.sum.notes[node])]
        if text == before:
            return self.refuse(lambda: person.session.edit_note(node, key, text), NothingToDo)
        token = next((token for token, holder in person.holders.items() if holder == key), key)

        def change() -> None:
            person.session.retract_note(node, key) if text is None else person.session.edit_note(node, key, text)

        (entry,) = self.say(person, change, (node, {"note": text, "retract": key}))
        person.holders[token] = entry.key
        return self.act(person, Step(lambda back: self.swap(person, back, node, token, before, text)))

    def swap(self, person: Person, back: bool, node: str, token: str, before: str | None, after: str | None) -> None:
        """Undo or redo of a note."""
        expected, wanted = (after, before) if back else (before, after)
        way = person.session.undo if back else person.session.redo
        key = person.holders.get(token, token)
        if expected is not None and key not in person.sum.notes.get(person.present(node), {}):
            self.refuse(way, StepBarred)
            raise StepBarred
        said = {"note": wanted, "retract": None if expected is None else key}
        (entry,) = self.say(person, way, (node, said))
        person.holders[token] = entry.key

    # undo and redo

    @rule(who=people, times=st.integers(1, 3))
    def undo(self, who: int, times: int) -> None:
        for _ in range(times):
            self.take(self.people[who], back=True)

    @rule(who=people, times=st.integers(1, 3))
    def redo(self, who: int, times: int) -> None:
        for _ in range(times):
            self.take(self.people[who], back=False)

    @rule(who=people)
    def undo_and_redo(self, who: int) -> None:
        self.take(self.people[who], back=True)
        self.sittings_and_model_agree()
        self.take(self.people[who], back=False)

    def take(self, person: Person, back: bool) -> None:
        steps, others = (person.done, person.undone) if back else (person.undone, person.done)
        if not steps:
            return self.refuse(person.session.undo if back else person.session.redo, NothingToDo)
        with suppress(Barred):
            try:
                steps[-1].go(back)
            except StepBarred:
                steps.pop()
            else:
                others.append(steps.pop())
        return None

    # the tree

    def text(self, person: Person) -> str:
        """The tree's text with the person's edits."""
        return person.session.editing.text.text if person.edits else self.tree.read_bytes().decode()

    def look(self, person: Person) -> None:
        """What is known of the tree right before the person writes to it."""
        if person.edits:
            self.reload_tree(person)
        elif self.mended is None:
            person.view = self.document

    def reload_tree(self, person: Person) -> None:
        """The edits not on disk are made again on what others wrote, or left in a file of their own."""
        before, editing = person.view, person.session.editing
        try:
            person.session.reload_tree_if_changed()
        except NotWritten:
            assert person.edits and "state" in self.disk.refuses
            return
        if self.mended is not None:
            return
        shown = document_shown(person.session.tree)
        count = len(person.edits)
        kept = next(
            kept
            for size in range(count, -1, -1)
            for kept in combinations(person.edits, size)
            if shown == self.with_edits(self.document, kept)
        )
        if len(kept) < count:
            event("edits that no longer fitted")
            assert editing.left_in is not None
            assert document_of(editing.left_in.read_bytes().decode()) == before
            editing.left_in = None
        person.edits, person.view = list(kept), shown
        self.flushed(person)

    def with_edits(self, document: Document, edits: tuple[Difference, ...]) -> Document | None:
        found: Document | None = document
        for edit in edits:
            found = with_difference(found, edit) if found is not None else None
        return found

    def flushed(self, person: Person) -> None:
        """Some of the edits that waited are on disk now."""
        while len(person.edits) > person.session.editing.waiting:
            document = with_difference(self.document, person.edits.pop(0))
            assert document is not None
            self.document = document

    def edit(
        self, person: Person, act: Callable[[], object], wanted: Callable[[Document], Document], fits: bool = False
    ) -> None:
        """An edit of the tree; `fits` where nothing speaks against it."""
        self.look(person)
        if self.mended is not None:
            file = self.bytes_of_tree()
            self.refuse(act, GametreeError)
            assert self.bytes_of_tree() == file
            return
        before = self.text(person)
        try:
            act()
        except GametreeError as error:
            assert not fits or isinstance(error, NothingToDo), error
            self.flushed(person)
            event("edit refused")
            return
        self.took(person, difference(person.view, wanted(person.view)))
        now = self.text(person)
        assert not remarks_left(before, now)
        step = Step(lambda back: self.retake(person, back, step), (now, before))
        self.act(person, step)

    def took(self, person: Person, wanted: Difference) -> None:
        after = with_difference(person.view, wanted)
        assert after is not None
        person.view = after
        person.edits.append(wanted)
        self.flushed(person)

    def retake(self, person: Person, back: bool, step: Step) -> None:
        """Undo or redo of an edit: the same bytes as before it, where nobody else wrote meanwhile."""
        way = person.session.undo if back else person.session.redo
        self.look(person)
        if self.mended is not None:
            self.refuse(way, BrokenTree)
            raise Barred
        (here, there), before = step.texts, self.text(person)
        try:
            way()
        except StepBarred:
            assert before != here
            self.flushed(person)
            event("undo refused after a change by others")
            raise
        self.took(person, difference(document_of(here), document_of(there)))
        now = self.text(person)
        if before == here:
            assert now == there, (here, there, now)
        else:
            assert remarks_left(before, now) <= remarks_left(here, there), (here, there, before, now)
        step.texts = now, before

    def bytes_of_tree(self) -> bytes | None:
        return self.tree.read_bytes() if self.tree.is_file() else None

    @rule(who=people, kind=st.sampled_from(KINDS_OF_EDIT), dice=st.integers(0, 2**32))
    def edit_anything(self, who: int, kind: type[Edit], dice: int) -> None:
        person, random = self.people[who], Random(f"{dice}{self.count()}")
        nodes = nodes_of(person.view)
        sources = {name.split()[1]: table for name, table in person.view.items() if " " in name}
        edits = (random_edit(random, {"node": nodes, "source": sources}) for _ in range(2000))
        edit = next(self.sensible(person, (edit for edit in edits if isinstance(edit, kind)), random.choice([1, 9])))
        if len(nodes) > MOST_NODES and not isinstance(edit, SetKeys):
            edit = RemoveNode(random.choice(list(nodes)), recursive=True)
        event(type(edit).__name__)
        self.edit(person, lambda: person.session.edit(edit), lambda view: edited(edit, view))

    def sensible(self, person: Person, edits: Iterator[Edit], most: int) -> Iterator[Edit]:
        """The first of so many edits that would be made on the tree that the person sees, or the last."""
        for number, edit in enumerate(edits, 1):
            with suppress(GametreeError):
                if number == most or self.mended is not None or edit_text(self.text(person), edit):
                    yield edit

    @rule(who=people, pick=picks)
    def retitle(self, who: int, pick: int) -> None:
        """As in a form that was opened before others wrote; their words are not overwritten."""
        person, title = self.people[who], f"T{self.count()}"
        node = [QUESTION, *nodes_of(person.view)][pick % (1 + len(nodes_of(person.view)))]
        seen, before = person.session.tree, person.view[node]["title"]
        edit = SetKeys(node, {"title": title})
        self.look(person)
        changed = node not in person.view or person.view[node]["title"] != before
        if changed and self.mended is None:
            self.refuse(lambda: person.session.edit(edit, seen), TreeChanged)
            self.flushed(person)
        else:
            self.edit(person, lambda: person.session.edit(edit, seen), lambda view: edited(edit, view), fits=True)

    @rule(who=people, pick=picks, meanwhile=st.booleans(), dice=st.integers(0, 2**32))
    def paste_lines(self, who: int, pick: int, meanwhile: bool, dice: int) -> None:
        """A node's own lines, changed in an editor and put in their place."""
        person, title = self.people[who], str(self.count())
        node = list(nodes_of(person.view))[pick % len(nodes_of(person.view))]
        self.look(person)
        if self.mended is not None or node not in person.view:
            self.reload_tree(person)
            return
        with suppress(BadEdit):
            block = person.session.editing.block(node)
            lines, found = re.subn(r'(?m)^title = "[^"\\]*"', f'title = "{title}"', block, count=1)
            before = self.document
            if meanwhile:
                self.edit_by_hand("retitle", dice, by_rename=False, node=node)

            def paste() -> None:
                person.session.edit(person.session.editing.block_step(node, block, f"# remark {title}\n{lines}"))

            def wanted(view: Document) -> Document:
                return {**view, node: {**view[node], "title": title}} if found else view

            if self.document.get(node) == before.get(node):
                self.edit(person, paste, wanted)
            else:
                self.look(person)
                self.refuse(paste, TreeChanged, BadEdit)
                self.flushed(person)
        if document_shown(person.session.tree) != person.view:  # it has looked, and was refused
            assert person.session.reload_tree_if_changed()

    @rule(how=st.sampled_from(["retitle", "add", "delete", "remark", "line ends"]), dice=st.integers(0, 2**32),
          by_rename=st.booleans())  # fmt: skip
    def edit_by_hand(self, how: str, dice: int, by_rename: bool, node: str = "") -> None:
        """Somebody's editor saves another text over the file."""
        if self.mended is not None:
            return
        text, random, number = self.tree.read_bytes().decode(), Random(dice), self.count()
        nodes = nodes_of(self.document)
        node = node if node in nodes else random.choice(list(nodes))
        new, document = text, self.document
        if how == "retitle":
            header = text.find(f"[node.{node}]")
            new = text[:header] + re.sub(r'(?m)^title = "[^"\\]*"', f'title = "H{number}"', text[header:], count=1)
            document = {**document, node: {**document[node], "title": f"H{number}"}}
        elif how == "add":
            new = f'{text}\n\n# remark {number}\n[node.h{number}]\nkind = "claim"\ntitle = "H"\nparent = "{node}"\n'
            document = {**document, f"h{number}": {"kind": "claim", "title": "H", "parent": [node]}}
        elif how == "delete":
            new = re.sub(rf"(?ms)^\[node\.{node}\].*?(?=^\[|^#|\Z)", "", text)
            document = {name: table for name, table in document.items() if name != node}
            if len(nodes) == 1 or any(node in (*t.get("parent", ()), *t.get("see", ())) for t in nodes.values()):
                return
        elif how == "remark":
            new = text.replace(f"[node.{node}]", f"# remark {number}\n[node.{node}]", 1)
        else:
            new = text.replace("\r\n", "\n") if "\r\n" in text else text.replace("\n", "\r\n")
        with suppress(tomli.TOMLDecodeError):
            if document_of(new) == document:
                save(self.tree, new.encode(), by_rename)
                self.document = document

    @rule(fault=st.sampled_from([*FAULTS, "away", "emptied", "folder"]), by_rename=st.booleans())
    def spoil_tree(self, fault: str, by_rename: bool) -> None:
        """The file cannot be read for a while: half an edit, a conflict, a branch without it."""
        if self.mended is None:
            self.mended = self.tree.read_bytes().decode()
            if fault in ("away", "folder"):
                self.tree.unlink()
                self.tree.mkdir() if fault == "folder" else None
            else:
                save(self.tree, (b"" if fault == "emptied" else (self.mended + fault).encode()), by_rename)

    @precondition(lambda self: self.mended is not None)
    @rule(by_rename=st.booleans())
    def mend_tree(self, by_rename: bool) -> None:
        assert self.mended is not None
        if self.tree.is_dir():
            self.tree.rmdir()
        save(self.tree, self.mended.encode(), by_rename)
        self.mended = None

    # what others do to a journal

    def line(self, person: Person, pick: int, number: float) -> tuple[Entry, bytes]:
        """A line that somebody writes by hand or that comes from another machine, without a digest."""
        node = "ghost" if pick == 0 else person.node(pick)
        entry = Entry(f"t{self.clock():%Y%m%dT%H%M%S%f}"[:19] + f"Z-h{self.count()}", node, (number, None, None))
        return entry, f'{entry.key} = {{ node = "{node}", plausibility = {number!r} }}\n'.encode()

    @rule(who=people, how=st.sampled_from(["line", "double", "foreign", "cut", "line ends"]), pick=picks,
          number=fractions, by_rename=st.booleans())  # fmt: skip
    def write_journal_by_hand(self, who: int, how: str, pick: int, number: float, by_rename: bool) -> None:
        person = self.people[who]
        if person.is_gone:
            return
        data = person.journal.read_bytes()
        data += b"" if data.endswith(b"\n") else b"\n"
        lines = data.split(b"\n")
        if how == "line":
            entry, line = self.line(person, pick, number)
            data += line
            person.file.append(entry)
        elif how == "foreign":
            data += b"what is this\n[notes]\n# remark\n<<<<<<< ours\n\xff\n"
        elif how == "line ends":
            data = data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
        elif person.file and how == "double":
            data += next(line for line in lines if line.startswith(person.file[0].key.encode())) + b"\n"
        elif person.file:
            gone = person.file[pick % len(person.file)]
            data = b"\n".join(line for line in lines if not line.startswith(gone.key.encode()))
            person.file.remove(gone)
        save(person.journal, data, by_rename)

    @rule(who=people, pick=picks, number=fractions, theirs_first=st.booleans())
    def branch_or_merge(self, who: int, pick: int, number: float, theirs_first: bool) -> None:
        """Git's union of what was added to a journal on two branches."""
        person = self.people[who]
        if person.is_gone:
            return
        data = person.journal.read_bytes()
        if self.branch is None:
            if data.endswith(b"\n"):
                new = [self.line(person, (pick + i) % 60, number) for i in range(2)]
                self.branch = data, [entry for entry, _ in new], b"".join(line for _, line in new)
            return
        base, entries, theirs = self.branch
        self.branch = None
        if data.startswith(base) and not any(entry in person.file for entry in entries):
            ours = data[len(base) :]
            ours += b"\n" if ours and not ours.endswith(b"\n") else b""
            save(person.journal, base + (theirs + ours if theirs_first else ours + theirs), by_rename=True)
            person.file += entries

    @rule(who=people, how=st.sampled_from(["away", "emptied"]), by_rename=st.booleans())
    def journal_away_or_back(self, who: int, how: str, by_rename: bool) -> None:
        person = self.people[who if self.away is None else self.away[0]]
        if self.away is not None:
            _, data, person.file = self.away
            save(person.journal, data, by_rename)
            self.away = None
        elif not person.is_gone:
            self.away, person.file = (who, person.journal.read_bytes(), person.file), []
            person.journal.unlink() if how == "away" else person.journal.write_bytes(b"")

    # the disk and the sitting

    @rule(what=st.sets(st.sampled_from(["journal", "tree", "state"]), min_size=1), room=st.integers(0, 200))
    def refuse_writes(self, what: set[str], room: int) -> None:
        self.disk.refuses, self.disk.room = frozenset(what), room

    @rule(retry=st.booleans())
    def heal(self, retry: bool) -> None:
        self.disk.heal()
        for person in self.people if retry else ():
            self.retry(person)

    @rule(who=people)
    def retry_one(self, who: int) -> None:
        self.retry(self.people[who])

    def retry(self, person: Person) -> None:
        if person.edits:
            self.reload_tree(person)
        with self.writing(person):
            person.session.retry()
        self.flushed(person)

    @rule(who=people)
    def reload(self, who: int) -> None:
        person = self.people[who]
        self.reload_tree(person)
        with self.writing(person, tried=False):
            person.session.reload_if_changed()
        if person.unsaved:
            return
        held = {entry.key for entry in person.file}
        kept = [entry for entry in person.shown if entry.key not in held]
        known = person.spooled | person.lost | {entry.key: entry for entry in kept}
        person.lost = {key: entry for key, entry in known.items() if key not in held}
        person.began_anew = bool(kept) and (person.began_anew or not held)
        person.shown = (kept if person.began_anew else []) + person.file
        person.knew_file = person.journal.exists()

    @rule(who=people)
    def put_back(self, who: int) -> None:
        person = self.people[who]
        with self.writing(person, tried=bool(person.lost)):
            assert person.session.journal.put_back() == len(person.lost)
            lost, person.lost = person.lost, {}
            person.shown += [entry for entry in lost.values() if entry not in person.shown]
            person.unsaved += lost.values()

    @rule(who=people)
    def let_go(self, who: int) -> None:
        person = self.people[who]
        assert person.session.journal.let_go() == len(person.lost)
        person.shown = [entry for entry in person.shown if entry.key not in person.lost]
        if "state" not in self.disk.refuses:
            person.spooled = {key: entry for key, entry in person.spooled.items() if key not in person.lost}
        person.lost, person.began_anew = {}, False

    @precondition(lambda self: self.mended is None)
    @rule(who=people)
    def reopen(self, who: int) -> None:
        person = self.people[who]
        self.disk.heal()
        self.retry(person)
        person.session.close()
        assert (person.unsaved, person.edits) == ([], [])
        self.people[who] = self.sit(person.name, person)

    @precondition(lambda self: self.mended is None)
    @rule(who=people, cut=st.none() | st.integers(1, 99), kept=st.booleans(), pick=picks, number=fractions)
    def crash(self, who: int, cut: int | None, kept: bool, pick: int, number: float) -> None:
        """Nothing more is written; of a last record some bytes may be, in the spool all of it or nothing."""
        person, refused = self.people[who], self.disk.refuses
        self.disk.refuses, self.disk.room = frozenset({"journal", "tree", "state"}), 0
        with suppress(NotWritten):
            person.session.close()
        self.disk.refuses = refused
        if cut and not person.is_gone:
            self.tear(person, cut, kept and "state" not in refused, person.node(pick), number)
        self.people[who] = self.sit(person.name, person)

    def tear(self, person: Person, cut: int, kept: bool, node: str, number: float) -> None:
        key, at = new_key(self.clock(), None)
        record, entry = Record(key, at, node, number), Entry(key, node, (number, None, None))
        if kept:
            with Spool(person.journal, "t", person.name).keeping([record]):
                person.spooled[key] = entry
        line = format_record(record).encode()
        start = b"" if person.journal.read_bytes().endswith(b"\n") else b"\n"
        with person.journal.open("ab") as file:
            file.write(start + line[:cut])
        if line[:cut].rstrip() == line.rstrip():
            person.file.append(entry)

    # what must hold

    @invariant()
    def sittings_and_model_agree(self) -> None:
        for person in getattr(self, "people", ()):
            session, total = person.session, person.sum
            assert document_shown(session.tree) == person.view
            total.assert_shown(session.assessment)
            for node, score in total.scores.items():
                assert session.staleness(node) == stale(person.view, node, score)
            known = {*total.scores, *total.notes}
            assert session.orphans() == tuple(sorted(known - {*nodes_of(person.view), QUESTION}))
            assert {record.key for record in session.journal.lost} == set(person.lost)
            assert session.state.waiting == len(person.unsaved) + len(person.edits)
            assert session.state.is_saved == (not person.unsaved and not person.edits)

    @invariant()
    def files_and_model_agree(self) -> None:
        for person in getattr(self, "people", ()):
            there = {record.key: record for record in read_journal(person.journal).records}
            assert there.keys() ^ {entry.key for entry in person.file} == set(), (
                person.file,
                person.journal.read_bytes(),
            )
            assert all(entry.is_held_by(there[entry.key]) for entry in person.file)
        if self.mended is None:
            assert document_of(self.tree.read_bytes().decode()) == self.document
            assert not list(self.tree.parent.glob(".gametree-*"))


def save(path: Path, data: bytes, by_rename: bool) -> None:
    """As editors do."""
    target = path.with_suffix(".new") if by_rename else path
    target.write_bytes(data)
    target.rename(path) if by_rename else None


def remarks_left(before: str, after: str) -> set[str]:
    """The comments that are gone, but for those on nodes and beside keys that are gone."""
    there = set(_REMARK.findall(after))
    return {
        remark for remark, about in _remarks(before) if remark not in there and _is_there(document_of(after), about)
    }


def _remarks(text: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """The comments, each with the node and the key that it stands beside, if it stands beside any."""
    node = ""
    lines = text.splitlines()
    for number, line in enumerate(lines):
        header = re.match(r"\[node\.([^]]+)\]", line)
        node = header[1] if header else "" if line.startswith("[") else node
        for remark in _REMARK.findall(line):
            if not line.startswith("#"):
                yield remark, (node, line.split(" = ")[0])
            else:
                rest = (line for line in lines[number:] if not line.startswith("#"))
                header = re.match(r"\[node\.([^]]+)\]", next(rest, ""))
                yield remark, (header[1] if header else node, "")


def _is_there(document: Document, about: tuple[str, str]) -> bool:
    node, key = about
    return not node or (node in document and (not key or key in document[node]))


TestSittings = Sitting.TestCase
TestSittings.settings = settings(
    max_examples=int(os.environ.get("GAMETREE_TEST_SITTINGS", "80")),
    stateful_step_count=50,
    derandomize="GAMETREE_TEST_SITTINGS" not in os.environ,  # the same ones each time, unless many are asked for
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)
