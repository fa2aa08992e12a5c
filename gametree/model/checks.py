"""The checks on a whole tree, each by name; every one returns its findings and none raises."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence, Set

from gametree.model.finding import Finding, Part, Severity
from gametree.model.text import clean_line, quoted, suggestion
from gametree.model.tree import QUESTION, Node, Side, Tree

_KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_HINTS = 10  # looking for the nearest word is slow: past so many findings of one check, none is looked for
_SHOWN_CYCLE = 12


def check_tree(tree: Tree, unsure: Set[str] = frozenset()) -> list[Finding]:
    """Every finding of the whole-tree checks, errors and warnings.

    `unsure` are nodes whose kind or parents could not be read; checks that turn on these leave them out.
    """
    findings: list[Finding] = []
    for check in (check_ids, check_parents, check_see, check_sources, check_formerly, check_cycles, check_empty):
        findings += check(tree)
    for check_kinds in (check_architectures, check_top_level):
        findings += check_kinds(tree, unsure)
    if not any(finding.is_error for finding in findings):
        for warn in (warn_no_question, warn_no_plan, warn_no_text, warn_unused_source):
            findings += warn(tree)
    return findings


def check_ids(tree: Tree) -> Iterator[Finding]:
    """`bad-id`, `reserved-id`: ids are kebab-case, and the root's id is taken."""
    for node_id in tree.nodes:
        path = ("node", node_id)
        if node_id == QUESTION:
            yield Finding(
                "reserved-id",
                f'the id "{QUESTION}" is reserved for the tree\'s question; choose another',
                path,
                Part.KEY,
            )
        elif not _KEBAB.fullmatch(node_id):
            hint = _kebab(node_id)
            advice = f"; did you mean {quoted(hint)}?" if hint else ""
            message = f"the id {quoted(node_id)} is not kebab-case (letters a to z, digits and single hyphens){advice}"
            yield Finding("bad-id", message, path, Part.KEY)


def _kebab(node_id: str) -> str:
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", node_id)
    return re.sub(r"[^a-z0-9]+", "-", spaced.lower()).strip("-")


def check_parents(tree: Tree) -> Iterator[Finding]:
    """`unknown-parent`, `self-parent`, `duplicate-parent`."""
    yield from _check_references(tree, "parent", lambda node: node.parents, tree.nodes, "node")
    for node in tree.nodes.values():
        if len(node.parents) < 2 and node.id not in node.parents:
            continue
        seen: set[str] = set()
        for position, parent in enumerate(node.parents):
            if parent == node.id:
                message = f"node {quoted(node.id)} is its own parent; name another, or none for a top-level node"
                yield Finding("self-parent", message, ("node", node.id, "parent", position))
            elif parent in seen:
                message = f"node {quoted(node.id)} names the parent {quoted(parent)} twice; once is enough"
                yield Finding("duplicate-parent", message, ("node", node.id, "parent", position))
            seen.add(parent)


def check_see(tree: Tree) -> Iterator[Finding]:
    """`unknown-see`."""
    yield from _check_references(tree, "see", lambda node: node.see, tree.nodes, "node")


def check_sources(tree: Tree) -> Iterator[Finding]:
    """`unknown-source`."""
    yield from _check_references(tree, "source", lambda node: node.sources, tree.sources, "source", key="sources")


def _check_references(
    tree: Tree, word: str, names_of: Callable[[Node], Sequence[str]], known: Iterable[str], what: str, key: str = ""
) -> Iterator[Finding]:
    known = list(known)
    members = set(known)
    hints = _HINTS
    for node in tree.nodes.values():
        names = names_of(node)
        if members.issuperset(names):  # nearly always
            continue
        for position, name in enumerate(names):
            if name in members:
                continue
            hints -= 1
            hint = suggestion(name, known) if hints >= 0 else ""
            message = f"there is no {what} {quoted(name)}{hint or _how_to_add(what, name)}"
            yield Finding(f"unknown-{word}", message, ("node", node.id, key or word, position))


