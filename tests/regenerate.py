"""Make anew what the README shows of the app, pictures and table of keys: `python -m tests.regenerate`."""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from gametree.files.locations import JournalPlace, find_tree
from gametree.session import Session, open_session
from gametree.session.shelf import Shelf
from gametree.tui.app import GametreeApp
from gametree.tui.keymap import DEFAULT_KEYMAP, keys_as_markdown

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


TOUR: tuple[tuple[str, tuple[int, int], str, Sequence[str]], ...] = (
    ("explore", (120, 32), "dark", "jjjjj"),
    ("note", (120, 32), "dark", [*"jjjjja", *"The maze experiments move me: values survived", "space", *"retraining."]),
    ("what-if", (120, 32), "dark", [*"jjjjjw8jjjj5c"]),
    ("search", (120, 32), "dark", ["slash", *"search", "enter"]),
    ("narrow", (80, 24), "dark", "jjjjjv"),
    ("light", (120, 32), "light", ["f", "u", "j", "j"]),
)
"""Name, size, theme and keys of every picture."""


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


async def shoot(name: str, size: tuple[int, int], theme: str, keys: Iterable[str]) -> None:
    """Press keys in the app and keep the picture."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = folder  # not where the person who runs this was last
        app = GametreeApp(assessed(Path(folder)), lambda _: assessed(Path(folder)), Shelf("ada"))
        app.theme = theme
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


def with_keys(readme: str) -> str:
    """The README with its table of keys made anew."""
    before, opening, rest = readme.partition("<!-- keys -->\n")
    _, closing, after = rest.partition("<!-- end of keys -->\n")
    assert opening and closing, "README.md needs both marks about its table of keys"
    return f"{before}{opening}{keys_as_markdown(DEFAULT_KEYMAP)}\n{closing}{after}"


def main() -> None:
    """Pictures and table."""
    os.environ["TZ"] = "UTC"
    for name, size, theme, keys in TOUR:
        asyncio.run(shoot(name, size, theme, keys))
    README.write_text(with_keys(README.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
