"""When the app has done all that was asked of it: Textual's pilot waits for an idle processor instead, twice a key."""

from __future__ import annotations

import asyncio
from itertools import chain

from textual.app import App
from textual.message_pump import MessagePump, active_app
from textual.screen import Screen

_CALM = 5  # turns of the loop at rest: a key takes three from the terminal to the app
_AT_ONCE = 100  # turns; what takes longer waits for something that may take its time


async def rest(*_: float) -> None:
    """Wait until every widget waits for a message, and nothing is left to paint."""
    app, calm, turns = active_app.get(), 0, 0
    while calm < _CALM and app._running:
        await asyncio.sleep(0 if turns < _AT_ONCE else 0.002)
        calm, turns = calm + 1 if _is_at_rest(app) else 0, turns + 1


def _is_at_rest(app: App[object]) -> bool:
    if not all(map(_waits, chain([app], *(screen.walk_children(with_self=True) for screen in app.screen_stack)))):
        return False
    screen = app.screen
    if _is_unpainted(screen):
        screen._on_timer_update()
        return False
    return True


def _waits(pump: MessagePump) -> bool:
    queue = pump._message_queue
    return pump._closing or (queue.empty() and bool(queue.ready_event._waiters) and not pump._next_callbacks)


def _is_unpainted(screen: Screen[object]) -> bool:
    wanted = screen._layout_required or screen._scroll_required or screen._repaint_required
    return bool(wanted or screen._dirty_widgets or screen._callbacks)
