"""Texts of large trees: one like those people write, and the shapes that break things."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random

_HEADER = '[tree]\ntitle = "A large tree"\nquestion = "Does it go well?"\n'
_TEXT = "Two sentences stand here, as they do in a tree that somebody wrote. This is the second of them."


def grown(nodes: int, seed: int = 1, shared: bool = True) -> str:
    """A tree as people write them, only larger: bushy near the top, here and there a node with two parents."""
    random = Random(seed)
    tables = []
    for number in range(nodes):
        parents = [f"n{random.randrange(max(0, number // 6 - 20), max(1, number // 4 + 1))}"] if number >= 6 else []
        if shared and number >= 100 and number % 25 == 0:
            parents.append(f"n{random.randrange(number // 4, number // 3)}")
        kind = "strategy" if number < 6 else random.choice(["strategy", "claim", "problem", "failure-mode"])
        title = f"Move number {number}, in so many words"
        tables.append(_table(f"n{number}", kind, tuple(dict.fromkeys(parents)), title))
    return _HEADER + "".join(tables)


def chain(length: int) -> str:
    """Every node beneath the one before it."""
    return _shape((f"n{i}", [f"n{i - 1}"] if i else []) for i in range(length))


def fan(width: int) -> str:
    """One node with all the others right beneath it."""
    return _shape([("top", []), *((f"n{i}", ["top"]) for i in range(width))])


def diamonds(levels: int) -> str:
    """Pairs that share both nodes of the next pair: 2^levels ways from top to bottom."""
    pairs = ((f"n{level}{side}", level) for level in range(levels) for side in "ab")
    return _shape((node, [f"n{level - 1}a", f"n{level - 1}b"] if level else []) for node, level in pairs)


def much_shared(parents: int) -> str:
    """One node beneath all the others."""
    names = [f"n{i}" for i in range(parents)]
    return _shape([*((name, []) for name in names), ("shared", names)])


def common_risks(risks: int, plans: int = 30) -> str:
    """Strategies with problems of their own, answers to them, and failure modes that each sink four strategies."""
    tables = []
    for plan in range(plans):
        tables.append(_table(f"plan-{plan}", "strategy", (), f"Plan {plan}"))
        for problem in range(4):
            tables.append(_table(f"problem-{plan}-{problem}", "problem", (f"plan-{plan}",), f"Problem {problem}"))
            tables.append(_table(f"answer-{plan}-{problem}", "strategy", (f"problem-{plan}-{problem}",), "Answer"))
    for risk in range(risks):
        sunk = dict.fromkeys(f"plan-{(7 * risk + step * step + risk * step) % plans}" for step in range(1, 5))
        tables.append(_table(f"risk-{risk}", "failure-mode", tuple(sunk), f"Risk {risk}"))
    return _HEADER + "".join(tables)


def _shape(nodes: Iterable[tuple[str, Sequence[str]]]) -> str:
    return _HEADER + "".join(_table(name, "strategy", parents, f"Title of {name}") for name, parents in nodes)


def _table(node_id: str, kind: str, parents: Sequence[str], title: str) -> str:
    parent = f"parent = [{', '.join(map(_quoted, parents))}]\n" if parents else ""
    return f'\n[node.{node_id}]\nkind = "{kind}"\n{parent}title = "{title}"\ntext = """\n{_TEXT}\n"""\n'


def _quoted(name: str) -> str:
    return f'"{name}"'
