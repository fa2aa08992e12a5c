"""Undo and redo, whatever the steps do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametree.errors import BadEdit, GametreeError, NothingToDo, NotWritten, StepBarred, TreeChanged
from gametree.session.history import History, Step


class Counter:
    """Counts up and down by steps; the next way that is gone raises `fault`, if there is one."""

    def __init__(self) -> None:
        self.value, self.history = 0, History()
        self.fault: GametreeError | None = None

    def add(self, number: int) -> None:
        self.value += number
        self.history.add(Step(f"adding {number}", lambda: self._go(-number), lambda: self._go(number)))

    def _go(self, number: int) -> str:
        if self.fault:
            fault, self.fault = self.fault, None
            raise fault
        self.value += number
        return f"{number:+}"


@pytest.fixture
def counter() -> Counter:
    return Counter()


def test_steps_are_taken_back_in_turn_and_forth_again_and_say_so(counter: Counter):
    for number in (1, 2, 3):
        counter.add(number)
    assert [counter.history.undo(), counter.history.undo(), counter.history.redo()] == ["-3", "-2", "+2"]
    assert counter.value == 3


def test_what_was_undone_cannot_be_redone_after_something_new(counter: Counter):
    counter.add(1)
    counter.history.undo()
    counter.add(5)
    with pytest.raises(NothingToDo, match="nothing to redo"):
        counter.history.redo()
    assert counter.value == 5


def test_where_nothing_was_done_there_is_nothing_to_undo(counter: Counter):
    with pytest.raises(NothingToDo, match="nothing to undo in this sitting"):
        counter.history.undo()


@pytest.mark.parametrize("fault", [NothingToDo("it is gone"), TreeChanged("it is gone"), BadEdit("it is gone")])
def test_a_step_that_others_bar_leaves_the_history_and_names_the_next(counter: Counter, fault: GametreeError):
    counter.add(1)
    counter.add(2)
    counter.fault = fault
    with pytest.raises(StepBarred, match=r"^adding 2 can no longer be undone: it is gone; next is adding 1$"):
        counter.history.undo()
    assert (counter.history.undo(), counter.value) == ("-1", 2)
    counter.fault = fault
    with pytest.raises(StepBarred, match=r"^adding 1 can no longer be done again: it is gone; no step is left$"):
        counter.history.redo()
    assert (counter.history.done, counter.history.undone) == ([], [])


def test_a_step_that_only_the_disk_refuses_can_be_tried_again(counter: Counter, tmp_path):
    counter.add(1)
    counter.fault = NotWritten(tmp_path, "no space left on device")
    with pytest.raises(NotWritten):
        counter.history.undo()
    assert (counter.value, counter.history.undo(), counter.value) == (1, "-1", 0)


@given(st.lists(st.one_of(st.integers(-3, 3), st.sampled_from(["undo", "redo"]))))
def test_the_value_is_always_what_the_steps_that_are_done_come_to(acts: list[int | str]):
    counter, done, undone = Counter(), [], []
    for act in acts:
        if isinstance(act, int):
            counter.add(act)
            done, undone = [*done, act], []
        elif done if act == "undo" else undone:
            getattr(counter.history, act)()
            one, other = (done, undone) if act == "undo" else (undone, done)
            other.append(one.pop())
        else:
            with pytest.raises(NothingToDo):
                getattr(counter.history, act)()
    assert counter.value == sum(done)
