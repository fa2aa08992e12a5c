"""Every mistake a tree file can hold: one file each in `bad_trees`, beside exactly what `gametree check` says.

After a change of wording, write the answers anew with `GAMETREE_REWRITE=1 pytest tests/test_bad_trees.py`,
and read the difference as a user would.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import jsonschema
import pytest
import tomli
from click.testing import CliRunner, Result

from gametree.cli.group import gametree
from gametree.export.as_schema import tree_schema
from gametree.files import reading
from gametree.model.text import clean

FOLDER = Path(__file__).parent / "bad_trees"
CASES = sorted(path.stem for path in FOLDER.glob("*.toml"))
WARNINGS = ("no-plan", "no-question", "no-text", "unused-source")
STRUCTURAL = ("unknown-k", "missing", "unknown-r", "wrong-type", "blank", "bad-id", "reserved", "empty")


def check(name: str | Path, *options: str) -> Result:
    return CliRunner().invoke(gametree, ["check", str(name), *options])


@pytest.fixture(autouse=True)
def among_the_bad_trees(monkeypatch):
    monkeypatch.chdir(FOLDER)


@pytest.mark.parametrize("case", CASES)
def test_every_mistake_has_its_message(case):
    answer = check(f"{case}.toml")
    expected = FOLDER / f"{case}.txt"
    if os.environ.get("GAMETREE_REWRITE"):
        expected.write_text(answer.stdout)
    assert answer.stdout == expected.read_text()
    assert answer.exit_code == (0 if case in WARNINGS else 1)


@pytest.mark.parametrize("case", CASES)
def test_a_message_is_harmless_and_bounded(case):
    lines = check(f"{case}.toml").stdout.splitlines()
    assert all(clean(line) == line and len(line) <= 250 for line in lines)


@pytest.mark.parametrize("case", [case for case in CASES if not case.startswith(("spelling", "many", "cascade"))])
def test_a_file_is_named_after_its_one_kind_of_mistake(case):
    found = re.findall(rf"^{case}\.toml:\d+:\d+: ([a-z-]+): ", check(f"{case}.toml").stdout, re.MULTILINE)
    assert found
    assert all(case.startswith(name) for name in found) or case == "empty-file"


def test_every_check_has_a_bad_tree():
    of_settings, of_assessments = {"config.py", "remapping.py", "themes.py"}, {"architectures.py", "versions.py"}
    modules = (FOLDER.parent.parent / "gametree").rglob("*.py")
    source = "".join(path.read_text() for path in modules if path.name not in of_settings | of_assessments)
    named = set(re.findall(r'Finding\(\s*"([a-z-]+)"', source))
    of_trees = {name for name in named if not name.startswith(("journal", "record", "file", "not-a-file"))}
    said = "".join(path.read_text() for path in FOLDER.glob("*.txt"))
    known_elsewhere = {name for name in of_trees if name in _journal_checks()}
    assert {name for name in of_trees - known_elsewhere if f": {name}: " not in said} == set()


def _journal_checks() -> set[str]:
    journal = FOLDER.parent.parent / "gametree" / "files" / "journal.py"
    return set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', journal.read_text()))


@pytest.mark.parametrize("case", [case for case in CASES if case.startswith(STRUCTURAL)])
def test_the_schema_refuses_a_tree_of_the_wrong_shape(case):
    document = tomli.loads((FOLDER / f"{case}.toml").read_text())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, tree_schema())


def test_json_says_the_same_as_text():
    import json

    (finding,) = json.loads(check("unknown-kind.toml", "--format", "json").stdout)
    assert (finding["line"], finding["column"]) == (10, 8)
    assert (finding["severity"], finding["check"]) == ("error", "unknown-kind")
    assert finding["message"] == '"stratgy" is not a kind; did you mean "strategy"?'


def _missing(folder: Path) -> Path:
    return folder / "missing.toml"


def _pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe.toml")
    return folder / "pipe.toml"


def _large(folder: Path) -> Path:
    with (folder / "large.toml").open("wb") as file:
        file.truncate(reading.LARGEST + 1)
    return folder / "large.toml"


@pytest.mark.parametrize(
    ("place", "message"),
    [
        (_missing, "file-missing: there is no such file"),
        (lambda folder: folder, "not-a-file: is a folder; name a file in it"),
        (_pipe, "not-a-file: is not a regular file"),
        (lambda _: Path("/dev/zero"), "not-a-file: is not a regular file"),
        (_large, "file-too-large: is larger than 64 MiB, the limit"),
        (lambda folder: folder / ("x" * 300 + ".toml"), "file-unreadable: cannot be opened: file name too long"),
    ],
)
def test_what_cannot_be_read_is_said_at_once_with_exit_code_2(tmp_path, place, message):
    path = place(tmp_path)
    answer = check(path)
    assert answer.stdout == f"{path}:1:1: {message}\n"
    assert answer.exit_code == 2


def test_a_file_without_permission_is_said_with_exit_code_2(tmp_path, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    (tmp_path / "secret.toml").touch()
    monkeypatch.setattr("gametree.files.reading.os.open", refuse)
    answer = check(tmp_path / "secret.toml")
    assert "file-unreadable: cannot be opened: permission denied" in answer.stdout
    assert answer.exit_code == 2
