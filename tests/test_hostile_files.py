"""Whatever stands in a tree, a journal or a table: every command answers with a sentence, and soon.

GAMETREE_MUTANTS=5000 makes so many mutants of each kind.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from gametree.cli.group import gametree
from gametree.export.as_text import finding_as_text
from gametree.files.journal import parse_journal
from gametree.tui.settings import load_settings
from gametree.tui.themes import make_themes
from tests.files.corpus import corpus
from tests.hostile_words import TOGETHER, config, journal, strange, table, tree
from tests.mutants import mutant

MUTANTS = int(os.environ.get("GAMETREE_MUTANTS", "30"))
LONGEST = 20.0  # seconds of this process; what takes more hangs
BAD_TREES = Path(__file__).parent / "bad_trees"

ON_A_TREE = """
check odd.toml | show ./odd.toml | outlook ./odd.toml --as ada | importance ./odd.toml --as ada
diff good.toml odd.toml | diff odd.toml good.toml --format markdown | diff ada bob --tree ./odd.toml
node set ./odd.toml rl title New --dry-run | node rename ./odd.toml gaming other | node remove ./odd.toml oversight
node add ./odd.toml new --kind claim --title New --parent rl | node move ./odd.toml shards --before oversight
merge-trees good.toml odd.toml other.toml
"""
ON_A_JOURNAL = """
show ./good.toml --assessment odd.toml | log ./good.toml --assessment odd.toml --format json | check good.toml --as odd
lost ./good.toml --assessment odd.toml | outlook ./good.toml --assessment odd.toml
diff odd.toml ada --tree ./good.toml
compare ./good.toml ada odd.toml odd.toml@2026-11-04 | score ./good.toml rl 30% --assessment odd.toml
note ./good.toml rl why --assessment odd.toml
"""
ON_A_TABLE = "score ./good.toml --from odd.csv --as cy"
ON_SETTINGS = "keys | keys --format json | show ./good.toml --as ada"
ON_A_COPY = "lost ./good.toml --as ada | lost ./good.toml --as ada --put-back | show ./good.toml --as ada"


def answers(commands: str) -> None:
    """Run the commands; each ends in good order, in time, and with nothing that steers a terminal."""
    for line in (line for row in commands.strip().split("\n") for line in row.split(" | ")):
        begun = time.process_time()
        result = CliRunner().invoke(gametree, line.split(), color=True)
        took = time.process_time() - begun
        if result.exception and not isinstance(result.exception, SystemExit):
            raise AssertionError(line) from result.exception
        assert result.exit_code in (0, 1, 2, 129), (line, result.output)
        assert took < LONGEST, (line, took)
        assert "Traceback" not in result.stderr
        assert not strange(result.stderr_bytes) and not strange(result.stdout_bytes), line


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    words = "Some words"
    (tmp_path / "good.toml").write_text(tree(words))
    (tmp_path / "other.toml").write_text(tree(words).replace("shards", "shores"))
    for name in ("good", "odd"):
        people = tmp_path / f"{name}.assessments"
        people.mkdir()
        (people / "ada.toml").write_text(journal(words, "ada"))
        (people / "bob.toml").write_text(journal(words, "bob", scores=0.6))
    return tmp_path


def mutants_of(texts: list[str], part: int) -> Iterator[bytes]:
    chance = Random(part)
    return (mutant(chance.choice(texts), chance) for _ in range(MUTANTS))


@pytest.mark.parametrize("part", range(2))
def test_mutated_trees(folder: Path, part: int):
    bad = [path.read_bytes().decode("utf-8", "replace") for path in sorted(BAD_TREES.glob("*.toml"))]
    for data in mutants_of([*[tree("Some words")] * 60, *[tree(TOGETHER)] * 20, *bad], part):
        (folder / "odd.toml").write_bytes(data)
        answers(ON_A_TREE)


@pytest.mark.parametrize("part", range(2))
def test_mutated_journals(folder: Path, part: int):
    for data in mutants_of([journal("Some words", "ada"), journal(TOGETHER, "ada")], part):
        (folder / "odd.toml").write_bytes(data)
        (folder / "good.assessments" / "odd.toml").write_bytes(data)
        answers(ON_A_JOURNAL)


def test_mutated_tables(folder: Path):
    for data in mutants_of([table("Some words"), table(TOGETHER)], 0):
        (folder / "odd.csv").write_bytes(data)
        answers(ON_A_TABLE)


@pytest.mark.parametrize("merge", ["odd.toml ours.toml theirs.toml", "base.toml ours.toml odd.toml"])
@pytest.mark.parametrize("of_journals", [False, True], ids=["trees", "journals"])
def test_mutated_files_of_a_merge(folder: Path, merge: str, of_journals: bool):
    good = journal("Some words", "ada") if of_journals else tree("Some words")
    (folder / "base.toml").write_text(good)
    (folder / "theirs.toml").write_text(good.replace("oversight", "oversights"))
    for data in mutants_of([good], 0):
        (folder / "ours.toml").write_text(good.replace("rl", "trained"))
        (folder / "odd.toml").write_bytes(data)
        answers(f"merge-trees {merge}")


def test_mutated_settings(folder: Path, home: Path):
    place = home / "config" / "gametree" / "config.toml"
    place.parent.mkdir(parents=True)
    whole = (
        "theme = 'mine'\n[keys]\nundo = 'x'\nnote = ['n', 'ctrl+n']\n[themes.mine]\nbase = 'light'\npanel = '#123456'\n"
    )
    for data in mutants_of([whole, config(TOGETHER)], 0):
        place.write_bytes(data)
        answers(ON_SETTINGS)
        make_themes(load_settings().own_themes)


def test_mutated_copies_of_what_was_written(folder: Path, home: Path):
    answers("score ./good.toml rl 40% --as ada | note ./good.toml hch why --as ada")
    (copy,) = (home / "state" / "gametree" / "spool").iterdir()
    text = copy.read_text() + 'let-go = ["t1"]\n'
    for data in mutants_of([text], 0):
        copy.write_bytes(data)
        (folder / "good.assessments" / "ada.toml").write_text(journal("Some words", "ada"))
        answers(ON_A_COPY)


def test_the_files_of_the_toml_project_are_no_trees_and_are_told_so(folder: Path):
    files = {**corpus("valid"), **corpus("invalid")}
    for number, data in enumerate(files.values()):
        (folder / f"{number}.toml").write_bytes(data)
    names = [f"{number}.toml" for number in range(len(files))]
    result = CliRunner().invoke(gametree, ["check", *names], color=True)
    assert result.exit_code in (1, 2)
    assert {line.partition(":")[0] for line in result.stdout.splitlines()} >= set(names)
    assert not strange(result.stdout_bytes)


def test_the_files_of_the_toml_project_are_read_as_journals_line_by_line():
    for data in {**corpus("valid"), **corpus("invalid")}.values():
        told = [line for finding in parse_journal(data).findings for line in finding_as_text("ada.toml", finding)]
        assert not strange("\n".join(told).encode())


def node(name: object, kind: str, parents: str = "") -> str:
    return f"[node.{name}]\nkind = '{kind}'\ntitle = 'Node'\n" + (f"parent = [{parents}]\n" if parents else "")


def chain(length: int, kinds: tuple[str, ...]) -> Iterator[str]:
    return (node(f"n{i}", kinds[i % len(kinds)], f"'n{i - 1}'" if i else "") for i in range(length))


BOTH = ("strategy", "problem")
SHAPES: dict[str, Callable[[int], Iterable[str]]] = {
    "a chain": lambda n: chain(n, BOTH),
    "a chain of one side": lambda n: chain(n, ("strategy",)),
    "a fan": lambda n: (node(f"n{i}", BOTH[i % 2], "'n0'" if i else "") for i in range(n)),
    "nothing but architectures": lambda n: (node(f"n{i}", "architecture") for i in range(n)),
    "a node with many parents": lambda n: (
        *(node(f"n{i}", "strategy") for i in range(n)),
        node("x", "problem", ",".join(f"'n{i}'" for i in range(n))),
    ),
    "a node beneath all of a chain": lambda n: (
        *chain(n, BOTH),
        node("x", "problem", ",".join(f"'n{i}'" for i in range(0, n, 2))),
    ),
    "a ladder of shared nodes": lambda n: (
        node(f"{side}{i}", BOTH[i % 2], f"'n{i - 1}', 'b{i - 1}'" if i else "") for i in range(n // 40) for side in "nb"
    ),
    "twenty shared nodes": lambda _: (
        node("n0", "architecture"),
        *(node(f"s{i}", "strategy", "'n0'") for i in range(20)),
        *(node(f"p{i}", "problem", f"'s{i}', 's{(i * 7 + 3) % 20}', 's{(i * 3 + 2) % 20}'") for i in range(20)),
    ),
    "words of a megabyte": lambda n: (
        node("n0", "claim").replace("Node", "e" + "\u0301" * n * 50 + "漢[/x" * n * 50 + "w " * n * 50),
        f"text = '{'- ' * n * 50}'\ntags = [{','.join(repr(str(i)) for i in range(n))}]\n",
    ),
}
OF_ANY_SHAPE = """
check odd.toml | show ./odd.toml --as ada | show ./odd.toml --as ada --format markdown | outlook ./odd.toml --as ada
importance ./odd.toml --as ada | diff odd.toml changed.toml | diff ada bob --tree ./odd.toml
node rename ./odd.toml n0 other --dry-run | merge-trees odd.toml changed.toml odd.toml
"""


@pytest.mark.parametrize("shape", SHAPES)
def test_trees_of_odd_shape(folder: Path, shape: str):
    text = "[tree]\ntitle = 'Odd'\n" + "".join(SHAPES[shape](1000))
    (folder / "odd.toml").write_text(text)
    (folder / "changed.toml").write_text(text.replace("Node", "Another", 1))
    for name, score in (("ada", 0.3), ("bob", 0.6)):
        records = "".join(f"t{i} = {{ node = 'n{i}', plausibility = {score} }}\n" for i in range(0, 1000, 9))
        (folder / "odd.assessments" / f"{name}.toml").write_text(records)
    answers(OF_ANY_SHAPE)


DEEP = {
    "arrays": "x = " + "[" * 200_000,
    "tables": "x = " + "{a=" * 200_000,
    "header": f"[{'a.' * 200_000}a]",
    "node": f"[node.{'a.' * 9_000}a]",
    "key": f"{'a.' * 9_000}a = 1",
    "quotes": "x = '''" + "'" * 200_000,
    "digits": "x = " + "9" * 200_000,
    "tabs": "x = [" + "\t" * 900_000,
}


@pytest.mark.parametrize("line", DEEP.values(), ids=DEEP)
def test_trees_that_go_deep(folder: Path, line: str):
    (folder / "odd.toml").write_text(f"[tree]\ntitle = 'Odd'\n{line}\n")
    answers("check odd.toml | show ./odd.toml | diff odd.toml good.toml | log ./good.toml --assessment odd.toml")


def test_a_file_of_a_gibibyte_is_refused_before_it_is_read(folder: Path):
    with (folder / "odd.toml").open("wb") as file:
        file.truncate(2**30)
    answers(
        "show ./odd.toml | node set ./odd.toml a title b | diff odd.toml good.toml | score ./good.toml --from odd.toml"
    )
    answers("log ./good.toml --assessment odd.toml | merge-trees good.toml odd.toml other.toml")
    assert "larger than 64 MiB" in CliRunner().invoke(gametree, ["check", "odd.toml"]).output


def test_ids_that_look_alike_are_refused(folder: Path):
    names = ("ab", "a-b", "Ab", "'a\u0301b'", "'áb'", "'\u0430b'", "'a\u200bb'", "'a\u2010b'")
    (folder / "odd.toml").write_text("[tree]\ntitle = 'Odd'\n" + "".join(node(name, "claim") for name in names))
    answers(ON_A_TREE)
    findings = CliRunner().invoke(gametree, ["check", "odd.toml", "--format", "json"]).stdout
    assert findings.count('"bad-id"') == len(names) - 2
