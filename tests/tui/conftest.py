"""A small tree with a shared node, and the app on it."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from textual import app as textual_app
from textual.css import stylesheet
from textual.css.model import RuleSet

from gametree.files.locations import JournalPlace, TreePlace
from gametree.session import Session, open_session
from gametree.session.shelf import Shelf
from gametree.tui.app import GametreeApp
from tests.tui.driver import Drive, Driver, wait_until
from tests.tui.resting import rest

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

PLAIN = """
[tree]
title = "Debate"
question = "Does debate work?"

[node.debate]
kind = "strategy"
title = "Two models debate"

[node.collusion]
kind = "failure-mode"
parent = "debate"
title = "They collude"
"""

Sit = Callable[..., Session]


@pytest.fixture(autouse=True, scope="session")
def parsed_once() -> Iterator[None]:
    """Every app of the run parses the same style sheets: one parses them for all."""
    parsed: dict[object, list[RuleSet]] = {}
    parse = stylesheet.parse

    def parse_once(scope: str, css: str, read_from: object, variable_tokens: Any = None, **options: Any) -> object:
        variables = tuple((name, *(token.value for token in tokens)) for name, tokens in variable_tokens.items())
        key = scope, css, read_from, variables, *options.items()
        if key not in parsed:
            parsed[key] = list(parse(scope, css, read_from, variable_tokens=variable_tokens, **options))
        return parsed[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stylesheet, "parse", parse_once)
        yield


@pytest.fixture(autouse=True, scope="session")
def prompt_keys() -> Iterator[None]:
    """A key is pressed as soon as the one before has done its work."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(textual_app, "wait_for_idle", rest)
        yield


@pytest.fixture(autouse=True, scope="session")
def unfrozen() -> Iterator[None]:
    """Many apps run in one process: none keeps its own from the garbage collector, which looks less often instead."""
    usual = gc.get_threshold()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gc, "freeze", lambda: None)
        gc.set_threshold(5_000, 20, 20)
        yield
        gc.set_threshold(*usual)


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


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Makes a script the person's editor, in a terminal that can be handed over."""
    monkeypatch.setattr(GametreeApp, "suspend", lambda _: nullcontext())
    monkeypatch.delenv("VISUAL", raising=False)

    def make(lines: str) -> None:
        path = tmp_path / "editor"
        path.write_text(f"#!/bin/sh\n{lines}\n")
        path.chmod(0o755)
        monkeypatch.setenv("EDITOR", str(path))

    return make
