"""Scores on trial: a copy that answers as the sitting would, of which nothing is written before it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from gametree.errors import BadPlausibility, NothingToDo
from gametree.model.architectures import scaled_to_fit, sum_of_architectures
from gametree.model.assessment import Assessment, Judgement
from gametree.model.digest import digest_of
from gametree.model.plausibility import check_range
from gametree.model.text import quoted
from gametree.model.tree import QUESTION
from gametree.session.session import Session

Trial = Mapping[str, Judgement | None]
"""Judgements by id in place of the real ones; None is unscored."""


class WhatIf:
    """What a person tries out on top of a sitting, whose notes, and changes by others, show through."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._trial: Trial = MappingProxyType({})
        self._done: list[Trial] = []
        self._undone: list[Trial] = []

    @property
    def assessment(self) -> Assessment:
        """What the person would have said."""
        real = self.session.assessment
        judgements = {**real.judgements, **self._present()}
        return replace(real, judgements={node: one for node, one in judgements.items() if one is not None})

    @property
    def changes(self) -> Trial:
        """What differs from the real judgements, in the order in which it was tried."""
        present = self._present()
        return {node: one for node, one in present.items() if not _is_same(one, self.session.judgement(node))}

    def judgement(self, node_id: str) -> Judgement | None:
        """The judgement of a node on trial, else the real one."""
        present = self._present()
        return present[node_id] if node_id in present else self.session.judgement(node_id)

    def judge(self, node_id: str, plausibility: float, ends: tuple[float, float] | None = None) -> None:
        """Try a score, or an answer to the question, in [0, 1]; without `ends` a range it had is over."""
        node_id = self.session.find_node(node_id)
        if not 0 <= plausibility <= 1:
            raise BadPlausibility(f"{plausibility:g} is outside 0 % to 100 %")
        if ends is not None:
            ends = check_range(*ends, plausibility)
        self._try({node_id: Judgement(plausibility, ends, digest_of(self.session.tree, node_id))})

    def unscore(self, node_id: str) -> None:
        """Try what follows without the score of a node; raises NothingToDo where there is none."""
        node_id = self.session.find_node(node_id)
        if self.judgement(node_id) is None:
            raise NothingToDo(f"{quoted(node_id)} is not scored")
        self._try({node_id: None})

    def scale_architectures(self) -> str:
        """Try the architectures scaled so that they come to 1; raises NothingToDo where they do not exceed it."""
        assessment = self.assessment
        total = sum_of_architectures(self.session.tree, assessment)
        scaled = scaled_to_fit(self.session.tree, assessment)
        if not scaled:
            raise NothingToDo(f"the architectures come to {total * 100:.10g} %, which fits")
        self._try(scaled)
        return f"what if the architectures were scaled from {total * 100:.10g} % to 100 %"

    def undo(self) -> str:
        """Take the last change on trial back."""
        if not self._done:
            raise NothingToDo("nothing to undo in this what-if")
        self._undone.append(self._trial)
        self._trial = self._done.pop()
        return self._said()

    def redo(self) -> str:
        """Try again what was taken back."""
        if not self._undone:
            raise NothingToDo("nothing to redo in this what-if")
        self._done.append(self._trial)
        self._trial = self._undone.pop()
        return self._said()

    def keep(self) -> int:
        """Make the changes real, one step of the sitting's undo for each; how many they were."""
        changes = self.changes
        for node_id, judgement in changes.items():
            if judgement is None:
                self.session.unscore(node_id)
            else:
                self.session.judge(node_id, judgement.plausibility, judgement.range)
        return len(changes)

    def _present(self) -> Trial:
        """What is on trial, by the ids that nodes have by now; without the nodes that are gone."""
        tree = self.session.tree
        present = {tree.renamed.get(node, node): one for node, one in self._trial.items()}
        return {node: one for node, one in present.items() if node in tree.nodes or node == QUESTION}

    def _try(self, judgements: Trial) -> None:
        self._done.append(self._trial)
        self._undone.clear()
        self._trial = MappingProxyType({**self._trial, **judgements})

    def _said(self) -> str:
        count = len(self.changes)
        return "nothing differs from the real scores" if not count else f"{count} on trial"


def _is_same(one: Judgement | None, other: Judgement | None) -> bool:
    if one is None or other is None:
        return one is other
    return (one.plausibility, one.range) == (other.plausibility, other.range)
