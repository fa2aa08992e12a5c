"""What is so of a node or of one beneath it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gametree.evaluation.skeleton import Skeleton, skeleton_of
from gametree.evaluation.spread import Spread
from tests.evaluation.random_trees import trees


@given(st.data())
def test_changes_come_to_the_same_as_looking_everywhere(data: st.DataObject):
    skeleton = skeleton_of(data.draw(trees()))
    itself = [data.draw(st.booleans()) for _ in skeleton.ids]
    spread = Spread(skeleton, itself)
    for number in data.draw(st.lists(st.sampled_from(range(len(itself))), max_size=6)):
        assert [spread[node] for node in range(len(itself))] == looked_up(skeleton, itself)
        itself[number] = not itself[number]
        spread.change(number, itself[number])
    assert [spread[node] for node in range(len(itself))] == looked_up(skeleton, itself)


def looked_up(skeleton: Skeleton, itself: list[bool]) -> list[bool]:
    def is_so(node: int) -> bool:
        return itself[node] or any(is_so(child) for child in (*skeleton.ways[node], *skeleton.replies[node]))

    return [is_so(node) for node in range(len(itself))]
