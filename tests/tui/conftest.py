"""A small tree with a shared node, and the app on it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import pytest

from gametree.files.locations import JournalPlace, TreePlace
from gametree.session import Session, open_session
from gametree.session.shelf import Shelf
from gametree.tui.app import GametreeApp
from tests.tui.driver import Drive, Driver, wait_until

_SOON_KNOWN = 100  # nodes whose outlook is there in a moment

TREE = """
[tree]
title = "Oversight"
question = "Does it go well?"
text = "What this is about."

[source.post]
title = "A post"
url = "https://example.org/post"

[node.rl]
kind = "architecture"
title = "End-to-end trained RL"
text = "Trained as a whole."

[node.gaming]
kind = "failure-mode"
parent = "rl"
title = "The objective gets gamed"
text = "It finds a way."

[node.oversight]
kind = "strategy"
parent = "gaming"
title = "Scalable oversight"
sources = ["post"]
text = "Adjust the **objective**."

[node.shards]
kind = "strategy"
parent = "gaming"
title = "Shard theory"
text = "Values settle early."

[node.transparency]
kind = "problem"
parent = ["oversight", "shards"]
title = "Detecting it needs transparency"
text = "Hard to see."

[node.probes]
kind = "strategy"
parent = "transparency"
title = "Probes"
text = "Look inside."

[node.imitators]
kind = "architecture"
title = "Human-level imitators"
text = "They imitate."

[node.hch]
kind = "strategy"
parent = "imitators"
title = "HCH"
text = "Humans consulting HCH."
"""

Sit = Callable[..., Session]


@pytest.fixture
def sit(tmp_path: Path, clock: Callable[[], datetime]) -> Sit:
    """Opens a sitting on a tree's text."""

    def begin(text: str = TREE, name: str = "oversight") -> Session:
        path = tmp_path / f"{name}.toml"
        path.write_text(text, encoding="utf-8")
        return open_session(TreePlace(path, False), JournalPlace(tmp_path / "ada.toml", "as named"), "ada", clock)

    return begin


@pytest.fixture
def app(sit: Sit, tmp_path: Path) -> Callable[..., GametreeApp]:
    """The app on a sitting."""

    def make(session: Session | None = None) -> GametreeApp:
        return GametreeApp(session or sit(), lambda place: sit(name=place.name), Shelf("ada", tmp_path))

    return make


@pytest.fixture
def drive(sit: Sit, app: Callable[..., GametreeApp]) -> Drive:
    @asynccontextmanager
    async def run(text: str = TREE, size: tuple[int, int] = (120, 36)) -> AsyncIterator[Driver]:
        session = sit(text)
        running = app(session)
        async with running.run_test(size=size, notifications=True) as pilot:
            await pilot.pause()
            driver = Driver(running, pilot, session)
            if len(session.tree.nodes) <= _SOON_KNOWN:
                await wait_until(lambda: driver.explore.outlook.is_settled, pilot)
                await pilot.pause()
            yield driver
        session.close()

    return run