def _how_to_add(what: str, name: str) -> str:
    if what == "node" and name == QUESTION:
        return "; leave parent out for a top-level node"
    return f"; define [{what}.{name}] or name another" if _KEBAB.fullmatch(name) else f"; name a {what} by its id"


def check_formerly(tree: Tree) -> Iterator[Finding]:
    """`formerly-collision`: a former id leads to one node, and no present node bears it."""
    first: dict[str, str] = {}
    for node in tree.nodes.values():
        for position, old in enumerate(node.formerly):
            if old == node.id:
                message = f"node {quoted(old)} is formerly itself; name earlier ids only"
            elif old == QUESTION:
                message = f'no node was ever "{QUESTION}", which is the tree\'s question itself; take it out'
            elif old in tree.nodes:
                message = (
                    f"{quoted(node.id)} is formerly {quoted(old)}, but that is a node of today; rename one of them"
                )
            elif old in node.formerly[:position]:
                message = f"node {quoted(node.id)} names its former id {quoted(old)} twice; once is enough"
            elif first.setdefault(old, node.id) != node.id:
                message = f"{quoted(first[old])} is formerly {quoted(old)} too; only one node can inherit its journals"
            else:
                continue
            yield Finding("formerly-collision", message, ("node", node.id, "formerly", position))


def check_cycles(tree: Tree) -> Iterator[Finding]:
    """`cycle`: one finding for each knot of nodes that lie beneath themselves, with one way round it."""
    left = _nodes_in_or_under_cycles(tree)
    if not left:
        return
    import networkx

    edges = (
        (parent, node_id)
        for node_id in left
        for parent in tree.nodes[node_id].parents
        if parent in left and parent != node_id
    )
    graph: networkx.DiGraph[str] = networkx.DiGraph(edges)
    order = {node_id: index for index, node_id in enumerate(tree.nodes)}
    knots = [knot for knot in networkx.strongly_connected_components(graph) if len(knot) > 1]
    rings = [_way_round(tree, knot, min(knot, key=order.__getitem__)) for knot in knots]
    for ring in sorted(rings, key=lambda ring: order[ring[0]]):
        yield _cycle_finding(tree, ring)


def _way_round(tree: Tree, knot: Set[str], start: str) -> list[str]:
    """A ring of nodes, each a parent of the next, found by climbing from `start` within the knot."""
    path: dict[str, None] = {}
    node_id = start
    while node_id not in path:
        path[node_id] = None
        node_id = next(parent for parent in tree.nodes[node_id].parents if parent in knot and parent != node_id)
    climbed = list(path)
    ring = climbed[climbed.index(node_id) :]
    return [ring[0], *reversed(ring[1:])]


def _cycle_finding(tree: Tree, ring: list[str]) -> Finding:
    ways = [*ring, ring[0]]
    if len(ways) > _SHOWN_CYCLE:
        ways = [*ways[: _SHOWN_CYCLE - 3], f"… ({len(ways) - _SHOWN_CYCLE + 1} more)", *ways[-2:]]
    position = tree.nodes[ring[0]].parents.index(ring[-1])
    shown = " → ".join(clean_line(name)[:60] for name in ways)
    message = f"these nodes lie beneath themselves: {shown}; take one of the parents away"
    return Finding("cycle", message, ("node", ring[0], "parent", position))


def _nodes_in_or_under_cycles(tree: Tree) -> dict[str, None]:
    """The nodes that never come free when parents are taken away from the top (Kahn's algorithm)."""
    left = _without_those_below_their_parents(tree)
    waiting = {
        node_id: sum(1 for parent in set(tree.nodes[node_id].parents) if parent in left and parent != node_id)
        for node_id in left
    }
    free = deque(node_id for node_id, count in waiting.items() if count == 0)
    while free:
        node_id = free.popleft()
        del waiting[node_id]
        for child in set(tree.children.get(node_id, ())):
            if child != node_id and child in waiting:
                waiting[child] -= 1
                if waiting[child] == 0:
                    free.append(child)
    return dict.fromkeys(node_id for node_id in tree.nodes if node_id in waiting)


