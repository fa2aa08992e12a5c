"""Every command and every option once with good input and once with bad: exit code, stream, sentence, JSON that parses.

The lists are held against the commands themselves, so that a new option without a line here is a failure.
"""

from __future__ import annotations

import json
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from gametree.cli.group import gametree
from tests.cli.conftest import TREE, Run

GOOD = """
--version
--help
list
list --format json
show ./debate.toml
show technical-alignment --format json
show ./debate.toml --as bob --format markdown
show ./debate.toml --assessment bob.toml
show ./debate.toml --format text
score ./debate.toml debate 35% --as bob
score ./debate.toml debate 0.35 --range 20% 0.5
score ./debate.toml debate unscored --as bob
score ./debate.toml question 5% --assessment bob.toml
score ./debate.toml --fit --as bob
score ./debate.toml --from scores.csv --source survey --as bob
note ./debate.toml debate --why --as bob
note ./debate.toml question - --assessment bob.toml
log ./debate.toml --as bob
log ./debate.toml debate --assessment bob.toml --format json
log ./debate.toml --format csv --as bob
lost ./debate.toml --as bob
lost ./debate.toml --put-back --as bob
lost ./debate.toml --let-go --assessment bob.toml
outlook ./debate.toml --as bob
outlook ./debate.toml --assessment bob.toml --semantics line --assume 30% --format json
importance ./debate.toml --as bob --top 3
importance ./debate.toml --assessment bob.toml --next --format json
importance ./debate.toml --semantics minimax --assume .2
diff ada bob --tree ./debate.toml
diff ada bob --tree ./debate.toml --notes --format json --top 2
diff ada bob --tree ./debate.toml --semantics dfquad --assume 0 --format markdown
diff debate.assessments/ada.toml bob.toml --format csv
diff debate.toml debate.toml --exit-code
diff --git debate.toml
compare ./debate.toml --top 2
compare ./debate.toml ada bob.toml --format json
keys
keys --format json
check ./debate.toml
check ./debate.toml technical-alignment --format json
check ./debate.toml --as bob
check ./debate.toml --assessment bob.toml
new other.toml
node add ./debate.toml x --kind problem --title X --parent debate --text Why
node add ./debate.toml x --kind problem --title X --parent debate --before collusion
node add ./debate.toml x --kind problem --title X --parent debate --after collusion --dry-run
node set ./debate.toml debate tags a b
node set ./debate.toml question title New --dry-run
node move ./debate.toml collusion --parent question --dry-run
node move ./debate.toml judge --before collusion
node move ./debate.toml collusion --after judge
node link ./debate.toml judge collusion --dry-run
node unlink ./debate.toml judge debate --dry-run
node rename ./debate.toml debate two-models --dry-run
node remove ./debate.toml collusion --recursive --dry-run
git-setup . --diff
merge-trees base.toml debate.toml theirs.toml name.toml
schema
completion bash
completion zsh
completion fish
""".strip().splitlines()

