"""The sitting itself: every change a person makes to an assessment goes through here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gametree.errors import BadNote, BadPlausibility, FaultyEdit, NothingToDo, TreeChanged, UnknownNode, UnreadableFile
from gametree.files.appending import stamp_of
from gametree.files.journal import JournalReading, append_records, in_utf8, new_key, read_journal
from gametree.files.locations import JournalPlace, TreePlace, aside_place
from gametree.files.spool import Spooled, read_spool
from gametree.files.tree_file import load_tree
from gametree.model.architectures import find_excess, scaled_to_fit, sum_of_architectures
from gametree.model.assessment import UNSCORED, Assessment, Judgement, Note, Record, sum_up
from gametree.model.digest import Staleness, digest_of, staleness
from gametree.model.finding import Finding, Place, Severity
from gametree.model.plausibility import check_range, percent, span
from gametree.model.text import quoted, suggestion
from gametree.model.tree import QUESTION, Tree
from gametree.session.history import History, JudgementStep, NoteStep, ScalingStep, TreeStep
from gametree.session.writer import SaveState, Writer

if TYPE_CHECKING:
    from gametree.files.appending import Stamp
    from gametree.files.editing.edits import Edit
    from gametree.files.tree_editor import Step as TextStep
    from gametree.session.tree_editing import TreeEditing

Clock = Callable[[], datetime]


def open_session(tree: TreePlace, journal: JournalPlace, assessor: str, clock: Clock | None = None) -> Session:
    """Read the tree and the journal (which need not exist yet) and begin a sitting."""
    stamp = stamp_of(tree.path)
    session = Session(load_tree(tree.path), tree, journal, assessor, clock or (lambda: datetime.now(UTC)))
    session.tree_stamp = stamp
    return session


class Session:
    """One assessor at one tree. Changes show at once and are written by a thread; `state` says what is on disk."""

    def __init__(self, tree: Tree, place: TreePlace, journal: JournalPlace, assessor: str, clock: Clock) -> None:
        self.tree, self.place, self.journal, self.clock = tree, place, journal, clock
        spooled = read_spool(journal.path)  # before the journal
        reading = read_journal(journal.path)
        self.assessor = reading.assessor or assessor
        self.assessment = Assessment(self.assessor)
        self._passed_over: tuple[Finding, ...] = ()
        self.lost: tuple[Record, ...] = ()
        """Records that this machine wrote, or this sitting saw on disk, and that are no longer in the file: `put_back`
        writes them again, `let_go` does without them."""
        self.history = History()
        self.tree_stamp: Stamp | None = None
        """The stamp of the tree's file when it was read."""
        self.touched: str | None = None
        """The node that the last edit, undo or redo of the tree was about, if it is still there."""
        self._writer = Writer(journal.path, tree.name, self.assessor, reading.stamp)
        self._take_in(reading, spooled)

    # what is known

    @property
    def state(self) -> SaveState:
        """What is on disk and what is not."""
        state = self._writer.state
        return state.and_also(self.editing.waiting, self.editing.failure) if self._edits else state

    @cached_property
    def editing(self) -> TreeEditing:
        """The tree's side of the sitting; only who edits the tree, or looks after its file, has to load it."""
        from gametree.session.tree_editing import TreeEditing

        return TreeEditing(self.place, self.tree, self.tree_stamp)

    @property
    def _edits(self) -> bool:
        return "editing" in vars(self)

    @property
    def unwritten(self) -> Path:
        """The file that `state` is about where something is not on disk."""
        return self.place.path if self._edits and self.editing.waiting else self.journal.path

    @property
    def unsaved(self) -> tuple[Record, ...]:
        """The records that are not on disk."""
        return self._writer.waiting

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was passed over in the journal, and what does not go together in the assessment as it stands now."""
        excess = find_excess(self.tree, self.assessment)
        return (*self._passed_over, excess) if excess else self._passed_over

    def scored_count(self) -> int:
        """How many of the tree's nodes have a plausibility; the question, which is none of them, does not count."""
        return sum(node_id in self.tree.nodes for node_id in self.assessment.judgements)

    def judgement(self, node_id: str) -> Judgement | None:
        """The standing judgement of a node."""
        return self.assessment.judgements.get(node_id)

    def staleness(self, node_id: str) -> Staleness | None:
        """What changed in the tree since the node's standing judgement."""
        judgement = self.judgement(node_id)
        return staleness(self.tree, node_id, judgement.digest) if judgement else None

    def orphans(self) -> tuple[str, ...]:
        """Nodes with scores or notes that the tree no longer has."""
        known = {*self.assessment.judgements, *self.assessment.notes}
        return tuple(sorted(known - set(self.tree.nodes) - {QUESTION}))

    def find_node(self, node_id: str) -> str:
        """The present id of a node given by its present or a former one, or `question`; raises UnknownNode."""
        present = self.tree.renamed.get(node_id, node_id)
        if present not in self.tree.nodes and present != QUESTION:
            raise UnknownNode(quoted(node_id), suggestion(node_id, (*self.tree.nodes, QUESTION)))
        return present

    # what a person does

    def judge(self, node_id: str, plausibility: float, ends: tuple[float, float] | None = None) -> None:
        """Score a node, or state the answer to the question, in [0, 1]; without `ends` a range it had is over."""
        node_id = self.find_node(node_id)
        plausibility = _fraction(plausibility)
        if ends is not None:
            ends = check_range(_fraction(ends[0]), _fraction(ends[1]), plausibility)
        after = Judgement(plausibility, ends, digest_of(self.tree, node_id))
        self._change(node_id, after)

    def set_range(self, node_id: str, low: float, high: float) -> None:
        """Give a scored node a range that holds its plausibility."""
        standing = self.judgement(self.find_node(node_id))
        if standing is None:
            raise BadPlausibility(f"{quoted(node_id)} has no plausibility yet; give it one with its range")
        self.judge(node_id, standing.plausibility, (low, high))

    def unscore(self, node_id: str) -> None:
        """Take the judgement of a node back; raises NothingToDo where there is none."""
        node_id = self.find_node(node_id)
        if self.judgement(node_id) is None:
            raise NothingToDo(f"{quoted(node_id)} is not scored")
        self._change(node_id, None)

    def scale_architectures(self) -> str:
        """Scale the scored architectures so that they come to 1, as one step; says what that came to.

        Raises NothingToDo where they do not exceed 1.
        """
        total = sum_of_architectures(self.tree, self.assessment)
        scaled = scaled_to_fit(self.tree, self.assessment)
        if not scaled:
            raise NothingToDo(f"the architectures come to {total * 100:.10g} %, which fits; nothing was written")
        changes = tuple(JudgementStep(node_id, self.judgement(node_id), after) for node_id, after in scaled.items())
        for change in changes:
            self._append_judgement(change.node, change.after)
        self.history.add(ScalingStep(changes))
        return f"the architectures scaled from {total * 100:.10g} % to 100 %"

    def note(self, node_id: str, text: str) -> None:
        """Add a note to a node, or to the question; raises BadNote where it says nothing or is not text."""
        node_id, text = self.find_node(node_id), _note_text(text)
        record = self._append(node_id, note=text)
        self.history.add(NoteStep(node_id, record.key, None, text))

    def edit_note(self, node_id: str, key: str, text: str) -> None:
        """Put another text in the place of a note, in one record; raises NothingToDo where it says the same."""
        node_id, text = self.find_node(node_id), _note_text(text)
        before = self._standing_note(node_id, key).text
        if text == before:
            raise NothingToDo("the note says what it said before; nothing was written")
        self._do(NoteStep(node_id, self.history.note_of(key), before, text))

    def retract_note(self, node_id: str, key: str) -> None:
        """Take a note back; raises NothingToDo where it is there no longer."""
        node_id = self.find_node(node_id)
        self._do(NoteStep(node_id, self.history.note_of(key), self._standing_note(node_id, key).text, None))

    def edit(self, change: Edit | TextStep, seen: Tree | None = None, said: str = "editing its lines") -> None:
        """Edit the tree, and save it; `seen` and what is raised: see `TreeEditing.take`."""
        from gametree.session.edit_words import in_words, touched

        try:
            plan = self.editing.take(change, seen)
        finally:
            self._follow_tree()
        self.touched = touched(plan, self.tree)
        self.history.add(TreeStep(in_words(change) or said, plan.back))

    def undo(self) -> str:
        """Take the last step of this sitting back, by appending; says what was undone."""
        step = self.history.last_done()
        if isinstance(step, TreeStep):
            said = f"{self._take(step, self.history.forget_done)} undone"
        elif isinstance(step, NoteStep):
            said = self._put_note(step, step.after, step.before, "back")
        elif isinstance(step, ScalingStep):
            self._put(*((change.node, change.after, change.before) for change in step.changes))
            said = "the architectures back to what they were"
        else:
            self._put((step.node, step.after, step.before))
            said = f"{step.node} back to {_in_words(step.before)}"
        self.history.undid()
        return said

    def redo(self) -> str:
        """Take the last undone step again, by appending; says what was redone."""
        step = self.history.last_undone()
        if isinstance(step, TreeStep):
            said = f"{self._take(step, self.history.forget_undone)} done again"
        elif isinstance(step, NoteStep):
            said = self._put_note(step, step.before, step.after, "again")
        elif isinstance(step, ScalingStep):
            self._put(*((change.node, change.before, change.after) for change in step.changes))
            said = "the architectures scaled to 100 % again"
        else:
            self._put((step.node, step.before, step.after))
            said = f"{step.node} again {_in_words(step.after)}"
        self.history.redid()
        return said

    # disk

    def on_saved(self, call: Callable[[], None]) -> None:
        """Have `call` called, from another thread, whenever `state` has changed."""
        self._writer.on_change = call

    def retry(self) -> None:
        """Try once more to write what could not be written."""
        if self._edits:
            self.editing.write_waiting()
            self._follow_tree()
        if self._writer.state.waiting:
            self._writer.retry()

    def reload_tree_if_changed(self) -> bool:
        """Take in what somebody else did to the tree's file; whether the tree, or what is wrong with it, changed."""
        changed = self.editing.look()
        if self.editing.waiting and not self.editing.failure and not self.editing.findings:
            self.editing.write_waiting()
        self._follow_tree()
        return changed

    def reload_if_changed(self) -> bool:
        """Read the journal again if somebody else changed it; changes not on disk yet are kept.

        A file that is gone, emptied or cannot be read was not emptied by the person: all stays as it was, and a
        finding says so. Records that the file no longer holds are in `lost`.
        """
        stamp = stamp_of(self.journal.path)
        if stamp == self._writer.stamp or self._writer.state.waiting:
            return False
        spooled = read_spool(self.journal.path)
        try:
            reading = read_journal(self.journal.path)
        except UnreadableFile as error:
            reading = JournalReading(findings=(_warning(error.check, f"the journal {error.reason}"),), stamp=stamp)
        self._writer.stamp = reading.stamp
        self._take_in(reading, spooled)
        return True

    def put_back(self) -> int:
        """Write the lost records to the journal again; how many they were."""
        lost, self.lost = self.lost, ()
        known = {record.key for record in self.assessment.records}
        missing = [record for record in lost if record.key not in known]
        self.assessment = self._sum_up((*self.assessment.records, *missing))
        self._forget_loss()
        for record in lost:
            self._writer.submit(record)
        return len(lost)

    def let_go(self) -> int:
        """Take the journal as it is, without the lost records, for good; how many they were."""
        gone = {record.key for record in self.lost}
        self._writer.spool.let_go(self.lost)
        self.lost = ()
        self._writer.began_anew = False
        self.assessment = self._sum_up(record for record in self.assessment.records if record.key not in gone)
        self._forget_loss()
        return len(gone)

    def loss_in_words(self) -> str:
        """`1 change made or seen here is`, `2 changes made or seen here are`."""
        count = len(self.lost)
        return f"{count} {'change' if count == 1 else 'changes'} made or seen here {'is' if count == 1 else 'are'}"

    def _forget_loss(self) -> None:
        self._passed_over = tuple(finding for finding in self._passed_over if finding.check != "lost-records")

    def put_aside(self) -> Path:
        """Write what could not be written into another file of this user's; raises NotWritten where that fails too."""
        path = aside_place(self.tree.name, self.assessor, self.unsaved[0].key)
        append_records(path, self.unsaved, self.tree.name, self.assessor)
        return path

    def close(self) -> None:
        """Wait until everything is on disk; raises NotWritten where that fails."""
        self._writer.close()
        if self._edits:
            self.editing.close()

    # within

    def _change(self, node_id: str, after: Judgement | None) -> None:
        before = self.judgement(node_id)
        self._append_judgement(node_id, after)
        self.history.add(JudgementStep(node_id, before, after))

    def _put(self, *changes: tuple[str, Judgement | None, Judgement | None]) -> None:
        """Have every node judged as wanted, where all are judged as expected: (node, expected, wanted)."""
        for node_id, expected, _ in changes:
            if self.judgement(node_id) != expected:
                raise NothingToDo(f"{quoted(node_id)} was changed elsewhere since; nothing was written")
        for node_id, _, wanted in changes:
            self._append_judgement(node_id, wanted)

    def _do(self, step: NoteStep) -> None:
        self._put_note(step, step.before, step.after, "now")
        self.history.add(step)

    def _put_note(self, step: NoteStep, expected: str | None, wanted: str | None, when: str) -> str:
        """Have the note say what is wanted, None for no note; says what that came to."""
        key = self.history.key_of(step.note)
        if expected is not None:
            self._standing_note(step.node, key)
        record = self._append(step.node, note=wanted, retract=None if expected is None else key)
        self.history.now_holds(step.note, record.key)
        if wanted is None:
            return f"note on {step.node} taken back"
        return f"note on {step.node} {'is there again' if expected is None else f'changed {when}'}"

    def _standing_note(self, node_id: str, key: str) -> Note:
        for note in self.assessment.notes.get(node_id, ()):
            if note.key == key:
                return note
        raise NothingToDo(f"the note on {quoted(node_id)} was taken back elsewhere")

    def _append_judgement(self, node_id: str, judgement: Judgement | None) -> None:
        if judgement is None:
            self._append(node_id, plausibility=UNSCORED)
        else:
            self._append(node_id, plausibility=judgement.plausibility, range=judgement.range, digest=judgement.digest)

    def _take(self, step: TreeStep, forget: Callable[[], None]) -> str:
        """Take an edit back or again, which is then to be taken the other way; says what it was."""
        from gametree.session.edit_words import touched

        try:
            plan = self.editing.take(step.other_way)
        except (TreeChanged, FaultyEdit) as error:
            forget()
            raise TreeChanged(f"{step.said} can be neither undone nor done again any more: {error}") from error
        finally:
            self._follow_tree()
        step.other_way = plan.back
        self.touched = touched(plan, self.tree)
        return step.said

    def _follow_tree(self) -> None:
        """Have everything follow the tree as it is edited; what was said of a node follows its id."""
        before, self.tree = self.tree, self.editing.tree
        if before is not self.tree and before.renamed != self.tree.renamed:
            self.assessment = self._sum_up(self.assessment.records)

    def _append(self, node_id: str, **fields: Any) -> Record:
        key, at = new_key(self.clock(), self.assessment.latest)
        record = Record(key, at, node_id, **fields)
        self.assessment = self.assessment.followed_by(record, self.tree.renamed)
        self._writer.submit(record)
        return record

    def _take_in(self, reading: JournalReading, spooled: Spooled) -> None:
        """What the file says now, and for as long as it has vanished what it said before."""
        held = {record.key for record in reading.records}
        kept = tuple(record for record in self.assessment.records if record.key not in held)
        known = {record.key: record for record in (*spooled.missing(held), *self.lost, *kept)}
        self.lost = tuple(record for record in known.values() if record.key not in held)
        self._writer.began_anew = bool(kept) and (self._writer.began_anew or not held)
        kept = kept if self._writer.began_anew else ()
        self.assessment = self._sum_up((*kept, *reading.records))
        self._passed_over = self._findings(reading)

    def _sum_up(self, records: Iterable[Record]) -> Assessment:
        return sum_up(self.assessor, records, self.tree.renamed)

    def _findings(self, reading: JournalReading) -> tuple[Finding, ...]:
        """What was passed over in the journal, and whether it is about another tree."""
        found = list(reading.findings)
        for misfit in self.assessment.misfits:
            place = Place(misfit.record.line, 1, 0)
            found.append(Finding(misfit.check, misfit.message, severity=Severity.WARNING, place=place))
        if reading.tree is not None and reading.tree != in_utf8(self.tree.name):
            message = f"the journal says it is about the tree {quoted(reading.tree)}, not {quoted(self.tree.name)}"
            found.append(_warning("other-tree", message))
        if self.lost:
            found.append(_warning("lost-records", f"{self.loss_in_words()} not in the journal"))
        return tuple(sorted(found, key=lambda finding: finding.place.line))


def _warning(check: str, message: str) -> Finding:
    return Finding(check, message, severity=Severity.WARNING)


def _fraction(value: float) -> float:
    """The number as a float in [0, 1], for what is written must be read again; raises BadPlausibility."""
    if not 0 <= value <= 1:  # also where it is not a number
        raise BadPlausibility(f"{value:g} is outside 0 % to 100 %")
    return float(value) + 0.0  # -0.0 is 0.0


def _note_text(text: str) -> str:
    """What is kept of a text as a note; raises BadNote where it says nothing or is not text."""
    text = text.strip("\n")
    if not text.strip():
        raise BadNote("the note is empty; nothing was written")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise BadNote("the note holds bytes that are not UTF-8; nothing was written") from error
    return text


def _in_words(judgement: Judgement | None) -> str:
    if judgement is None:
        return "unscored"
    ends = f" ({span(judgement.range)})" if judgement.range else ""
    return percent(judgement.plausibility) + ends
