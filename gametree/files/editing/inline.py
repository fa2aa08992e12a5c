"""Edits within an inline table, whose text is taken for itself: each returns the text after it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gametree.files.editing.brackets import Bracket, put_in, take_out
from gametree.files.editing.habits import key_above
from gametree.files.editing.lists import rewrite_value
from gametree.files.editing.statements import Pair, StatementScanner, Unfit
from gametree.files.editing.values import Hand, write_value, written_key
from gametree.files.spans import Path


class Inline:
    """The text of an inline table that stands at a path, with the pairs in it."""

    def __init__(self, text: str, path: Path) -> None:
        self.text, self.path = text, path
        scanner = StatementScanner(text)
        scanner.home = 0
        scanner.value(path)
        self.pairs = sorted((pair for pair in scanner.found if isinstance(pair, Pair)), key=lambda pair: pair.start)
        self.values = scanner.spans.values

    def bracket(self, table: Path) -> Bracket:
        """The members of the inline table at a path."""
        if table not in self.values or self.text[self.values[table][0]] != "{":
            raise Unfit
        start, end = self.values[table]
        return Bracket(self.text, (start + 1, end - 1), tuple((p.start, p.end) for p in self.pairs if p.table == table))

    def outermost(self, path: Path) -> list[Pair]:
        """The pairs that together hold what is at a path."""
        return [pair for pair in self.pairs if pair.path[: len(path)] == path and pair.depth < len(path)]

    def index(self, pair: Pair) -> int:
        """Which member of its bracket a pair is."""
        return self.bracket(pair.table).items.index((pair.start, pair.end))

    def put(self, table: Path, key: str, value: str | Sequence[str], hand: Hand) -> str:
        """Another value for a key, or one more key."""
        exact = [pair for pair in self.pairs if pair.path == (*table, key)]
        if exact:
            start, end = exact[0].value
            return self.text[:start] + rewrite_value(self.text[start:end], value, hand) + self.text[end:]
        own = [pair for pair in self.pairs if pair.path[:-1] == table]
        if not own:
            return put_in(self.bracket(table), 0, f"{written_key(key)} = {write_value(value, hand)}")
        above = key_above(key, [str(pair.path[-1]) for pair in own])
        like = own[0] if above is None else own[above]
        prefix = self.text[like.start : like.names[-1][0]]
        member = f"{prefix}{written_key(key)}{self.separator(like)}{write_value(value, hand)}"
        return put_in(self.bracket(like.table), self.index(like) + (above is not None), member)

    def separator(self, pair: Pair) -> str:
        """What stands between a key and its value."""
        return self.text[pair.names[-1][1] : pair.value[0]]

    def drop(self, path: Path) -> str:
        """The text without what is at a path."""
        inline = self
        while members := inline.outermost(path):
            inline = Inline(take_out(inline.bracket(members[-1].table), inline.index(members[-1])), self.path)
        return inline.text

    def rename(self, table: Path, new: str) -> str:
        """Another name for the last step of a path, wherever it is written."""
        text = self.text
        for pair in reversed(self.pairs):
            if pair.path[: len(table)] == table and pair.depth < len(table):
                start, end = pair.names[len(table) - 1 - pair.depth]
                text = text[:start] + renamed(text[start:end], new) + text[end:]
        return text

    def insert(
        self, anchor: Path, behind: bool, new_id: str, fields: Mapping[str, str | Sequence[str]], hand: Hand
    ) -> str:
        """One more table beside the one at `anchor`, spelt like it."""
        like = self.beside(anchor, behind)
        name_start, name_end = like.names[len(anchor) - 1 - like.depth]
        before = self.text[like.start : name_start] + written_key(new_id)
        pairs = {written_key(key): write_value(value, hand) for key, value in fields.items()}
        if like.path == anchor:
            body = ", ".join(f"{key} = {value}" for key, value in pairs.items())
            members = [f"{before}{self.separator(like)}{{ {body} }}"]
        else:
            before += self.text[name_end : like.names[-1][0]]
            members = [f"{before}{key}{self.separator(like)}{value}" for key, value in pairs.items()]
        return self.insert_members(like, behind, members)

    def beside(self, anchor: Path, behind: bool) -> Pair:
        """The pair of the table at `anchor` beside which something can be put."""
        there = self.outermost(anchor)
        if not there:
            raise Unfit
        return there[-1 if behind else 0]

    def insert_members(self, like: Pair, behind: bool, members: Sequence[str]) -> str:
        """Members as they are written, beside a pair."""
        inline, at = self, self.index(like) + behind
        for member in reversed(members):
            inline = Inline(put_in(inline.bracket(like.table), at, member), self.path)
        return inline.text

    def move(self, table: Path, anchor: Path, behind: bool) -> str:
        """The table at a path beside another one."""
        there = self.outermost(table)
        home = self.beside(anchor, behind).table
        if not there or any(pair.table != home for pair in there) or self.bracket(home).has_comment:
            raise Unfit  # a comment would be left behind
        members = [self.text[pair.start : pair.end] for pair in there]
        rest = Inline(self.drop(table), self.path)
        return rest.insert_members(rest.beside(anchor, behind), behind, members)


def renamed(raw: str, new: str) -> str:
    """Another key, in quotation marks where the old one had some."""
    return f"{raw[0]}{new}{raw[0]}" if raw[0] in "\"'" and '"' not in new and "\\" not in new else written_key(new)
