"""Make anew what the README shows of the app, screenshot and table of keys: `python -m tests.regenerate`."""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from gametree.files.locations import JournalPlace, find_tree
from gametree.session import Session, open_session
from gametree.tui.actions import GROUPS, help_entries
from gametree.tui.app import GametreeApp

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".screenshots"
README = ROOT / "README.md"

SCORES = {
    "end-to-end-rl": (0.4, None),
    "objective-gaming": (0.85, None),
    "scalable-oversight": (0.55, (0.4, 0.7)),
    "transparency-gap": (0.6, None),
    "slow-scaling": (0.7, None),
    "shard-theory": (0.55, None),
    "cognition-overrides-values": (0.65, None),
    "transfer-learning": (0.15, None),
    "natural-abstractions": (0.4, None),
    "inner-aligned-optimizer": (0.05, None),
    "human-level-imitators": (0.2, (0.1, 0.3)),
    "rl-with-interpretability": (0.05, None),
}


@dataclass
class SteadyClock:
    """One hour a look, from a fixed day, so that the pictures stay the same."""

    at: datetime = field(default=datetime(2026, 10, 2, 9, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        """The next hour."""
        self.at += timedelta(hours=1)
        return self.at


def assessed(folder: Path) -> Session:
    """A sitting on the bundled tree with some scores and notes."""
    journal = JournalPlace(folder / "ada.toml", "as named")
    session = open_session(find_tree("technical-alignment"), journal, "ada", SteadyClock())
    for node_id, (plausibility, ends) in SCORES.items():
        session.judge(node_id, plausibility, ends)
    session.note("objective-gaming", "Every benchmark so far was gamed once it mattered.")
    session.note("shard-theory", "What would change my mind: values that survive a retraining meant to remove them.")
    session.judge("shard-theory", 0.35, (0.2, 0.5))
    session.note("shard-theory", "Moved down after the maze experiments.")
    session.close()
    return session


async def shoot(name: str, size: tuple[int, int], keys: Iterable[str]) -> None:
    """Press keys in the app and keep the picture."""
    with tempfile.TemporaryDirectory() as folder:
        app = GametreeApp(assessed(Path(folder)), lambda _: assessed(Path(folder)), list)
        async with app.run_test(size=size) as pilot:
            await pilot.pause(0.3)
            for key in keys:
                await pilot.press(key)
            await pilot.pause(0.3)
            picture = app.export_screenshot(title="gametree open technical-alignment", simplify=True)
            FOLDER.mkdir(exist_ok=True)
            (FOLDER / f"{name}.svg").write_text(without_fetched_fonts(picture), encoding="utf-8")


def without_fetched_fonts(picture: str) -> str:
    """The picture with the fonts a reader's machine has."""
    picture = re.sub(r"@font-face\s*\{.*?\}", "", picture, flags=re.DOTALL)
    picture = picture.replace("<text ", '<text xml:space="preserve" ')
    return picture.replace("Fira Code", "DejaVu Sans Mono, Menlo, Consolas")


def table_of_keys() -> str:
    """The keys of the app as a Markdown table, group by group."""
    lines = ["| key | what it does |", "|---|---|"]
    for group in GROUPS:
        lines += [f"| {escaped(keys)} | {does} |" for keys, does in help_entries(group)]
    return "\n".join(lines)


def escaped(keys: str) -> str:
    """Keys as they stand in a cell of a table."""
    return " ".join(f"`{key}`" for key in keys.replace("|", "\\|").split(" "))


def with_keys(readme: str) -> str:
    """The README with its table of keys made anew."""
    before, opening, rest = readme.partition("<!-- keys -->\n")
    _, closing, after = rest.partition("<!-- end of keys -->\n")
    assert opening and closing, "README.md needs both marks about its table of keys"
    return f"{before}{opening}{table_of_keys()}\n{closing}{after}"


def main() -> None:
    """Pictures and table."""
    os.environ["TZ"] = "UTC"
    asyncio.run(shoot("explore", (120, 32), "jjjjjj"))
    README.write_text(with_keys(README.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