def _without_those_below_their_parents(tree: Tree) -> dict[str, None]:
    """The nodes but for those, nearly all, that stand in the file below all their parents and so are in no cycle."""
    left: dict[str, None] = {}
    above: set[str] = set()
    for node in tree.nodes.values():
        if above.issuperset(node.parents):
            above.add(node.id)
        else:
            left[node.id] = None
    return left


def check_empty(tree: Tree) -> Iterator[Finding]:
    """`empty-tree`: a tree has a node."""
    if not tree.nodes:
        yield Finding("empty-tree", "the tree has no node; add one, such as [node.my-first-idea]", (), Part.TABLE)


def check_architectures(tree: Tree, unsure: Set[str]) -> Iterator[Finding]:
    """`nested-architecture`: architectures are scenarios, so they stand at the top."""
    for node in tree.nodes.values():
        if node.kind == "architecture" and node.parents and node.id not in unsure:
            message = f"the architecture {quoted(node.id)} has a parent; take it away, or choose another kind"
            yield Finding("nested-architecture", message, ("node", node.id, "parent"), Part.KEY)


def check_top_level(tree: Tree, unsure: Set[str]) -> Iterator[Finding]:
    """`mixed-top-level`: beside exclusive scenarios no other move of ours makes sense at the top."""
    top = [node for node in tree.nodes.values() if not node.parents and node.id not in unsure]
    architecture = next((node.id for node in top if node.kind == "architecture"), None)
    if architecture is None:
        return
    for node in top:
        if node.side is Side.PROPONENT and node.kind != "architecture":
            message = (
                f"the {node.kind} {quoted(node.id)} stands at the top level beside architectures such as "
                f"{quoted(architecture)}; give it a parent"
            )
            yield Finding("mixed-top-level", message, ("node", node.id), Part.TABLE)


def warn_no_question(tree: Tree) -> Iterator[Finding]:
    """`no-question` (warning): without a question the title stands in for it."""
    if tree.header.question is None:
        message = "the tree asks no question; say in `question` what its outlook answers"
        yield Finding("no-question", message, ("tree",), Part.TABLE, Severity.WARNING)


def warn_no_plan(tree: Tree) -> Iterator[Finding]:
    """`no-plan` (warning): nothing beneath an architecture says how it could go well."""
    for node_id in tree.children.get(QUESTION, ()):
        if tree.nodes[node_id].kind == "architecture" and not _has_plan(tree, node_id):
            message = f"the architecture {quoted(node_id)} has no strategy or claim anywhere beneath it"
            yield Finding("no-plan", message, ("node", node_id), Part.TABLE, Severity.WARNING)


def _has_plan(tree: Tree, node_id: str) -> bool:
    seen, waiting = {node_id}, [node_id]
    while waiting:
        for child in tree.children.get(waiting.pop(), ()):
            if tree.nodes[child].kind in ("strategy", "claim"):
                return True
            if child not in seen:
                seen.add(child)
                waiting.append(child)
    return False


def warn_no_text(tree: Tree) -> Iterator[Finding]:
    """`no-text` (warning): a title alone rarely says enough to judge."""
    for node in tree.nodes.values():
        if not node.text.strip():
            message = f"node {quoted(node.id)} has no text to judge it by"
            yield Finding("no-text", message, ("node", node.id), Part.TABLE, Severity.WARNING)


def warn_unused_source(tree: Tree) -> Iterator[Finding]:
    """`unused-source` (warning): a source that no node cites."""
    cited = {name for node in tree.nodes.values() for name in node.sources}
    for name in tree.sources:
        if name not in cited:
            message = f"no node cites the source {quoted(name)}"
            yield Finding("unused-source", message, ("source", name), Part.TABLE, Severity.WARNING)
