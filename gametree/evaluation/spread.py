"""What is so of a node if it is so of any node beneath it."""

from __future__ import annotations

from collections.abc import Sequence

from gametree.evaluation.skeleton import Skeleton


class Spread:
    """Counts, for each node, itself and its children of which it is so; a change costs what stands above it."""

    def __init__(self, skeleton: Skeleton, itself: Sequence[bool]) -> None:
        self._parents = skeleton.parents
        self._counts = counts = [*map(int, itself), 0]
        for index in skeleton.order:
            if counts[index]:
                for parent in self._parents[index]:
                    counts[parent] += 1

    def __getitem__(self, index: int) -> bool:
        return self._counts[index] > 0

    def change(self, index: int, becomes_so: bool) -> None:
        """Take in that it is so of a node itself from now on, or no longer."""
        step = 1 if becomes_so else -1
        waiting = [index]
        while waiting:
            number = waiting.pop()
            self._counts[number] += step
            if self._counts[number] == max(0, step):  # the first of them came, or the last one went
                waiting += self._parents[number]
