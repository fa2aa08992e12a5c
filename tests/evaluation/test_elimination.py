"""Tables summed out: probabilities of gates that hold together, against all worlds one by one."""

from __future__ import annotations

from itertools import product
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametree.evaluation.elimination import Elimination

Lines = list[tuple[int, ...]]
NUMBERS = st.one_of(st.sampled_from([0.0, 1.0]), st.floats(0, 1))


@st.composite
def groups(draw: st.DrawFn) -> tuple[list[int], Lines]:
    """Literals that are asked for, and lines all of which stand beneath them."""
    lines: Lines = []
    for place in range(draw(st.integers(1, 8))):
        beneath = draw(st.lists(st.sampled_from(range(2 * place)), max_size=4)) if place else []
        lines.append(tuple(beneath))
    used = {literal >> 1 for line in lines for literal in line}
    asked = [2 * place + draw(st.integers(0, 1)) for place in range(len(lines)) if place not in used]
    return asked + draw(st.lists(st.sampled_from(range(2 * len(lines))), max_size=2)), lines


def enumerated(asked: list[int], lines: Lines, chances: list[float]) -> float:
    total = 0.0
    for occurs in product([True, False], repeat=len(lines)):
        holds: list[bool] = []
        for own, line in zip(occurs, lines, strict=True):
            holds.append(own and all(holds[literal >> 1] ^ (literal & 1) for literal in line))
        if all(holds[literal >> 1] ^ (literal & 1) for literal in asked):
            total += prod(chance if own else 1 - chance for own, chance in zip(occurs, chances, strict=True))
    return total


@given(groups(), st.data())
def test_the_probability_is_that_of_all_worlds_in_which_the_literals_hold(
    group: tuple[list[int], Lines], data: st.DataObject
):
    asked, lines = group
    chances = [data.draw(NUMBERS) for _ in lines]
    block = Elimination.of(asked, lines, range(len(lines)))
    assert block
    assert block.values(chances) == [pytest.approx(enumerated(asked, lines, chances), abs=1e-12)]


@given(groups(), st.data())
def test_slopes_are_differences_for_what_is_linear(group: tuple[list[int], Lines], data: st.DataObject):
    asked, lines = group
    chances = [data.draw(NUMBERS) for _ in lines]
    block = Elimination.of(asked, lines, range(len(lines)))
    assert block
    shown = [
        2.0 * (enumerated(asked, lines, changed(chances, i, 1.0)) - enumerated(asked, lines, changed(chances, i, 0.0)))
        for i in range(len(lines))
    ]
    assert block.slopes(chances, [2.0]) == pytest.approx(shown, abs=1e-12)


def changed(chances: list[float], index: int, chance: float) -> list[float]:
    return [*chances[:index], chance, *chances[index + 1 :]]


def test_certain_chances_give_certain_answers():
    diamond = [(), (0,), (1,), (3, 4)]
    block = Elimination.of([6], diamond, range(4))
    assert block
    assert [block.values([chance, 1.0, 1.0, 1.0]) for chance in (0.0, 1.0)] == [[1.0], [0.0]]
    assert block.values([0.0, 1.0, 0.0, 1.0]) == [0.0]


def test_what_every_line_shares_with_every_other_is_refused():
    bottom: Lines = [()] * 30
    everything = [tuple(range(2 * place % 7, 60, 2)) for place in range(30)]
    asked = [2 * place + 1 for place in range(30, 60)]
    assert Elimination.of(asked, bottom + everything, range(60)) is None


def test_a_long_narrow_tangle_is_cheap():
    """Every line rests on the two before it: 2^300 worlds, and never more than a few lines at a time."""
    lines: Lines = [(), (0,), *((2 * place - 2, 2 * place - 3) for place in range(2, 300))]
    block = Elimination.of([598], lines, range(300))
    assert block
    assert block.cost < 300 * 64
    assert 0 <= block.values([0.5] * 300)[0] <= 1
