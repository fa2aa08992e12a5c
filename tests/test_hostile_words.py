"""Every command on files and arguments full of words that steer terminals: sentences, and nothing for a terminal to do.

With GAMETREE_WORDS=all every kind of such words has its turn.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click.utils
import pytest
from click.testing import CliRunner, Result

from gametree.cli.group import gametree
from tests.hostile_words import TOGETHER, WORDS, strange, toml, tree, write_files

TURNS = {"together": TOGETHER} | (WORDS if os.environ.get("GAMETREE_WORDS") == "all" else {})
FORMATS = {
    "show tree.toml --as ada": "text json markdown",
    "log tree.toml --as ada": "text json csv",
    "log tree.toml oversight --as ada": "text csv",
    "outlook tree.toml --as ada": "text json",
    "importance tree.toml --as ada": "text json",
    "importance tree.toml --as ada --next": "text json",
    "check tree.toml --as ada": "text json",
    "check broken.toml raw.toml odd": "text json",
    "keys": "text json markdown",
    "list": "text json",
    "diff ada bob --tree tree.toml --notes": "text json markdown csv",
    "diff ada@2026-11-03 ada --tree tree.toml": "text json markdown csv",
    "diff tree.toml other.toml": "text json markdown",
    "compare tree.toml": "text json markdown csv",
}
COMMANDS = """
show WORD | show WORD.toml | show tree.toml --as WORD | show tree.toml --assessment WORD | show tree.toml --format WORD
show tree.toml --assessment tree.assessments/FILE.toml | show ./FILE.toml
log tree.toml WORD | lost tree.toml --as WORD | lost tree.toml --as ada
outlook tree.toml --semantics WORD | outlook tree.toml --assume WORD | outlook tree.toml --semantics dfquad --as ada
importance tree.toml --top WORD
diff ada WORD --tree tree.toml | diff ada FILE --tree tree.toml | diff WORD WORD | diff ada@WORD ada --tree tree.toml
diff HEAD:WORD tree.toml | diff WORD:x.toml tree.toml | diff --git WORD tree.toml 1 100644 other.toml 2 100644
diff ada bob --tree WORD | compare tree.toml WORD ada@WORD | compare tree.toml ada FILE
score tree.toml WORD 30% | score tree.toml rl WORD | score tree.toml rl 30% --range WORD WORD
score tree.toml --from WORD | score tree.toml --from scores.csv --as cy
score tree.toml --from good.csv --as cy --source WORD
score tree.toml --fit --as ada | score tree.toml rl 40% --as WORD | log tree.toml --as cy
note tree.toml rl WORD --as cy | note tree.toml WORD WORD | log tree.toml rl --as cy
node WORD | node set tree.toml WORD title x | node set tree.toml rl WORD x | node set tree.toml rl tags WORD --dry-run
node set tree.toml rl sources WORD | node set tree.toml rl title WORD | node set tree.toml rl title new --dry-run
node add tree.toml WORD --kind claim --title x | node add tree.toml nn --kind WORD --title x
node add tree.toml nn --kind claim --title WORD --text WORD --parent rl --dry-run
node add tree.toml nn --kind claim --title WORD --parent WORD | node add tree.toml nn --kind claim --title WORD
node move tree.toml WORD --after rl | node move tree.toml shards --after WORD
node move tree.toml shards --after oversight
node link tree.toml rl WORD | node unlink tree.toml rl WORD | node rename tree.toml rl WORD
node rename tree.toml hch new
node remove tree.toml WORD | node remove tree.toml hch | merge-trees other.toml tree.toml third.toml WORD
merge-trees WORD WORD WORD WORD | git-setup WORD | new WORD | new WORD/x.toml | new FILE.toml | check FILE.toml
schema WORD | completion WORD | WORD | --WORD | show --WORD | open WORD | open broken.toml | --as WORD show
"""


def commands(word: str) -> Iterator[list[str]]:
    for line, formats in FORMATS.items():
        yield from ([*line.split(), "--format", format_] for format_ in formats.split())
    parts = {"WORD": word.replace("\0", ""), "FILE": file_name(word)}
    for line in (line for row in COMMANDS.strip().split("\n") for line in row.split(" | ")):
        yield [part.replace("WORD", parts["WORD"]).replace("FILE", parts["FILE"]) for part in line.split()]


def file_name(word: str) -> str:
    return word.replace("/", "_").replace("\0", "")[:60]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[[list[str]], Result]:
    """Run as if on a terminal: else click would take out what looks like a colour, and tables would be raw."""
    monkeypatch.setattr(click.utils, "should_strip_ansi", lambda *_: False)

    def run(arguments: list[str]) -> Result:
        runner = CliRunner()
        with runner.isolation() as _:
            monkeypatch.setattr(type(sys.stdout), "isatty", lambda _: True, raising=False)
        return runner.invoke(gametree, arguments, prog_name="gametree", color=True)

    return run


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path


@pytest.mark.parametrize("word", TURNS.values(), ids=TURNS)
def test_no_command_says_anything_that_steers_a_terminal(folder: Path, home: Path, run, word: str):
    write_files(folder, home, word)
    broken = f"[node.{toml(word)}]\nkind = {toml(word)}\nparent = {toml(word)}\n{toml(word)} = 3\ntitle = ''\n"
    (folder / "broken.toml").write_text(tree(word) + broken + f"[{toml(word)}]\n", encoding="utf-8")
    (folder / "raw.toml").write_text(f'[tree]\ntitle = "{word}"\n{word}\n', encoding="utf-8", newline="")
    (folder / "other.toml").write_text(tree(f"{word} other").replace("shards", "shores"), encoding="utf-8")
    (folder / "third.toml").write_text(tree(f"x {word}"), encoding="utf-8")
    quoted = word.replace('"', '""')
    (folder / "good.csv").write_text(f'node,plausibility,note\ngaming,30%,"{quoted}"\n', encoding="utf-8", newline="")
    for arguments in commands(word):
        result = run(arguments)
        assert result.exception is None or isinstance(result.exception, SystemExit), (arguments, result.exc_info)
        assert strange(result.stdout_bytes) == [], arguments
        assert strange(result.stderr_bytes) == [], arguments
