"""What a person says about the nodes of a tree: judgements and notes, each a step that can be taken back."""

from __future__ import annotations

from functools import partial

from gametree.errors import BadNote, BadPlausibility, NothingToDo, UnknownNode
from gametree.model.architectures import scaled_to_fit, sum_of_architectures
from gametree.model.assessment import UNSCORED, Judgement, Note
from gametree.model.digest import digest_of
from gametree.model.plausibility import check_range, percent, span
from gametree.model.text import quoted, suggestion
from gametree.model.tree import QUESTION, Tree
from gametree.session.history import History, Step
from gametree.session.journal import Journal


def find_node(tree: Tree, node_id: str) -> str:
    """The present id of a node given by its present or a former one, or `question`; raises UnknownNode."""
    present = tree.renamed.get(node_id, node_id)
    if present not in tree.nodes and present != QUESTION:
        raise UnknownNode(quoted(node_id), suggestion(node_id, (*tree.nodes, QUESTION)))
    return present


_Change = tuple[str, Judgement | None, Judgement | None]
"""A node, its judgement before, and after; None is unscored."""


class Judging:
    """Scores, and the answer to the question."""

    def __init__(self, journal: Journal, history: History) -> None:
        self.journal, self.history = journal, history

    def standing(self, node_id: str) -> Judgement | None:
        """The standing judgement of a node."""
        return self.journal.assessment.judgements.get(node_id)

    def judge(self, node_id: str, plausibility: float, ends: tuple[float, float] | None = None) -> None:
        """Score a node in [0, 1]; without `ends` a range it had is over."""
        node_id = find_node(self.journal.tree, node_id)
        plausibility = _fraction(plausibility)
        if ends is not None:
            ends = check_range(_fraction(ends[0]), _fraction(ends[1]), plausibility)
        self._change(node_id, Judgement(plausibility, ends, digest_of(self.journal.tree, node_id)))

    def set_range(self, node_id: str, low: float, high: float) -> None:
        """Give a scored node a range that holds its plausibility."""
        standing = self.standing(find_node(self.journal.tree, node_id))
        if standing is None:
            raise BadPlausibility(f"{quoted(node_id)} has no plausibility yet; give it one with its range")
        self.judge(node_id, standing.plausibility, (low, high))

    def unscore(self, node_id: str) -> None:
        """Take the judgement of a node back; raises NothingToDo where there is none."""
        node_id = find_node(self.journal.tree, node_id)
        if self.standing(node_id) is None:
            raise NothingToDo(f"{quoted(node_id)} is not scored")
        self._change(node_id, None)

    def scale_architectures(self) -> str:
        """Scale the scored architectures so that they come to 1; raises NothingToDo where they do not exceed it."""
        total = sum_of_architectures(self.journal.tree, self.journal.assessment)
        scaled = scaled_to_fit(self.journal.tree, self.journal.assessment)
        if not scaled:
            raise NothingToDo(f"the architectures come to {total * 100:.10g} %, which fits; nothing was written")
        changes: list[_Change] = [(node_id, self.standing(node_id), after) for node_id, after in scaled.items()]
        for node_id, _, after in changes:
            self._append(node_id, after)
        undone: list[_Change] = [(node_id, after, before) for node_id, before, after in changes]
        back = partial(self._put, undone, "the architectures back to what they were")
        forth = partial(self._put, changes, "the architectures scaled to 100 % again")
        self.history.add(Step("scaling the architectures", back, forth))
        return f"the architectures scaled from {total * 100:.10g} % to 100 %"

    def _change(self, node_id: str, after: Judgement | None) -> None:
        before = self.standing(node_id)
        self._append(node_id, after)
        back = partial(self._put, [(node_id, after, before)], f"{node_id} back to {_in_words(before)}")
        forth = partial(self._put, [(node_id, before, after)], f"{node_id} again {_in_words(after)}")
        what = f"unscoring {node_id}" if after is None else f"scoring {node_id} {_in_words(after)}"
        self.history.add(Step(what, back, forth))

    def _put(self, changes: list[_Change], said: str) -> str:
        """Have every node judged as wanted, where all are judged as expected: (node, expected, wanted)."""
        renamed = self.journal.tree.renamed
        changes = [(renamed.get(node_id, node_id), expected, wanted) for node_id, expected, wanted in changes]
        for node_id, expected, _ in changes:
            if self.standing(node_id) != expected:
                raise NothingToDo(f"{quoted(node_id)} was changed elsewhere since; nothing was written")
        for node_id, _, wanted in changes:
            self._append(node_id, wanted)
        return said

    def _append(self, node_id: str, after: Judgement | None) -> None:
        if after is None:
            self.journal.append(node_id, plausibility=UNSCORED)
        else:
            self.journal.append(node_id, plausibility=after.plausibility, range=after.range, digest=after.digest)


class Noting:
    """Notes; each keeps its identity while changes, undo and redo move it from record to record."""

    def __init__(self, journal: Journal, history: History) -> None:
        self.journal, self.history = journal, history
        self._holders: dict[str, str] = {}  # the keys of records: that which held a note at first, that which does now

    def add(self, node_id: str, text: str) -> None:
        """Add a note to a node; raises BadNote where it says nothing or is not text."""
        node_id, text = find_node(self.journal.tree, node_id), _note_text(text)
        record = self.journal.append(node_id, note=text)
        self._remember(node_id, record.key, None, text)

    def change(self, node_id: str, key: str, text: str) -> None:
        """Put another text in the place of a note; raises NothingToDo where it says the same."""
        node_id, text = find_node(self.journal.tree, node_id), _note_text(text)
        before = self._standing(node_id, key).text
        if text == before:
            raise NothingToDo("the note says what it said before; nothing was written")
        self._do(node_id, key, before, text)

    def retract(self, node_id: str, key: str) -> None:
        """Take a note back; raises NothingToDo where it is there no longer."""
        node_id = find_node(self.journal.tree, node_id)
        self._do(node_id, key, self._standing(node_id, key).text, None)

    def _do(self, node_id: str, key: str, before: str, after: str | None) -> None:
        note = next((note for note, holder in self._holders.items() if holder == key), key)
        self._put(node_id, note, before, after, "now")
        self._remember(node_id, note, before, after)

    def _remember(self, node_id: str, note: str, before: str | None, after: str | None) -> None:
        back = partial(self._put, node_id, note, after, before, "back")
        does = "taking back" if after is None else "writing" if before is None else "changing"
        what = f"{does} a note on {node_id}"
        self.history.add(Step(what, back, partial(self._put, node_id, note, before, after, "again")))

    def _put(self, node_id: str, note: str, expected: str | None, wanted: str | None, when: str) -> str:
        """Have the note say what is wanted, None for no note; says what that came to."""
        node_id, key = self.journal.tree.renamed.get(node_id, node_id), self._holders.get(note, note)
        if expected is not None:
            self._standing(node_id, key)
        record = self.journal.append(node_id, note=wanted, retract=None if expected is None else key)
        self._holders[note] = record.key
        if wanted is None:
            return f"note on {node_id} taken back"
        return f"note on {node_id} {'is there again' if expected is None else f'changed {when}'}"

    def _standing(self, node_id: str, key: str) -> Note:
        for note in self.journal.assessment.notes.get(node_id, ()):
            if note.key == key:
                return note
        raise NothingToDo(f"the note on {quoted(node_id)} was taken back elsewhere")


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
