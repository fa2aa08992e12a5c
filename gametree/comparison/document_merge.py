"""The three-way merge of tree files as data: node by node, key by key, renamed nodes followed by their former ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from gametree.comparison.circles import in_circles
from gametree.comparison.field_merge import LISTS, Outcome, is_same, meaning, merge_values
from gametree.comparison.merge_side import ID_KEY, Side, Who, former_ids, is_names, names_none_but
from gametree.comparison.merged import Data, DocumentMerge, Matter, MergedTable, NoTables, Report, TableName
from gametree.comparison.order_merge import merge_orders

_WORDS = ("tree", "source", "node")


def merge_documents(base: Data, ours: Data, theirs: Data) -> DocumentMerge:
    """Whatever one side changed is in; where both changed one key, ours stays unless both fit together.

    What one side took out and the other changed stays, and so does what the other still refers to. Raises NoTables.
    """
    for document in (base, ours, theirs):
        _check_shape(document)
    return _Merge(base, ours, theirs).run()


def _check_shape(document: Data) -> None:
    for word in _WORDS:
        tables = document.get(word, {})
        if not isinstance(tables, dict) or (word != "tree" and not set(map(type, tables.values())) <= {dict}):
            raise NoTables(word)


@dataclass
class _Draft:
    """A node of the merged file in the making."""

    fields: dict[str, Any]
    reports: list[tuple[Matter, str, Any, Any]] = field(default_factory=list)


class _Merge:
    """The working table of one merge."""

    def __init__(self, base: Data, ours: Data, theirs: Data) -> None:
        self.documents = base, ours, theirs
        self.base = Side(base)
        self.ours, self.theirs = Side(ours, self.base), Side(theirs, self.base)
        self.sides = self.base, self.ours, self.theirs
        self.alike = self._left_alone()
        self.drafts: dict[Who, _Draft] = {}
        self.sources: dict[str, dict[str, Any]] = {}
        self.reports: list[Report] = []
        self.taken: set[str] = set()

    def run(self) -> DocumentMerge:
        """Merge everything."""
        header = self._merge_header()
        self._merge_sources()
        self._merge_nodes()
        self._keep_what_is_needed()
        self._open_circles()
        order = self._order()
        ids = self._final_ids(order)
        sources = self._order_of_sources()
        tables = [
            *header,
            *(self._source_table(name) for name in sources),
            *(self._node_table(who, ids) for who in order),
        ]
        return DocumentMerge(tuple(tables), self._others(), tuple(self.reports))

    # the tree's own table, sources, and whatever else there is

    def _merge_header(self) -> Iterator[MergedTable]:
        present = [("tree",) if "tree" in document else None for document in self.documents]
        fields = [document.get("tree", {}) for document in self.documents]
        if present[1] or present[2]:
            merged = self._merge_plain(("tree",), *fields)
            yield MergedTable(("tree",), merged, *present)

    def _merge_plain(self, name: TableName, base: Data, ours: Data, theirs: Data) -> dict[str, Any]:
        merged, reports = _merge_fields(base, ours, theirs)
        self.reports += [Report(matter, name, key, o, t) for matter, key, o, t in reports]
        return merged

    def _merge_sources(self) -> None:
        base, ours, theirs = (side.sources for side in self.sides)
        for name in dict.fromkeys((*ours, *theirs)):
            table = ("source", name)
            if name in ours and name in theirs:
                self.sources[name] = self._merge_plain(table, base.get(name, {}), ours[name], theirs[name])
                continue
            left = ours.get(name, theirs.get(name, {}))
            if name not in base:
                self.sources[name] = dict(left)
            elif left != base[name]:
                self.sources[name] = dict(left)
                self.reports.append(_kept(table, name in ours))

    def _order_of_sources(self) -> tuple[str, ...]:
        base, ours, theirs = (list(side.sources) for side in self.sides)
        return merge_orders(base, ours, theirs, self.sources.keys()).order

    def _source_table(self, name: str) -> MergedTable:
        places = (("source", name) if name in side.sources else None for side in self.sides)
        return MergedTable(("source", name), self.sources[name], *places)

    def _others(self) -> dict[str, Any]:
        found = {}
        names = dict.fromkeys((*self.documents[1], *self.documents[2]))
        for name in (name for name in names if name not in _WORDS):
            value, outcome = merge_values(name, *(document.get(name) for document in self.documents))
            if value is not None:
                found[name] = value
            if outcome is Outcome.CLASH:
                self.reports.append(
                    Report(Matter.CLASH, (), name, *(document.get(name) for document in self.documents[1:]))
                )
        return found

    # nodes

    def _left_alone(self) -> dict[Who, Data]:
        """The nodes that are alike in all files, and name none but such as are in all of them under their own ids.

        They are taken as they are: in a large tree nearly all nodes are, and anything else takes its time.
        """
        base, ours, theirs = (side.nodes for side in self.sides)
        stay = {name for name in base if name in ours and name in theirs}
        return {
            self.base.who[name]: theirs[name]
            for name, node in base.items()
            if name in stay and is_same(node, ours[name]) and is_same(node, theirs[name]) and names_none_but(stay, node)
        }

    def _parents_of(self, who: Who) -> list[Any]:
        if who in self.drafts:
            return _parents(self.drafts[who].fields)
        return [self.base.who[name] for name in meaning("parent", self.alike[who].get("parent"))]

    def _is_there(self, who: Any) -> bool:
        return isinstance(who, Who) and (who in self.drafts or who in self.alike)

    def _merge_nodes(self) -> None:
        for who in dict.fromkeys((*self.ours.id_of, *self.theirs.id_of)):
            if who in self.alike:
                continue
            base, ours, theirs = (side.fields(who) for side in self.sides)
            if ours and theirs:
                fields, reports = _merge_fields(base, ours, theirs)
                self.drafts[who] = _Draft(fields, reports)
            elif not base:
                self.drafts[who] = _Draft(ours or theirs)
            elif _differ(base, ours or theirs):
                self.drafts[who] = _Draft(ours or theirs, [(Matter.KEPT, "", bool(ours), bool(theirs))])

    def _keep_what_is_needed(self) -> None:
        """Bring back what one side took out while the other refers to it, and what that refers to, and so on."""
        if not self.sources.keys() >= {*self.ours.sources, *self.theirs.sources}:
            for node in self.alike.values():
                self._keep_sources(node.get("sources"))
        waiting = list(self.drafts.values())
        while waiting:
            draft = waiting.pop()
            for who in (who for key in ("parent", "see") for who in draft.fields.get(key, ()) if isinstance(who, Who)):
                side = next((side for side in (self.theirs, self.ours) if who in side.id_of), None)
                if side and not self._is_there(who):
                    needed = _Draft(side.fields(who), [(Matter.NEEDED, "", side is self.ours, side is self.theirs)])
                    self.drafts[who] = needed
                    waiting.append(needed)
            self._keep_sources(draft.fields.get("sources"))

    def _keep_sources(self, names: Any) -> None:
        for name in meaning("sources", names) if is_names(names) else ():
            side = next((side for side in (self.theirs, self.ours) if name in side.sources), None)
            if name not in self.sources and side:
                self.sources[name] = dict(side.sources[name])
                self.reports.append(Report(Matter.NEEDED, ("source", name), "", side is self.ours, side is self.theirs))

    def _open_circles(self) -> None:
        """Where the parents of both make nodes lie beneath themselves, ours alone count."""
        while in_circles(self._above(self.drafts)):  # no other parents than those of drafts can have closed one
            circling = in_circles({who: self._parents_of(who) for who in (*self.drafts, *self.alike)})
            blamed = [who for who in circling if who in self.ours.id_of and self._has_other_parents(who)]
            if not blamed:
                return
            for who in blamed:
                draft, ours = self.drafts[who], self.ours.fields(who)
                theirs = draft.fields.pop("parent", None)
                if "parent" in ours:
                    draft.fields["parent"] = ours["parent"]
                draft.reports.append((Matter.CIRCLE, "parent", ours.get("parent"), theirs))
                self._keep_what_is_needed()

    def _above(self, some: Iterable[Who]) -> dict[Who, list[Any]]:
        """The parents of some nodes, and of all that they lie beneath."""
        found: dict[Who, list[Any]] = {}
        waiting = list(some)
        while waiting:
            who = waiting.pop()
            if who not in found:
                found[who] = self._parents_of(who)
                waiting += filter(self._is_there, found[who])
        return found

    def _has_other_parents(self, who: Who) -> bool:
        return who in self.drafts and _parents(self.drafts[who].fields) != _parents(self.ours.fields(who))

    def _order(self) -> list[Who]:
        base, ours, theirs = (list(side.id_of) for side in self.sides)
        merged = merge_orders(base, ours, theirs, {*self.drafts, *self.alike})
        for who in merged.moved_by_both:
            if self.alike.pop(who, None) is not None:
                self.drafts[who] = _Draft(self.theirs.fields(who))
            self.drafts[who].reports.append((Matter.MOVED, "", None, None))
        return list(merged.order)

    def _final_ids(self, order: Iterable[Who]) -> dict[Who, str]:
        """An id for each; where two different nodes bear one, the one that is new on their side gets another."""
        ids: dict[Who, str] = {}
        taken = self.taken
        taken.update(who.id for who in self.alike)
        drafts = (who for who in order if who in self.drafts)
        for who in sorted(drafts, key=lambda who: who.origin != "base"):
            wanted = self.drafts[who].fields[ID_KEY]
            ids[who] = next(name for name in _like(wanted) if name not in taken)
            taken.add(ids[who])
            if ids[who] != wanted:
                self.drafts[who].reports.append((Matter.TAKEN, "", None, wanted))
        return ids

    def _node_table(self, who: Who, ids: Mapping[Who, str]) -> MergedTable:
        if who in self.alike:
            name = "node", who.id
            return MergedTable(name, self.alike[who], name, name, name)
        draft, name = self.drafts[who], ("node", ids[who])
        for matter, key, ours, theirs in draft.reports:
            shown = (_named(ours, ids), _named(theirs, ids))
            if key == ID_KEY:
                self.reports.append(Report(Matter.RENAMED, name, "", *shown))
                former = meaning("formerly", draft.fields.get("formerly"))
                if theirs not in former:
                    draft.fields["formerly"] = [*former, theirs]
            else:
                self.reports.append(Report(matter, name, key, *shown))
        former = former_ids(draft.fields)
        if any(old in self.taken for old in former):  # a node of today, as one side has it, is no former one
            draft.fields["formerly"] = [old for old in former if old not in self.taken] or None
        fields = {
            key: self._spelt(who, key, value, ids)
            for key, value in draft.fields.items()
            if key != ID_KEY and value is not None
        }
        places = (("node", side.id_of[who]) if who in side.id_of else None for side in self.sides)
        return MergedTable(name, fields, *places)

    def _spelt(self, who: Who, key: str, value: Any, ids: Mapping[Who, str]) -> Any:
        """A value in ids; as one of the sides spelt it, if that says the same, or a lone name as a lone name."""
        names = _named(value, ids)
        if key not in LISTS:
            return names
        spellings = [side.nodes.get(side.id_of.get(who, ""), {}).get(key) for side in (self.ours, self.theirs)]
        for spelling in spellings:
            if spelling is not None and meaning(key, spelling) == names:
                return spelling
        lone = isinstance(names, list) and len(names) == 1 and any(isinstance(spelling, str) for spelling in spellings)
        return names[0] if lone else names


def _merge_fields(base: Data, ours: Data, theirs: Data) -> tuple[dict[str, Any], list[tuple[Matter, str, Any, Any]]]:
    """The keys of a table after both sides' changes, in our order with theirs behind, and what is to be reported."""
    merged: dict[str, Any] = {}
    reports = []
    for key in dict.fromkeys((*ours, *theirs)):
        value, outcome = merge_values(key, base.get(key), ours.get(key), theirs.get(key))
        if value is not None:
            merged[key] = value
        if outcome is not Outcome.SETTLED:
            matter = Matter.JOINED if outcome is Outcome.JOINED else Matter.CLASH
            reports.append((matter, key, ours.get(key), theirs.get(key)))
    return merged, reports


def _differ(one: Data, other: Data) -> bool:
    return any(not is_same(meaning(key, one.get(key)), meaning(key, other.get(key))) for key in {*one, *other})


def _like(node_id: str) -> Iterator[str]:
    yield node_id
    yield from (f"{node_id}-{number}" for number in count(2))


def _kept(table: TableName, by_us: bool) -> Report:
    return Report(Matter.KEPT, table, "", by_us, not by_us)


def _parents(fields: Data) -> list[Any]:
    parents = fields.get("parent", [])
    return parents if isinstance(parents, list) else []


def _named(value: Any, ids: Mapping[Who, str]) -> Any:
    return [_named_one(item, ids) for item in value] if isinstance(value, list) else value


def _named_one(item: Any, ids: Mapping[Who, str]) -> Any:
    return ids.get(item, item.id) if isinstance(item, Who) else item
