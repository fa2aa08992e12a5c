"""What must hold of every merge of two versions of a tree, told apart from how it is made."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from random import Random
from typing import Any

import tomli

from gametree.comparison.merged import Matter
from gametree.errors import GametreeError, NotMerged
from gametree.files.comments import comments_in
from gametree.files.tree_editor import edit_text
from gametree.files.tree_merge import TreeMerge, merge_trees

from .edit_laws import listed, random_edit, read
from .spellings import spelt_tree

LISTS = ("parent", "see", "sources", "tags", "formerly")
Versions = tuple[str, str, str]


def changed(text: str, *changes: tuple[str, str]) -> str:
    """A version of a text, in which each old piece gave way to a new one."""
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


def random_versions(seed: int) -> Versions:
    """A tree in a random spelling, and two versions of it with one to four edits and some comments each."""
    random = Random(seed)
    base = spelt_tree(random).text
    return base, edited(random, base, "ours"), edited(random, base, "theirs")


def bare_versions(seed: int) -> Versions:
    """The same as the ways of merging get them: line feeds alone, no byte-order mark, a last line that ends."""
    base, ours, theirs = (
        f"{text.removeprefix(chr(0xFEFF)).replace(chr(13) + chr(10), chr(10)).removesuffix(chr(10))}\n"
        for text in random_versions(seed)
    )
    return base, ours, theirs


def edited(random: Random, text: str, who: str) -> str:
    for _ in range(random.choice([1, 1, 2, 3, 4])):
        for _ in range(20):
            try:
                after = edit_text(text, random_edit(random, read(text)))
            except GametreeError:
                continue
            if after != text:
                text = after
                break
    for number in range(random.choice([0, 0, 1, 2])):
        text = commented(random, text, f"# {who} says {number}")
    return text


def commented(random: Random, text: str, comment: str) -> str:
    """The text with a comment on a line of its own, unless that place is within words."""
    lines = text.split("\n")
    at = random.randrange(len(lines))
    lines.insert(at, comment + ("\r" if lines[at].endswith("\r") else ""))
    try:
        is_comment = read("\n".join(lines)) == read(text)
    except tomli.TOMLDecodeError:
        return text
    return "\n".join(lines) if is_comment else text


def assert_lawful(versions: Versions, merge_text: Callable[[str, str, str], str | None] | None) -> TreeMerge | None:
    """Merge and hold the merge to all laws; None where the spelling allows no merge by node."""
    base, ours, theirs = versions
    try:
        merge = merge_trees(base, ours, theirs, merge_text)
    except NotMerged as error:
        assert "in a way that does not let them be merged" in str(error)
        return None
    with suppress(NotMerged):
        assert merge_trees(base, theirs, ours, merge_text).is_settled == merge.is_settled
    assert [fault for fault in merge.faults if "there is no" in fault or "beneath themselves" in fault] == []
    _assert_no_comment_is_lost(versions, merge.text)
    _assert_every_change_is_in_or_told(
        [read(text)["node"] for text in versions], read(merge.text).get("node", {}), merge
    )
    assert ("\r\n" in merge.text, merge.text[:1] == "\ufeff") == ("\r\n" in ours, ours[:1] == "\ufeff")
    return merge


def _assert_no_comment_is_lost(versions: Versions, merged: str) -> None:
    present = "\n".join(comments_in(merged))
    for text in versions[1:]:
        assert [comment for comment in comments_in(text) if " says " in comment and comment not in present] == []


def _assert_every_change_is_in_or_told(versions: list[Any], merged: Any, merge: TreeMerge) -> None:
    called = {report.table[1]: report.theirs for report in merge.reports if report.matter is Matter.TAKEN}
    merged = {node_id: {**node, "called": called.get(node_id, node_id)} for node_id, node in merged.items()}
    old, ours, theirs, now = (_known_by_whom(nodes, versions[0]) for nodes in (*versions, merged))
    names = {_who(node_id, node, versions[0]): node_id for node_id, node in merged.items()}
    told = {(report.table[-1], report.key) for report in merge.reports if report.table[0] == "node"}
    for who in {*ours, *theirs}:
        if who not in now:
            assert all(_is_alike(old[who], nodes[who]) for nodes in (ours, theirs) if who in nodes), f"{who} is gone"
        elif who not in ours or who not in theirs:
            assert who not in old or (names[who], "") in told, f"{who} is back, and nobody says so"
        else:
            values = (nodes.get(who, {}) for nodes in (old, ours, theirs, now))
            _assert_keys(*values, {key for name, key in told if name == names[who]}, set(merged))


def _assert_keys(base: Any, ours: Any, theirs: Any, now: Any, told: set[str], ids: set[str]) -> None:
    for key in {*ours, *theirs, *now} - {*told, "called"}:
        b, o, t, n = (table.get(key, _norm(key, None)) for table in (base, ours, theirs, now))
        if key == "formerly":
            assert {*o, *t} - {*b} - ids <= {*n}
        else:
            assert n == (t if o == b else o), f"{key}: {b}, {o}, {t}, {n}"
            assert b in (o, t) or o == t, f"{key} was changed by both, and nobody says so"


def _is_alike(one: Any, other: Any) -> bool:
    return all(one.get(key, _norm(key, None)) == other.get(key, _norm(key, None)) for key in {*one, *other})


def _known_by_whom(nodes: Any, base: Any) -> dict[str, Any]:
    """The nodes under the base's names for them, wherever they are named, with their values as the tree takes them."""
    who = {node_id: _who(node_id, node, base) for node_id, node in nodes.items()}
    found = {}
    for node_id, node in nodes.items():
        table = {key: _norm(key, value) for key, value in node.items()}
        for key in ("parent", "see"):
            table[key] = [who.get(name, name) for name in table.get(key, [])]
        found[who[node_id]] = table
    return found


def _who(node_id: str, node: Any, base: Any) -> str:
    """The base's name for a node, if it had one."""
    if node_id in base:
        return node_id
    return next(
        (old for old in reversed(listed(node.get("formerly", []))) if old in base), f"new {node.get('called', node_id)}"
    )


def _norm(key: str, value: Any) -> Any:
    if key in LISTS:
        return listed(value or [])
    return {"text": "", "refinement": "any"}.get(key) if value is None else value
