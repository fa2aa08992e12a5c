"""What a thread finds out reaches whoever waits for it, and nobody is no fault."""

from __future__ import annotations

from threading import Thread

import pytest
from textual.widget import Widget

from gametree.tui.flat_tree import FlatTree
from gametree.tui.posting import post_from_thread, work_in_thread
from tests.tui.driver import Drive, wait_until


def posted_to(receiver: Widget) -> list[bool]:
    """Whether a thread could post, once it is through."""
    found: list[bool] = []
    thread = Thread(target=lambda: found.append(post_from_thread(receiver, FlatTree.ColumnsMoved())))
    thread.start()
    thread.join()
    return found


async def test_to_whoever_is_there(drive: Drive) -> None:
    async with drive() as on:
        assert posted_to(on.tree) == [True]
        await wait_until(lambda: on.tree.message_queue_size == 0, on.pilot)


async def test_not_to_a_widget_of_an_app_that_is_gone(drive: Drive) -> None:
    async with drive() as on:
        tree = on.tree
    assert posted_to(tree) == [False]


def test_not_to_a_widget_that_never_had_an_app() -> None:
    assert posted_to(Widget()) == [False]


async def test_what_a_thread_fails_with_is_raised_in_the_app(drive: Drive) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        async with drive() as on:
            work_in_thread(on.tree, "failing", fail)
            await wait_until(lambda: not on.app.is_running, on.pilot)
