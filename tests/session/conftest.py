"""A small tree, and sittings at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from textwrap import dedent

import pytest

from gametree.files.journal import append_records, parse_journal
from gametree.files.locations import JournalPlace, TreePlace
from gametree.session import Session, open_session

TREE = """
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
formerly = ["conspiracy"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with `debate.toml` in it."""
    folder = tmp_path / "trees"
    folder.mkdir()
    (folder / "debate.toml").write_text(TREE)
    return folder


@pytest.fixture
def journal(folder: Path) -> Path:
    """Where ada's journal on the tree belongs."""
    return folder / "debate.assessments" / "ada.toml"


@pytest.fixture
def sit(folder: Path, journal: Path, clock: Callable[[], datetime]) -> Iterator[Callable[[], Session]]:
    """Begin a sitting; all are closed in the end."""
    sittings: list[Session] = []

    def begin() -> Session:
        place = TreePlace(folder / "debate.toml", bundled=False)
        sittings.append(open_session(place, JournalPlace(journal, "beside the tree"), "ada", clock))
        return sittings[-1]

    yield begin
    for sitting in sittings:
        sitting.close()


@pytest.fixture
def session(sit: Callable[[], Session]) -> Session:
    return sit()


@pytest.fixture
def elsewhere(journal: Path) -> Callable[[str], None]:
    """Lines that somebody else adds to the journal."""

    def add(lines: str) -> None:
        append_records(journal, parse_journal(dedent(lines).encode()).records, "debate", "ada")

    return add


@pytest.fixture
def somebody(folder: Path) -> Callable[..., Path]:
    """Writes somebody's journal: `debate 0.4 | collusion 0.5`."""

    def write(name: str, text: str) -> Path:
        path = folder / "debate.assessments" / f"{name}.toml"
        path.parent.mkdir(exist_ok=True)
        lines = [f'assessor = "{name}"']
        for number, part in enumerate(text.split(" | ")):
            node, value = part.split(" ")
            lines.append(f't2026100{number + 1}T100000Z = {{ node = "{node}", plausibility = {value} }}')
        path.write_text("\n".join(lines) + "\n")
        return path

    return write
