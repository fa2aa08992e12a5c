"""What is too tangled even for tables: worlds drawn with a fixed seed, and counted.

A gate in all worlds at once is one long integer with a bit for each world. The same luck serves whatever the scores
are, so that estimates move with the scores as the probabilities do; certain scores give certain answers.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from gametree.evaluation.events import nearest_common

MOST_BITS = 2**26
"""Lines times worlds: 8 MB."""
_FEWEST, _MOST = 2**10, 2**14  # worlds
_CHUNK = 64  # lines whose luck is drawn together
_SEED = 1


class Line(NamedTuple):
    """One gate: it holds where its own event occurs, which is as likely as a score or an input (None: certain), and its
    literals hold. A literal is twice the place of a line, plus one where it must not hold."""

    score: int | None
    input: int | None
    literals: tuple[int, ...]


Turns = tuple[int, int]
"""The worlds in which a line would make another one hold by holding, and those in which it would make it fail."""


@dataclass(frozen=True)
class Worlds:
    """The probabilities of some lines, as a block of a circuit; each line stands after those it names."""

    inputs: tuple[int, ...]
    scores: tuple[int, ...]
    lines: tuple[Line, ...]
    wanted: tuple[int, ...]
    _luck: dict[tuple[int, float], int] = field(default_factory=dict, compare=False)

    @property
    def size(self) -> int:
        """How many lines are wanted."""
        return len(self.wanted)

    @cached_property
    def count(self) -> int:
        """How many worlds there are; a power of two."""
        return min(_MOST, max(_FEWEST, 1 << (MOST_BITS // len(self.lines)).bit_length() - 1))

    def values(self, inputs: Sequence[float], scores: Sequence[float]) -> list[float]:
        """In what share of the worlds each wanted line holds."""
        lines, _ = self._play(inputs, scores)
        return [lines[place].bit_count() / self.count for place in self.wanted]

    def error(self, share: float) -> float:
        """The standard error of a share of the worlds; a little above 0 where none or all of them were counted."""
        spread = share * (1 - share) + 1 / self.count
        return float((spread / self.count) ** 0.5)

    def slopes(
        self, inputs: Sequence[float], scores: Sequence[float], shares: Sequence[float]
    ) -> tuple[list[float], list[float]]:
        """The derivatives of Σ share · value by inputs and by scores, counted in the same worlds."""
        lines, own = self._play(inputs, scores)
        by_input, by_score = [0.0] * len(inputs), [0.0] * len(scores)
        for place, share in zip(self.wanted, shares, strict=True):
            for line, rising, falling in self._turns(place, lines, own) if share else ():
                slope = share * (rising.bit_count() - falling.bit_count()) / self.count
                score, input_, _ = self.lines[line]
                if score is not None:
                    by_score[score] += slope
                elif input_ is not None:
                    by_input[input_] += slope
        return by_input, by_score

    # luck

    def _play(self, inputs: Sequence[float], scores: Sequence[float]) -> tuple[list[int], list[int]]:
        """In which worlds each line holds, and in which its own event occurs."""
        own = self._draw([self._chance(line, inputs, scores) for line in self.lines])
        lines: list[int] = []
        for occurs, (_, _, literals) in zip(own, self.lines, strict=True):
            holds = occurs
            for literal in literals:
                other = lines[literal >> 1]
                holds = holds ^ (holds & other) if literal & 1 else holds & other
            lines.append(holds)
        return lines, own

    @staticmethod
    def _chance(line: Line, inputs: Sequence[float], scores: Sequence[float]) -> float:
        return scores[line.score] if line.score is not None else 1.0 if line.input is None else inputs[line.input]

    def _draw(self, chances: Sequence[float]) -> list[int]:
        """In which worlds the lines' own events occur."""
        luck = self._luck
        if len(luck) > 6 * len(self.lines):  # three cases of now, and three of a while ago
            luck.clear()
        missing: dict[int, list[int]] = {}
        for place, chance in enumerate(chances):
            if 0 < chance < 1 and (place, chance) not in luck:
                missing.setdefault(place // _CHUNK, []).append(place)
        fresh = dict(self._fresh(missing, chances))
        luck.update(fresh)
        never, always = 0, (1 << self.count) - 1
        return [
            never if chance <= 0 else always if chance >= 1 else fresh.get((place, chance)) or luck[place, chance]
            for place, chance in enumerate(chances)
        ]

    def _fresh(
        self, missing: Mapping[int, Iterable[int]], chances: Sequence[float]
    ) -> Iterator[tuple[tuple[int, float], int]]:
        import numpy as np

        for chunk, places in missing.items():
            luck = np.random.default_rng([_SEED, chunk]).integers(2**32, size=(_CHUNK, self.count), dtype=np.uint32)
            for place in places:
                limit = np.uint32(min(2**32 - 1, max(1, round(chances[place] * 2**32))))
                bits = np.packbits(luck[place % _CHUNK] < limit, bitorder="little")
                yield (place, chances[place]), int.from_bytes(bits.tobytes(), "little")

    # turns

    @cached_property
    def _users(self) -> list[list[int]]:
        users: list[list[int]] = [[] for _ in self.lines]
        for place, (_, _, literals) in enumerate(self.lines):
            for literal in literals:
                users[literal >> 1].append(place)
        return users

    def _turns(self, top: int, lines: Sequence[int], own: Sequence[int]) -> Iterator[tuple[int, int, int]]:
        """Each line beneath the top, with the worlds in which the top turns on the own event of that line."""
        turns: dict[int, Turns] = {top: ((1 << self.count) - 1, 0)}
        beneath = self._beneath(top)
        for place in sorted(beneath, reverse=True):
            if place not in turns:
                turns[place] = self._turned(place, top, beneath, turns, lines, own)
            rising, falling = turns[place]
            if not rising | falling:
                continue
            *others, held = _all_but_one([*self._literals(place, lines), own[place]], (1 << self.count) - 1)
            yield place, rising & held, falling & held
            for literal, other in zip(self.lines[place].literals, others, strict=True):
                if len(self._users[literal >> 1]) == 1:
                    both = rising & other, falling & other
                    turns[literal >> 1] = both[::-1] if literal & 1 else both

    def _literals(self, place: int, lines: Sequence[int]) -> Iterator[int]:
        """In which worlds each literal of a line holds."""
        always = (1 << self.count) - 1
        return (lines[x >> 1] ^ always if x & 1 else lines[x >> 1] for x in self.lines[place].literals)

    def _beneath(self, top: int) -> set[int]:
        found = {top}
        waiting = [top]
        while waiting:
            for literal in self.lines[waiting.pop()].literals:
                if literal >> 1 not in found:
                    found.add(literal >> 1)
                    waiting.append(literal >> 1)
        return found

    # shared lines

    @cached_property
    def _meets(self) -> list[int]:
        """For each line the lowest one that all ways up from it go through; -1 where there is none."""
        return nearest_common(self._users)

    def _turned(
        self,
        place: int,
        top: int,
        beneath: Container[int],
        turns: Mapping[int, Turns],
        lines: Sequence[int],
        own: Sequence[int],
    ) -> Turns:
        """The turns of a shared line: played out with it made to hold, and made to fail, to where all ways up meet."""
        meet = self._meets[place] if self._meets[place] in beneath else top
        rising, falling = turns[meet]
        if not rising | falling:
            return 0, 0
        if_so, if_not = self._played_out(place, meet, beneath, lines, own)
        both = if_so & if_not
        helps, hurts = if_so ^ both, if_not ^ both
        return rising & helps | falling & hurts, rising & hurts | falling & helps

    def _played_out(
        self, place: int, meet: int, beneath: Container[int], lines: Sequence[int], own: Sequence[int]
    ) -> tuple[int, int]:
        """In which worlds a line holds if another one does, and if it does not."""
        always = (1 << self.count) - 1
        changed = {place: (always, 0)}
        waiting = [user for user in self._users[place] if user in beneath]
        heapify(waiting)
        while waiting and waiting[0] <= meet:
            line = heappop(waiting)
            if line in changed:
                continue
            if_so = if_not = own[line]
            for literal in self.lines[line].literals:
                so, not_ = changed.get(literal >> 1) or (lines[literal >> 1],) * 2
                if_so, if_not = (
                    (if_so ^ (if_so & so), if_not ^ (if_not & not_)) if literal & 1 else (if_so & so, if_not & not_)
                )
            changed[line] = if_so, if_not
            if if_so != if_not:
                for user in self._users[line]:
                    if user in beneath:
                        heappush(waiting, user)
        return changed.get(meet, (lines[meet],) * 2)


def _all_but_one(masks: Sequence[int], always: int) -> list[int]:
    """The intersection of all masks but one, for each of them."""
    others: list[int] = []
    so_far = always
    for mask in masks:
        others.append(so_far)
        so_far &= mask
    so_far = always
    for index in range(len(masks) - 1, -1, -1):
        others[index] &= so_far
        so_far &= masks[index]
    return others
