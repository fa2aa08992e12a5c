"""Whatever a person and others do in whatever order: session, file and a simple model agree."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from gametree.errors import NothingToDo
from gametree.files.journal import append_records, new_key, read_journal
from gametree.files.locations import JournalPlace, TreePlace
from gametree.model.assessment import Record, sum_up
from gametree.session import open_session

TREE = """
[tree]
title = "Debate"
[node.a]
kind = "strategy"
title = "A"
[node.b]
kind = "problem"
parent = "a"
title = "B"
formerly = ["old-b"]
"""

nodes = st.sampled_from(["a", "b", "old-b"])
fractions = st.sampled_from([0.0, 0.25, 1 / 3, 1.0])
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=9).map(lambda text: f"n{text}n")
Score = tuple[float, tuple[float, float] | None]


class Sitting(RuleBasedStateMachine):
    """The model: a score per node, notes per node, and what undo and redo would do."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.tree = Path(self.folder.name) / "t.toml"
        self.journal = Path(self.folder.name) / "t.assessments" / "ada.toml"
        self.tree.write_text(TREE)
        self.now = datetime(2026, 11, 20, 10, tzinfo=UTC)
        self.scores: dict[str, Score] = {}
        self.notes: dict[str, list[str]] = {"a": [], "b": []}
        self.reopen()

    def clock(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now

    @rule()
    def reopen(self) -> None:
        if hasattr(self, "session"):
            self.session.close()
        self.session = open_session(
            TreePlace(self.tree, bundled=False), JournalPlace(self.journal, "here"), "ada", self.clock
        )
        self.done: list[tuple[Any, ...]] = []
        self.undone: list[tuple[Any, ...]] = []

    def put(self, node: str, score: Score | None) -> None:
        self.scores.pop(node, None)
        if score is not None:
            self.scores[node] = score

    def act(self, step: tuple[Any, ...]) -> None:
        self.done.append(step)
        self.undone.clear()

    @rule(node=nodes, number=fractions, ends=st.none() | st.tuples(fractions, fractions))
    def judge(self, node: str, number: float, ends: tuple[float, float] | None) -> None:
        ends = ends and (min(*ends, number), max(*ends, number))
        self.session.judge(node, number, ends)
        node = node[-1]
        self.act((node, self.scores.get(node), (number, ends)))
        self.put(node, (number, ends))

    @rule(node=nodes)
    def unscore(self, node: str) -> None:
        try:
            self.session.unscore(node)
        except NothingToDo:
            assert node[-1] not in self.scores
            return
        self.act((node[-1], self.scores[node[-1]], None))
        self.put(node[-1], None)

    @rule(node=nodes, text=texts)
    def note(self, node: str, text: str) -> None:
        self.session.note(node, text)
        self.swap(node[-1], None, text)
        self.act((node[-1], None, text, "note"))

    @rule(node=nodes, which=st.integers(0, 9), text=texts)
    def edit(self, node: str, which: int, text: str) -> None:
        standing = self.session.assessment.notes.get(node[-1], ())
        if not standing:
            return
        note = standing[which % len(standing)]
        try:
            self.session.edit_note(node, note.key, text)
        except NothingToDo:
            assert text == note.text
            return
        self.swap(node[-1], note.text, text)
        self.act((node[-1], note.text, text, "note"))

    @rule(node=nodes, which=st.integers(0, 9))
    def retract(self, node: str, which: int) -> None:
        standing = self.session.assessment.notes.get(node[-1], ())
        if standing:
            note = standing[which % len(standing)]
            self.session.retract_note(node, note.key)
            self.swap(node[-1], note.text, None)
            self.act((node[-1], note.text, None, "note"))

    def swap(self, node: str, before: str | None, after: str | None) -> None:
        """One text for another, None for none; equal texts are the same to a reader."""
        if before is not None:
            self.notes[node].remove(before)
        if after is not None:
            self.notes[node].append(after)

    @rule()
    def undo(self) -> None:
        with suppress(NothingToDo):
            self.session.undo()
            step = self.done.pop()
            self.undone.append(step)
            if len(step) == 4:
                self.swap(step[0], step[2], step[1])
            else:
                self.expect(step[0], step[2])
                self.put(step[0], step[1])

    @rule()
    def redo(self) -> None:
        with suppress(NothingToDo):
            self.session.redo()
            step = self.undone.pop()
            self.done.append(step)
            if len(step) == 4:
                self.swap(step[0], step[1], step[2])
            else:
                self.expect(step[0], step[1])
                self.put(step[0], step[2])

    def expect(self, node: str, score: Score | None) -> None:
        """A step was taken back or again: then the node stood as the step had left it."""
        assert self.scores.get(node) == score

    @rule(node=nodes, number=fractions, torn=st.booleans())
    def append_elsewhere(self, node: str, number: float, torn: bool) -> None:
        self.session.close()
        key, at = new_key(self.clock(), self.session.assessment.latest)
        append_records(self.journal, [Record(key, at, node, number)], "t", "ada")
        if torn:
            with self.journal.open("ab") as file:
                file.write(f'{key[:-5]}torn = {{ node = "{node}", plausibility = 0.'.encode())
        self.session.reload_if_changed()
        self.put(node[-1], (number, None))

    @rule()
    def reload(self) -> None:
        self.session.reload_if_changed()

    @invariant()
    def session_file_and_model_agree(self) -> None:
        if not hasattr(self, "session"):
            return
        self.session.close()
        read = sum_up("ada", read_journal(self.journal).records, self.session.tree.renamed)
        for said in (self.session.assessment, read):
            judged = {node: (found.plausibility, found.range) for node, found in said.judgements.items()}
            assert judged == self.scores
            noted = {node: sorted(note.text for note in said.notes.get(node, ())) for node in "ab"}
            assert noted == {node: sorted(texts) for node, texts in self.notes.items()}
        assert read == self.session.assessment

    def teardown(self) -> None:
        if hasattr(self, "session"):
            self.session.close()
            self.folder.cleanup()


TestSitting = Sitting.TestCase
TestSitting.settings = settings(
    max_examples=120, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