# what is wrong with it is in the sentence
BAD = {
    "nonsense": 'there is no command "nonsense"',
    "shwo": 'did you mean "show"?',
    "--as ada list": "go behind the command",
    "--assessment bob.toml show ./debate.toml": "go behind the command",
    "--assessment bob.toml": "belongs to one tree",
    "open ./none.toml": "none.toml: there is no such file",
    "open technical-aligment": 'did you mean "technical-alignment"?',
    "open ./debate.toml --as ada --assessment bob.toml": "exclude each other",
    "list extra": "unexpected extra argument",
    "list --format yaml": "'yaml' is not one of 'text', 'json'",
    "show": "Missing argument 'TREE'",
    "show ./none.toml": "none.toml: there is no such file",
    "show debate": "such as ./debate.toml",
    "show ./faulty.toml": "to mend first",
    "show ./debate.toml --assessment debate.toml": "is no journal",
    "show ./debate.toml --as ada --assessment bob.toml": "exclude each other",
    "show ./debate.toml --as /": "cannot be an assessor's name",
    "show ./debate.toml --format xml": "'xml' is not one of",
    "score ./debate.toml": "Missing argument 'NODE'",
    "score ./debate.toml debate": "Missing argument 'PLAUSIBILITY'",
    "score ./debate.toml debat 3%": 'did you mean "debate"?',
    "score ./debate.toml debate 300%": "is outside 0 % to 100 %",
    "score ./debate.toml debate likely": "likely",
    "score ./debate.toml debate 30% --range 40% 50%": "range",
    "score ./debate.toml debate 30% --range 40%": "--range",
    "score ./debate.toml debate unscored --range 1% 2%": "an unscored node has no range",
    "score ./debate.toml debate 3% --fit": "goes alone",
    "score ./debate.toml debate 3% --source x": "--source goes with --from",
    "score ./debate.toml debate 3% --from scores.csv": "the file names the nodes",
    "score ./debate.toml --from none.csv": "none.csv: there is no such file",
    "score ./debate.toml --from faulty.csv": "nothing was written",
    "score ./debate.toml debate 3% --as ada --assessment bob.toml": "exclude each other",
    "note ./debate.toml debate": "Missing argument 'TEXT'",
    "note ./debate.toml debat why": 'did you mean "debate"?',
    "note ./debate.toml debate ''": "the note is empty",
    "note ./debate.toml debate why --as ada --assessment bob.toml": "exclude each other",
    "log ./debate.toml debat": 'did you mean "debate"?',
    "log ./debate.toml --format toml": "'toml' is not one of",
    "log ./debate.toml --as ada --assessment bob.toml": "exclude each other",
    "lost ./debate.toml --put-back --let-go": "exclude each other",
    "lost ./debate.toml --as ada --assessment bob.toml": "exclude each other",
    "outlook ./debate.toml --semantics porb": 'did you mean "prob"?',
    "outlook ./debate.toml --assume 2": "2",
    "outlook ./debate.toml --format csv": "'csv' is not one of",
    "outlook ./debate.toml --as ada --assessment bob.toml": "exclude each other",
    "importance ./debate.toml --top -1": "-1 is not in the range",
    "importance ./debate.toml --top many": "'many' is not a valid integer",
    "importance ./debate.toml --semantics x --next": "there is no semantics",
    "importance ./debate.toml --assume x": "x",
    "importance ./debate.toml --format csv": "'csv' is not one of",
    "importance ./debate.toml --as ada --assessment bob.toml": "exclude each other",
    "diff ada": "two are compared",
    "diff ada carol --tree ./debate.toml": "carol",
    "diff ada bbo --tree ./debate.toml": "bbo",
    "diff debate.toml ada": "compare two trees, or two assessments of one",
    "diff ada bob.toml --tree ./none.toml --notes": "none.toml: there is no such file",
    "diff ada bob --tree ./debate.toml --semantics x": "there is no semantics",
    "diff ada bob --tree ./debate.toml --assume x": "x",
    "diff ada bob --tree ./debate.toml --top x": "'x' is not a valid integer",
    "diff ada bob --tree ./debate.toml --format x": "'x' is not one of",
    "diff ada@soon bob --tree ./debate.toml": "soon",
    "diff NONE:debate.toml debate.toml --exit-code": "NONE:debate.toml",
    "diff --git": "git passes one file",
    "compare ./debate.toml carol": "carol",
    "compare ./debate.toml --top x": "'x' is not a valid integer",
    "compare ./debate.toml --format x": "'x' is not one of",
    "keys --format x": "'x' is not one of",
    "check": "Missing argument 'FILE...'",
    "check ./debate.toml ./base.toml --as ada": "name that tree alone",
    "check ./debate.toml --as ada --assessment bob.toml": "exclude each other",
    "check ./debate.toml --format x": "'x' is not one of",
    "new debate.toml": "it exists already",
    "new nowhere/x.toml": "there is no folder nowhere",
    "new x.txt": "try x.txt.toml",
    "node": "say what to do",
    "node ad": 'did you mean "add"?',
    "node add ./debate.toml x --title X": "Missing option '--kind'",
    "node add ./debate.toml x --kind problem": "Missing option '--title'",
    "node add ./debate.toml X --kind problem --title X": "X",
    "node add ./debate.toml debate --kind problem --title X": "debate",
    "node add ./debate.toml x --kind problm --title X": 'did you mean "problem"?',
    "node add ./debate.toml x --kind problem --title X --parent debat": 'did you mean "debate"?',
    "node add ./debate.toml x --kind problem --title X --text y --before nobody": "nobody",
    "node add ./debate.toml x --kind problem --title X --after nobody --dry-run": "nobody",
    "node add technical-alignment x --kind problem --title X": "copy it first",
    "node set ./debate.toml debate titel X --dry-run": 'did you mean "title"?',
    "node set ./debate.toml debate title a b": "takes one value",
    "node set ./debate.toml debat title a": 'did you mean "debate"?',
    "node move ./debate.toml debate --dry-run": "say where to",
    "node move ./debate.toml debate --parent collusion": "debate",
    "node move ./debate.toml debate --before debate": "debate",
    "node move ./debate.toml debate --after nobody": "nobody",
    "node link ./debate.toml debate collusion --dry-run": "debate",
    "node unlink ./debate.toml debate collusion --dry-run": "collusion",
    "node rename ./debate.toml debate collusion --dry-run": "collusion",
    "node remove ./debate.toml debate": "2 nodes lie beneath",
    "node remove ./debate.toml debat --recursive --dry-run": 'did you mean "debate"?',
    "git-setup nowhere --diff": "there is no folder nowhere",
    "git-setup": "make one first: git init",
    "schema x": "unexpected extra argument",
    "completion csh": "'csh' is not one of",
    "merge-trees base.toml": "Missing argument 'OURS'",
}  # fmt: skip
ANSWERS_NO = {"check ./faulty.toml": 1, "check ./none.toml": 2, "check ./debate.toml ./faulty.toml --format json": 1}


