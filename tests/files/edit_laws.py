"""What must hold of every edit, told apart from how the editor goes about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

import tomli

from gametree.errors import GametreeError
from gametree.files.editing.edits import (
    AddNode,
    AddSource,
    DuplicateNode,
    Edit,
    Link,
    MoveNode,
    RemoveNode,
    RenameNode,
    SetKeys,
    Unlink,
)
from gametree.files.tree_editor import TreeText, plan_edit, take_step
from tests.files.spellings import EVERYBODY, OURS, THEIRS, Spelt, phrase, prose, random_fields, some, spelt_tree

Nodes = dict[str, dict[str, Any]]


def read(text: str) -> dict[str, Any]:
    return tomli.loads(text.removeprefix("\ufeff"))


def plain(nodes: Mapping[str, Any]) -> Nodes:
    """Nodes with their parents as lists, in the order of the file."""
    found = {node_id: dict(table) for node_id, table in nodes.items()}
    for table in found.values():
        table["parent"] = listed(table.get("parent", []))
    return found


def listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def random_edit(random: Random, document: dict[str, Any]) -> Edit:
    """An edit that makes sense more often than not."""
    nodes, sources = document["node"], list(document.get("source", {}))
    ids = list(nodes)
    node_id, other = random.choice(ids), random.choice(ids)
    place = random.choice([{}, {"before": other}, {"after": other}])
    parents = tuple(some(random, ids))
    known = listed(nodes[node_id].get("parent", [])) or [other]
    copied = [node_id, *some(random, [copied for copied in ids if copied != node_id])]
    edits: list[Callable[[], Edit]] = [
        lambda: AddNode(f"new-{random.randrange(5)}", _new_fields(random, ids, sources, parents), **place),
        lambda: MoveNode(node_id, random.choice([None, None, parents]), **place),
        lambda: Link(node_id, other),
        lambda: Unlink(node_id, random.choice(known)),
        lambda: RenameNode(node_id, random.choice(["renamed", f"{node_id}-b", other, *former(nodes)])),
        lambda: RemoveNode(node_id, recursive=random.random() < 0.6),
        lambda: DuplicateNode(node_id, {old: f"{old}-copy" for old in copied}),
        lambda: AddSource(f"source-{random.randrange(3)}", {"title": phrase(random) + ".", "url": "https://x.org"}),
        lambda: SetKeys("question", {random.choice(["title", "question", "text"]): prose(random)}),
        *[lambda: SetKeys(node_id, _held(_some_values(random, ids, sources)))] * 3,
    ]
    return random.choice(edits)()


def _new_fields(random: Random, ids: list[str], sources: list[str], parents: tuple[str, ...]) -> dict[str, Any]:
    more = {key: value for key, value in random_fields(random, ids, sources).items() if random.random() < 0.5}
    kind = random.choice(OURS + THEIRS)
    return _held({**more, "kind": kind, "title": phrase(random) + "?", "parent": parents})


def former(nodes: Nodes) -> list[str]:
    return [old for table in nodes.values() for old in table.get("formerly", [])]


def _some_values(random: Random, ids: list[str], sources: list[str]) -> dict[str, Any]:
    values = random_fields(random, ids, sources) | {"kind": random.choice(OURS + THEIRS)}
    keys = random.sample([*values, "tags", "text", "see"], random.choice([1, 1, 1, 2, 3]))
    optional = [key for key in keys if key not in ("kind", "title")]
    return {key: None if key in optional and random.random() < 0.25 else values.get(key, "") for key in keys}


def _held(values: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}


@dataclass
class Outcome:
    """What an edit should come to: nodes (in any order), and those whose lines it may touch."""

    nodes: Nodes
    touched: set[str]


def expected(edit: Edit, nodes: Nodes) -> Outcome:  # noqa: C901, PLR0912
    """The nodes after an edit, worked out in the plainest way, and the nodes that it touches."""
    nodes = {node_id: dict(table) for node_id, table in nodes.items()}
    touched: set[str] = set()
    match edit:
        case AddNode(node_id, fields):
            nodes[node_id] = {key: listed(v) if isinstance(v, tuple) else v for key, v in fields.items() if v}
            nodes[node_id].setdefault("parent", [])
        case SetKeys("question", _):
            pass
        case SetKeys(node_id, values):
            touched = {node_id}
            for key, value in values.items():
                nodes[node_id].pop(key, None)
                if value:
                    nodes[node_id][key] = listed(value) if isinstance(value, tuple) else value
        case MoveNode(node_id, parents, before, after):
            touched = beneath(nodes, node_id) if before or after else {node_id}
            if parents is not None:
                nodes[node_id]["parent"] = list(parents)
        case Link(node_id, parent):
            touched = {node_id}
            nodes[node_id]["parent"] = [*nodes[node_id]["parent"], parent]
        case Unlink(node_id, parent):
            touched = {node_id}
            nodes[node_id]["parent"] = [other for other in nodes[node_id]["parent"] if other != parent]
        case RenameNode(node_id, new):
            touched = {node_id, *refers_to(nodes, {node_id})}
            table = nodes[node_id]
            table["formerly"] = [old for old in table.get("formerly", []) if old != new] + [node_id]
            nodes = {new if i == node_id else i: table for i, table in nodes.items()}
            for table in nodes.values():
                for key in ("parent", "see"):
                    if key in table:
                        table[key] = [new if name == node_id else name for name in table[key]]
        case RemoveNode(node_id, recursive):
            gone = beneath(nodes, node_id) if recursive else {node_id}
            touched = gone | refers_to(nodes, gone)
            nodes = {i: table for i, table in nodes.items() if i not in gone}
            for table in nodes.values():
                table["parent"] = [parent for parent in table["parent"] if parent not in gone]
                table["see"] = [name for name in table.get("see", []) if name not in gone]
                if not table["see"]:
                    del table["see"]
        case DuplicateNode(_, names):
            for old, new in names.items():
                copy = {key: value for key, value in nodes[old].items() if key != "formerly"}
                for key in ("parent", "see"):
                    if key in copy:
                        copy[key] = [names.get(name, name) for name in copy[key]]
                nodes[new] = copy
            for node_id, table in nodes.items() if len(names) > 1 else ():
                if node_id not in names and node_id not in names.values():
                    more = [names[parent] for parent in table["parent"] if parent in names]
                    touched |= {node_id} if more else set()
                    table["parent"] = table["parent"] + more
    return Outcome(nodes, touched)


def refers_to(nodes: Nodes, ids: set[str]) -> set[str]:
    return {i for i, table in nodes.items() if ids & {*table["parent"], *table.get("see", [])}}


def beneath(nodes: Nodes, node_id: str) -> set[str]:
    found, size = {node_id}, 0
    while size < len(found):
        size = len(found)
        found |= {i for i, table in nodes.items() if table["parent"] and found.issuperset(table["parent"])}
    return found


def assert_order(edit: Edit, before: Nodes, after: Nodes) -> None:
    """New and moved nodes stand where they were wanted; all others stand as they stood."""
    renamed = {edit.id: edit.new_id} if isinstance(edit, RenameNode) else {}
    moved = beneath(before, edit.id) if isinstance(edit, MoveNode) and (edit.before or edit.after) else set()
    old = [renamed.get(i, i) for i in before if i not in moved]
    new = [i for i in after if i not in moved]
    assert [i for i in old if i in new] == [i for i in new if i in old]
    order = list(after)
    if isinstance(edit, AddNode | MoveNode):
        if edit.before and edit.before != edit.id:
            between = order[order.index(edit.id) + 1 : order.index(edit.before)]
            assert order.index(edit.id) < order.index(edit.before)
            assert set(between) <= moved
        if edit.after and edit.after != edit.id:
            between = order[order.index(edit.after) + 1 : order.index(edit.id)]
            assert order.index(edit.after) < order.index(edit.id)
            assert all(_is_listed_beneath(after, i, edit.after) for i in between)
            assert not between or edit.after not in after[edit.id]["parent"]


def _is_listed_beneath(nodes: Nodes, node_id: str, above: str) -> bool:
    seen: set[str] = set()
    while node_id not in seen and nodes[node_id]["parent"]:
        seen.add(node_id)
        node_id = nodes[node_id]["parent"][0]
        if node_id == above:
            return True
    return False


def assert_untouched(edit: Edit, spelt: Spelt, touched: set[str], new: str) -> None:
    """Every line that belongs to none of the touched nodes is still there, byte for byte and in order."""
    loose = isinstance(edit, MoveNode)  # comments between the nodes of a branch move with it
    exempt = {*touched, EVERYBODY}
    kept = [
        line
        for line, owners in spelt.lines
        if line.strip() and not owners & exempt and (owners or not loose) and not _is_header_line(edit, line, spelt)
    ]
    lines = iter(new.removeprefix("\ufeff").split("\n"))
    for line in kept:
        assert any(line == other.removesuffix("\r") for other in lines), f"lost or changed: {line!r}"


def _is_header_line(edit: Edit, line: str, spelt: Spelt) -> bool:
    """Lines of the [tree] table, when it is the one that is edited."""
    return isinstance(edit, SetKeys) and edit.id == "question" and not dict(spelt.lines)[line]


def assert_lawful(spelt: Spelt, edit: Edit) -> str:
    """Make the edit and hold it to all laws; the new text, or the reason why it was refused."""
    text = TreeText(spelt.text)
    before = plain(read(text.text)["node"])
    try:
        plan = plan_edit(text, edit)
    except GametreeError as error:
        return "refused" if "the way in which the file is written" in str(error) else "senseless"
    new = plan.after.text
    after = plain(read(new)["node"])
    outcome = expected(edit, before)
    assert after == outcome.nodes
    assert_order(edit, before, after)
    assert_untouched(edit, spelt, outcome.touched, new)
    assert new.count("\r\n") == (new.count("\n") if spelt.newline == "\r\n" else 0)
    assert take_step(plan.after, plan.back).after.text == text.text
    assert take_step(text, plan.forth).after.text == new
    return "unchanged" if new == text.text else "changed"


def lawful_edits(seed: int, edits: int) -> Iterable[str]:
    """What became of some random edits on a random tree."""
    random = Random(seed)
    spelt = spelt_tree(random)
    document = read(spelt.text)
    for _ in range(edits):
        edit = random_edit(random, document)
        try:
            yield assert_lawful(spelt, edit)
        except Exception as error:
            raise AssertionError(f"seed {seed}, {edit}, on\n{spelt.text!r}") from error
