"""Orders in which variables are summed out."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from gametree.evaluation.elimination_order import best_order


def linked(*pairs: tuple[int, int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for one, other in pairs:
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return found


def widths(order: list[int], neighbours: dict[int, set[int]]) -> list[int]:
    """How many neighbours each variable has when its turn comes."""
    left = {variable: set(around) for variable, around in neighbours.items()}
    found = []
    for variable in order:
        around = left.pop(variable)
        found.append(len(around))
        for other in around:
            left[other] = (left[other] | around) - {variable, other}
    return found


def test_a_tree_never_needs_more_than_two_at_a_time():
    neighbours = linked(*((number, (number - 1) // 3) for number in range(1, 40)))
    found = best_order(neighbours, widest=1)
    assert found
    assert found[0] == 39 * 4 + 2


def test_a_ring_needs_three_and_all_linked_with_all_need_all():
    ring = linked(*((number, (number + 1) % 9) for number in range(9)))
    assert best_order(ring, widest=1) is None
    assert best_order(ring, widest=2)
    everybody = linked(*combinations(range(8), 2))
    assert best_order(everybody, widest=6) is None
    assert best_order(everybody, widest=7)


def test_a_grid_is_cut_across_its_short_side():
    across = [((x, y), (x + 1, y)) for x in range(29) for y in range(5)]
    down = [((x, y), (x, y + 1)) for x in range(30) for y in range(4)]
    grid = linked(*((5 * a[0] + a[1], 5 * b[0] + b[1]) for a, b in across + down))
    assert best_order(grid, widest=6)


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)).filter(lambda pair: pair[0] != pair[1]), min_size=1))
def test_the_price_is_that_of_the_tables(pairs: list[tuple[int, int]]):
    neighbours = linked(*pairs)
    found = best_order(neighbours, widest=12)
    assert found
    cost, order = found
    assert sorted(order) == sorted(neighbours)
    assert cost == sum(2 ** (width + 1) for width in widths(order, neighbours))
