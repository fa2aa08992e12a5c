"""`gametree outlook`."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gametree.evaluation.semantics import SEMANTICS

Run = Callable[..., Any]

SHARED = '[tree]\ntitle = "Shared"\n' + "".join(
    f'[node.s{n}]\nkind = "strategy"\ntitle = "S{n}"\n'
    f'[node.f{n}]\nkind = "failure-mode"\ntitle = "F{n}"\nparent = ["s{n}", "s{(n + 1) % 20}", "s{(n + 7) % 20}"]\n'
    for n in range(20)
)
README = Path(__file__).parent.parent.parent / "README.md"
HOSTILE = """
[tree]
title = "\\u001b]52;c;x\\u0007\\u202e"
[node.a]
kind = "strategy"
title = "\\u001b[31mred\\u202eder\\u0085"
refinement = "all"
[node.b]
kind = "claim"
parent = "a"
title = "[bold]b[/]\\u009b2J"
[node.c]
kind = "claim"
parent = "a"
title = "c\\u2028d"
"""
ARCHITECTURES = '[tree]\ntitle = "T"\n' + "".join(
    f'[node.{name}]\nkind = "architecture"\ntitle = "{name}"\n' for name in ("rl", "llm")
)


def outlook(run: Run, tree: str = "./debate.toml", *options: str) -> Any:
    return run("outlook", tree, "--format", "json", *options).json()


def test_scores_come_to_an_answer(run: Run):
    run("score", "./debate.toml", "debate", "80%")
    run("score", "./debate.toml", "collusion", "25%", "--range", "0%", "50%")
    run("score", "./debate.toml", "question", "90%")
    root = outlook(run)["root"]
    assert {"point": pytest.approx(0.6), "low": 0.4, "high": 0.8, "stated": 0.9, "assumed": 0}.items() <= root.items()
    answer = run("outlook", "./debate.toml")
    assert (answer.code, answer.err) == (0, "")
    assert "outlook             60 %  worst to best case 40–80 %\n" in answer.out
    assert "stated              90 %  30 points above what the scores come to\n" in answer.out


def test_the_example_of_the_readme_is_true(run: Run, folder: Path):
    readme = README.read_text(encoding="utf-8")
    (folder / "my-tree.toml").write_text(next(block for block in re.findall(r"```toml\n(.*?)```", readme, re.DOTALL)
                                              if "[node.oversight]" in block))  # fmt: skip
    example = readme.partition("```\n$ gametree score ./my-tree.toml")[2].partition("…\n```")[0]
    lines = f"$ gametree score ./my-tree.toml{example}".splitlines()
    commands = [line.split()[2:] for line in lines if line.startswith("$ gametree ")]
    said = "\n".join(lines[len(commands) + 1 :])
    assert (len(commands), len(said.splitlines())) == (4, 12)
    assert said in [run(*command) for command in commands][-1].out


def test_whose_and_how_much_is_assumed_can_be_said(run: Run):
    run("score", "./debate.toml", "debate", "80%", "--as", "bob")
    assert outlook(run, "./debate.toml", "--as", "bob", "--assume", "25%")["root"]["point"] == pytest.approx(0.6)
    journal = "debate.assessments/bob.toml"
    assert outlook(run, "./debate.toml", "--assessment", journal, "--assume", "1")["root"]["point"] == 0.0


@pytest.mark.parametrize("semantics", SEMANTICS)
def test_every_semantics_is_there_by_name(run: Run, semantics: str):
    run("score", "./debate.toml", "debate", "80%")
    assert outlook(run, "./debate.toml", "--semantics", semantics)["semantics"] == semantics
    assert f"· {semantics}\n" in run("outlook", "./debate.toml", "--semantics", semantics).out


def test_reading_writes_nothing_and_says_where_a_journal_would_be(run: Run, folder: Path):
    answer = run("outlook", "./debate.toml")
    assert (answer.code, [path.name for path in folder.iterdir()]) == (0, ["debate.toml"])
    assert "nothing is scored yet" in answer.out
    assert "has no assessment of this tree yet; it will be debate.assessments/ada-lovelace.toml" in answer.err


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--semantics", "pro"], 'there is no semantics "pro"; did you mean "prob"?'),
        (["--semantics", "\x1b"], "there is no semantics"),
        (["--assume", "150%"], "outside 0 % to 100 %"),
        (["--assume", "half"], "is not a plausibility"),
        (["--as", "a", "--assessment", "b.toml"], "exclude each other"),
    ],
)
def test_what_makes_no_sense_is_a_sentence(run: Run, options: list[str], sentence: str):
    for command in ("outlook", "importance"):
        answer = run(command, "./debate.toml", *options)
        assert (answer.code, answer.out) == (2, "")
        assert sentence in answer.err
        assert "\x1b" not in answer.err


def test_twenty_shared_nodes_are_exact(run: Run, folder: Path):
    (folder / "shared.toml").write_text(SHARED)
    rows = "".join(f"s{n},0.{n + 11}\nf{n},0.{n + 31}\n" for n in range(20))
    run("score", "./shared.toml", "--from", "-", stdin=f"node,plausibility\n{rows}")
    root = outlook(run, "./shared.toml")["root"]
    assert root["error"] == 0.0
    # by adding up all 2^20 ways the failure modes may turn out
    assert root["point"] == pytest.approx(0.5431782296452012, abs=1e-12)
    assert root["independent"] > root["point"]


@pytest.mark.parametrize("command", ["outlook", "importance", "show"])
def test_architectures_that_exceed_leave_no_root_and_say_what_mends_it(run: Run, folder: Path, command: str):
    (folder / "two.toml").write_text(ARCHITECTURES)
    run("score", "./two.toml", "--from", "-", stdin="node,plausibility\nrl,70%\nllm,60%\n")
    answer = run(command, "./two.toml", "--format", "json")
    root = answer.json()["root"]
    assert [root[name] for name in ("point", "low", "high", "independent")] == [None] * 4
    assert root["excess"] == pytest.approx(0.3)
    assert "architectures-exceed: warning: the architectures exclude one another but come to 130 %" in answer.err
    assert answer.err.endswith("`gametree score TREE --fit` scales them\n")
    run("score", "./two.toml", "--fit")
    answer = run(command, "./two.toml", "--format", "json")
    assert (answer.json()["root"]["point"], answer.err) == (1.0, "")


@pytest.mark.parametrize("command", ["outlook", "importance"])
@pytest.mark.parametrize("scores", ["", "a,0.5\nb,0\nquestion,1\n"])
def test_titles_are_harmless(run: Run, folder: Path, command: str, scores: str):
    (folder / "hostile.toml").write_text(HOSTILE)
    run("score", "./hostile.toml", "--from", "-", stdin=f"node,plausibility\n{scores}")
    for options in ([], ["--format", "json"], ["--semantics", "dfquad"]):
        answer = run(command, "./hostile.toml", *options)
        assert answer.code == 0
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\u2028]", answer.out + answer.err)


def test_what_a_semantics_cannot_say_is_said_beside_the_numbers(run: Run, folder: Path):
    (folder / "hostile.toml").write_text(HOSTILE)
    for command in ("outlook", "importance"):
        answer = run(command, "./hostile.toml", "--semantics", "euler-based", "--format", "json")
        assert 'euler-based cannot say "all": it reads a as if any one' in answer.err
        assert "no score moves the question" in answer.err
        assert answer.json()["root"]["point"] is None


def test_orphans_and_a_damaged_journal_are_told(run: Run, journal: Path):
    journal.parent.mkdir()
    journal.write_text('t1 = { node = "gone", plausibility = 0.3 }\nt2 = { torn')
    for command in ("outlook", "importance"):
        err = run(command, "./debate.toml").err
        assert "warning: " in err
        assert "no longer in the tree, but scored or noted: gone" in err


def test_a_pipe_gets_80_columns_and_no_colour(shell: Callable[..., Any]):
    for command in ("outlook", "importance"):
        done = shell(f"{{}} {command} ./debate.toml | cat", COLUMNS="200", FORCE_COLOR="1")
        lines = done.stdout.decode().splitlines()
        assert lines
        assert max(map(len, lines)) <= 80
        assert b"\x1b" not in done.stdout
