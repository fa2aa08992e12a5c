"""Sums and products: values, derivatives, and what depends on what."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametree.evaluation.circuit import CircuitBuilder, leave_one_out

ONE = CircuitBuilder.ONE


class Both:
    """A block of two values: the sum of its inputs, and their product."""

    size = 2

    def __init__(self, *inputs: int) -> None:
        self.inputs = inputs

    def values(self, inputs: Sequence[float]) -> list[float]:
        return [sum(inputs), prod(inputs)]

    def slopes(self, inputs: Sequence[float], shares: Sequence[float]) -> list[float]:
        return [shares[0] + shares[1] * others for others in leave_one_out(inputs)]


@pytest.fixture
def builder() -> CircuitBuilder:
    return CircuitBuilder()


def test_a_product_of_scores_and_what_is_left_of_others(builder: CircuitBuilder):
    a, b = builder.product(0, []), builder.product(1, [])
    top = builder.product(2, [2 * a, 2 * b + 1])
    circuit, scores = builder.built(), [0.5, 0.2, 0.9]
    values = circuit.values(scores)
    assert values[top] == pytest.approx(0.9 * 0.5 * 0.8)
    assert circuit.slopes(top, scores, values) == pytest.approx([0.9 * 0.8, -0.9 * 0.5, 0.5 * 0.8])


def test_sums_and_blocks_hand_their_share_down(builder: CircuitBuilder):
    a, b = builder.product(0, []), builder.product(1, [])
    block = builder.block(Both(a, b))
    top = builder.sum([block, builder.product(0, [2 * block + 2])])
    circuit, scores = builder.built(), [0.5, 0.2]
    values = circuit.values(scores)
    assert values[top] == pytest.approx(0.5 + 0.2 + 0.5 * 0.5 * 0.2)
    assert circuit.slopes(top, scores, values) == pytest.approx([1 + 2 * 0.5 * 0.2, 1 + 0.5 * 0.5])
    assert circuit.weights(top, scores, values, range(len(values)))[a] == 0  # blocks are not entered


def test_nothing_multiplied_is_1_and_nothing_added_is_0(builder: CircuitBuilder):
    lone = builder.product(0, [])
    assert builder.product(None, []) == ONE
    assert builder.sum([]) == CircuitBuilder.ZERO
    assert builder.product(None, [2 * lone]) == builder.sum([lone]) == lone
    assert builder.built().values([0.3])[:2] == [1, 0]


def test_above_a_score_stands_what_depends_on_it(builder: CircuitBuilder):
    a, b = builder.product(0, []), builder.product(1, [])
    block = builder.block(Both(b))
    both, other = builder.product(None, [2 * a, 2 * b]), builder.product(0, [2 * block + 2])
    top = builder.sum([both, other])
    circuit = builder.built()
    assert circuit.above([0]) == [a, both, other, top]
    assert circuit.above([1]) == [b, block, block + 1, both, other, top]
    assert circuit.above_operations([other]) == [other, top]
    assert circuit.above([7]) == []


@given(st.lists(st.one_of(st.just(0.0), st.floats(0, 1)), max_size=6))
def test_each_number_is_left_out_once(numbers: list[float]):
    expected = [prod(numbers[:index] + numbers[index + 1 :]) for index in range(len(numbers))]
    assert leave_one_out(numbers) == pytest.approx(expected)
