"""What is too tangled even for tables: worlds drawn with a fixed seed, and counted.

A gate in all worlds at once is one long integer with a bit for each world. The same luck serves whatever the scores
are, so that estimates move with the scores as the probabilities do; certain scores give certain answers.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from heapq import heapify, heappop, heappush
from itertools import compress, count
from operator import ne
from typing import NamedTuple

from gametree.evaluation.events import nearest_common

MOST_BITS = 2**26
"""Lines times worlds: 8 MB."""
_FEWEST, _MOST = 2**10, 2**14  # worlds
_CHUNK = 64  # lines whose luck is drawn together
_SEED = 1
_KEPT = 4  # plays: the point, the worst and the best case, and one more


Line = tuple[int, ...]
"""The literals of a gate: twice the place of a line, plus one where it must not hold."""


class _Play(NamedTuple):
    """All worlds for some chances: where the own event of each line occurs, and where the line holds."""

    chances: Sequence[float]
    own: list[int]
    lines: list[int]


Turns = tuple[int, int]
"""The worlds in which a line would make another one hold by holding, and those in which it would make it fail."""


@dataclass(frozen=True)
class Worlds:
    """The probabilities of some lines, as a block of a circuit; each line stands after those it names.

    The inputs are how likely the own event of each line is: a line holds where that occurs and its literals hold.
    """

    inputs: Sequence[int]
    lines: Sequence[Line]
    wanted: Sequence[int]
    _plays: list[_Play] = field(default_factory=list, compare=False)

    @property
    def size(self) -> int:
        """How many lines are wanted."""
        return len(self.wanted)

    @cached_property
    def count(self) -> int:
        """How many worlds there are; a power of two."""
        return min(_MOST, max(_FEWEST, 1 << (MOST_BITS // len(self.lines)).bit_length() - 1))

    def values(self, inputs: Sequence[float]) -> list[float]:
        """In what share of the worlds each wanted line holds."""
        lines = self._play(inputs).lines
        return [lines[place].bit_count() / self.count for place in self.wanted]

    def error(self, share: float) -> float:
        """The standard error of a share of the worlds; a little above 0 where none or all of them were counted."""
        spread = share * (1 - share) + 1 / self.count
        return float((spread / self.count) ** 0.5)

    def slopes(self, inputs: Sequence[float], shares: Sequence[float]) -> list[float]:
        """The derivatives of Σ share · value by the inputs, counted in the same worlds."""
        play = self._play(inputs)
        found = [0.0] * len(inputs)
        for place, share in zip(self.wanted, shares, strict=True):
            for line, rising, falling in self._turns(place, play) if share else ():
                found[line] += share * (rising.bit_count() - falling.bit_count()) / self.count
        return found

    # playing

    @cached_property
    def _always(self) -> int:
        return (1 << self.count) - 1

    def _play(self, chances: Sequence[float]) -> _Play:
        """The play for these chances, from the one that is most like it among the latest."""
        like, changed = self._most_alike(chances)
        if not changed:
            return like
        own = like.own.copy()
        for place, bits in self._draw(changed, chances):
            own[place] = bits
        play = _Play(tuple(chances), own, like.lines.copy())
        self._play_on(play, changed)
        self._plays[:] = [play, *(other for other in self._plays if other is not like or len(changed) > 1)][:_KEPT]
        return play

    def _most_alike(self, chances: Sequence[float]) -> tuple[_Play, list[int]]:
        """A play, and the lines whose chances are others there."""
        nothing = len(self.lines)
        blank = _Play((-1.0,) * nothing, [0] * nothing, [0] * nothing)
        plays = tuple(self._plays) or (blank,)
        pairs = [(play, list(compress(count(), map(ne, play.chances, chances)))) for play in plays]
        return min(pairs, key=lambda pair: len(pair[1]))

    def _draw(self, places: Iterable[int], chances: Sequence[float]) -> Iterator[tuple[int, int]]:
        """In which worlds the own events of some lines occur."""
        chunks: dict[int, list[int]] = {}
        for place in places:
            if chances[place] <= 0 or chances[place] >= 1:
                yield place, self._always if chances[place] >= 1 else 0
            else:
                chunks.setdefault(place // _CHUNK, []).append(place)
        for chunk, inside in chunks.items():
            yield from zip(inside, self._drawn(chunk, inside, chances), strict=True)

    def _drawn(self, chunk: int, places: Sequence[int], chances: Sequence[float]) -> Iterator[int]:
        import numpy as np

        luck = np.random.default_rng([_SEED, chunk]).integers(2**32, size=(_CHUNK, self.count), dtype=np.uint32)
        limits = [min(2**32 - 1, max(1, round(chances[place] * 2**32))) for place in places]
        rows = luck if len(places) == _CHUNK else luck[[place % _CHUNK for place in places]]
        bits = np.packbits(rows < np.array(limits, dtype=np.uint32)[:, np.newaxis], axis=1, bitorder="little")
        return (int.from_bytes(row.tobytes(), "little") for row in bits)

    def _play_on(self, play: _Play, changed: Sequence[int]) -> None:
        """Work out the lines that rest on the changed ones."""
        waiting = list(changed)  # in order, and so a heap
        is_long = len(changed) > len(self.lines) // 8
        for place in range(len(self.lines)) if is_long else _drained(waiting):
            before, holds = play.lines[place], play.own[place]
            for literal in self.lines[place]:
                other = play.lines[literal >> 1]
                holds = holds ^ (holds & other) if literal & 1 else holds & other
            play.lines[place] = holds
            if not is_long and holds != before:
                for user in self._users[place]:
                    heappush(waiting, user)

    @cached_property
    def _users(self) -> list[list[int]]:
        users: list[list[int]] = [[] for _ in self.lines]
        for place, literals in enumerate(self.lines):
            for literal in literals:
                users[literal >> 1].append(place)
        return users

    # turns

    def _turns(self, top: int, play: _Play) -> Iterator[tuple[int, int, int]]:
        """Each line beneath the top, with the worlds in which the top turns on the own event of that line."""
        turns: dict[int, Turns] = {top: (self._always, 0)}
        beneath = self._beneath(top)
        for place in sorted(beneath, reverse=True):
            if place not in turns:
                turns[place] = self._turned(place, top, beneath, turns, play)
            rising, falling = turns[place]
            if not rising | falling:
                continue
            literals = self.lines[place]
            *others, held = _all_but_one([*self._held(literals, play), play.own[place]], self._always)
            yield place, rising & held, falling & held
            for literal, other in zip(literals, others, strict=True):
                if len(self._users[literal >> 1]) == 1:
                    both = rising & other, falling & other
                    turns[literal >> 1] = both[::-1] if literal & 1 else both

    def _held(self, literals: Iterable[int], play: _Play) -> Iterator[int]:
        """In which worlds each literal holds."""
        always = self._always
        return (play.lines[x >> 1] ^ always if x & 1 else play.lines[x >> 1] for x in literals)

    def _beneath(self, top: int) -> set[int]:
        found = {top}
        waiting = [top]
        while waiting:
            for literal in self.lines[waiting.pop()]:
                if literal >> 1 not in found:
                    found.add(literal >> 1)
                    waiting.append(literal >> 1)
        return found

    @cached_property
    def _meets(self) -> list[int]:
        """For each line the lowest one that all ways up from it go through; -1 where there is none."""
        return nearest_common(self.lines)

    def _turned(self, place: int, top: int, beneath: Container[int], turns: dict[int, Turns], play: _Play) -> Turns:
        """The turns of a shared line: played out with it made to hold, and made to fail, to where all ways up meet."""
        meet = self._meets[place] if self._meets[place] in beneath else top
        rising, falling = turns[meet]
        if not rising | falling:
            return 0, 0
        if_so, if_not = self._played_out(place, meet, beneath, rising | falling, play)
        both = if_so & if_not
        helps, hurts = if_so ^ both, if_not ^ both
        return rising & helps | falling & hurts, rising & hurts | falling & helps

    def _played_out(self, place: int, meet: int, beneath: Container[int], where: int, play: _Play) -> tuple[int, int]:
        """In which worlds, out of some, a line holds if another one does, and if it does not."""
        changed = {place: (where, 0)}
        waiting = [user for user in self._users[place] if user in beneath]
        heapify(waiting)
        for line in _drained(waiting):
            if line > meet:
                break
            if_so = if_not = play.own[line] & where
            for literal in self.lines[line]:
                so, not_ = changed.get(literal >> 1) or (play.lines[literal >> 1],) * 2
                if literal & 1:
                    if_so, if_not = if_so ^ (if_so & so), if_not ^ (if_not & not_)
                else:
                    if_so, if_not = if_so & so, if_not & not_
            if if_so != if_not:
                changed[line] = if_so, if_not
                for user in self._users[line]:
                    if user in beneath:
                        heappush(waiting, user)
        return changed.get(meet, (0, 0))


def _drained(waiting: list[int]) -> Iterator[int]:
    """The numbers on a heap upwards, each once; it may grow meanwhile."""
    latest = -1
    while waiting:
        number = heappop(waiting)
        if number != latest:
            latest = number
            yield number


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