@pytest.fixture(autouse=True)
def files(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two people's assessments, scores from elsewhere, a tree with a fault, and three versions to merge."""
    tree = TREE + '[node.judge]\nkind = "problem"\nparent = "debate"\ntitle = "The judge is weak"\n'
    for name, text in (
        ("debate", tree),
        ("base", tree),
        ("theirs", tree.replace("They", "All")),
        ("faulty", "x = 1\n"),
    ):
        (folder / f"{name}.toml").write_text(text)
    (folder / "debate.assessments").mkdir()
    for name, score in (("ada", 0.3), ("bob", 0.8)):
        line = f't20261120T100000000Z-a = {{ node = "debate", plausibility = {score} }}\n'
        text = f'tree = "debate"\nassessor = "{name}"\n{line}'
        (folder / "debate.assessments" / f"{name}.toml").write_text(text)
    shutil.copy(folder / "debate.assessments" / "bob.toml", folder / "bob.toml")
    (folder / "scores.csv").write_text("node,plausibility\ncollusion,40%\n")
    (folder / "faulty.csv").write_text("node,plausibility\nnobody,40%\n")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(folder.parent))


@pytest.mark.parametrize("line", GOOD)
def test_good_input_is_answered(run: Run, folder: Path, line: str):
    if line.startswith("git-setup"):
        (folder / ".git").mkdir()
        for name, text in (("HEAD", "ref: refs/heads/main\n"), ("config", "[core]\n\tbare = false\n")):
            (folder / ".git" / name).write_text(text)
        for name in ("objects", "refs"):
            (folder / ".git" / name).mkdir()
    answer = run(*shlex.split(line), stdin="from elsewhere")
    assert answer.code == 0, answer.err
    assert answer.out or answer.err or line.startswith(("merge-trees", "diff debate.toml", "check"))
    if line.endswith("json"):
        assert answer.json() is not None


@pytest.mark.parametrize("line", BAD)
def test_bad_input_gets_a_sentence_on_stderr_and_changes_nothing(run: Run, folder: Path, line: str):
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    answer = run(*shlex.split(line))
    assert (answer.code, answer.out) == (2, "")
    assert BAD[line] in answer.err
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("line", ANSWERS_NO)
def test_findings_are_an_answer_and_not_a_failure(run: Run, line: str):
    answer = run(*shlex.split(line))
    assert answer.code == ANSWERS_NO[line]
    assert json.loads(answer.out) if line.endswith("json") else "faulty.toml" in answer.out or "none.toml" in answer.out


def commands(command: click.Command, *names: str) -> Iterator[tuple[str, click.Command]]:
    """Every command with its words, groups among them."""
    yield " ".join(names), command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            if found:
                yield from commands(found, *names, name)


@pytest.mark.parametrize("lines", [GOOD, BAD], ids=["good", "bad"])
def test_no_command_and_no_option_is_left_out(lines: list[str]):
    missing = []
    for name, command in commands(gametree):
        tried = [line for line in lines if line.startswith(name)]
        named = {option for parameter in command.params for option in parameter.opts if option.startswith("--")}
        missing += [f"{name} {option}" for option in named if not any(option in line.split() for line in tried)]
        missing += [] if tried else [name]
    nothing_to_try = {"open", "open --as", "open --assessment"} if lines is GOOD else {" --version"}  # needs a terminal
    assert set(missing) <= nothing_to_try
