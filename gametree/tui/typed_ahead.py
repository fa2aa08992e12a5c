"""Keys and pastes one after the other, so that what is typed ahead goes to what the key before it opens.

Textual hands a key to what has the focus when it arrives: letters that come right behind the one that opens the note
editor would act on the tree.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable

from textual import events
from textual.app import App
from textual.dom import DOMNode

_LONGEST = 1.0  # seconds that a key waits for the one before it
_LONGEST_LOOK = 10.0  # seconds that it waits where a thread finds out what there is to open
_GLANCE = 0.02  # seconds after which is looked whether something else has opened meanwhile
_TURNS = 3  # of the loop, in which a worker that was just begun opens its dialog


class TypedAhead:
    """The keys and pastes that have arrived, in order; `hand_on` gives one to what has the focus."""

    def __init__(self, app: App[None], hand_on: Callable[[events.Event], Awaitable[None]]) -> None:
        self.app, self.hand_on = app, hand_on
        self._arrived: deque[events.Event] = deque()
        self._at_work: asyncio.Task[None] | None = None
        self._given_up: asyncio.Future[None] | None = None  # waited for in vain

    def take(self, event: events.Event) -> None:
        """Hand a key or a paste on when those before it have done what they do."""
        self._arrived.append(event)
        if self._at_work is None or self._at_work.done():
            self._at_work = asyncio.create_task(self._work())

    async def _work(self) -> None:
        while self._arrived:
            screen, target = self.app.screen, self.app.focused or self.app.screen
            try:
                await self.hand_on(self._arrived.popleft())
                async with asyncio.timeout(_LONGEST):
                    await self._settle(screen, target)
                await self._looked()
            except TimeoutError:  # it takes its time; what comes next shall not wait for ever
                continue
            except Exception as error:  # a task of its own: nobody else would hear of it
                self.app._handle_exception(error)

    async def _settle(self, screen: DOMNode, target: DOMNode) -> None:
        """Wait until a key is dealt with, and what it opens has the focus."""
        await _come_through(target.ancestors_with_self)
        for _ in range(_TURNS):
            await asyncio.sleep(0)
        if self.app.screen is not screen:
            await _come_through((self.app.screen, self.app))

    async def _looked(self) -> None:
        """Wait while a screen's `looking` is not done: until then nobody knows what opens, or that nothing does."""
        end = asyncio.get_running_loop().time() + _LONGEST_LOOK
        while asyncio.get_running_loop().time() < end:
            screen = self.app.screen
            looking: asyncio.Future[None] | None = getattr(screen, "looking", None)
            if looking is None or looking is self._given_up or looking.done():
                return
            await asyncio.wait([looking], timeout=_GLANCE)
            if looking.done():
                await self._settle(screen, screen)
        self._given_up = looking


async def _come_through(nodes: Iterable[DOMNode]) -> None:
    """Wait until each in turn has had its turn: messages that bubble up come before."""
    for node in nodes:
        reached = asyncio.Event()
        if node.call_later(reached.set):
            await reached.wait()
