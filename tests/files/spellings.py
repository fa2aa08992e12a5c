"""Trees that pass the checks, spelt in all the ways that TOML allows, with each line's owners."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

OURS, THEIRS = ("strategy", "claim"), ("problem", "failure-mode", "objection")
PHRASES = (
    "Debate", "It's so", 'A "word"', "back\\slash", "# no comment", "[node.a]", "größer als π", "tab\there", "x = 1",
    '"""', "'''", "a }, b ]", "trailing ", "\u2028", "\x07", "naïve\rreturn",
)  # fmt: skip
EVERYBODY = "*"
"""The owner of lines that every edit of a node may have to touch."""

Fields = dict[str, Any]


@dataclass
class Spelt:
    """The text of a tree, and for each of its lines the nodes it belongs to; None for lines that must not move."""

    lines: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    newline: str = "\n"
    bom: bool = False
    final_newline: bool = True

    @property
    def text(self) -> str:
        text = self.newline.join(line for line, _ in self.lines) + (self.newline if self.final_newline else "")
        return ("\ufeff" if self.bom else "") + text

    def add(self, text: str, *owners: str) -> None:
        """Lines of the text, all with these owners."""
        self.lines += [(line, frozenset(owners)) for line in text.split("\n")]


class Speller:
    """Writes one tree, with dice."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.spelt = Spelt(
            newline="\r\n" if self.maybe(0.25) else "\n", bom=self.maybe(0.1), final_newline=self.maybe(0.85)
        )
        self.between = random.choice([" = ", " = ", " = ", "=", "\t=\t", "  =  "])
        self.quotes = random.choice(['"', '"', "'"])
        self.odd = random.choice([0.0, 0.0, 0.15, 0.5])

    def maybe(self, chance: float) -> bool:
        return self.random.random() < chance

    def oddly(self) -> bool:
        return self.maybe(self.odd)

    # values

    def words(self, words: str) -> str:
        literal_fits = "'" not in words and not any((c < " " and c != "\t") or c in "\x7f\u2028" for c in words)
        if literal_fits and (self.quotes == "'" or self.oddly()):
            return f"'{words}'"
        escapes = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\x07": "\\u0007", "\u2028": "\\u2028"}
        written = "".join(escapes.get(c, c) for c in words)
        return '"' + (written.replace("e", "\\u0065", 1) if self.oddly() else written) + '"'

    def text(self, words: str) -> str:
        if "\n" not in words or self.maybe(0.2):
            return self.words(words)
        if "'''" not in words and not words.endswith("'") and self.maybe(0.2) and not set(words) & set("\r\x07\u2028"):
            return f"'''\n{words}'''"
        escapes = {"\\": "\\\\", "\r": "\\r", "\x07": "\\u0007", "\u2028": "\\u2028"}
        written = "".join(escapes.get(c, c) for c in words).replace('"""', '""\\"')
        written = written[:-1] + '\\"' if written.endswith('"') else written
        written = written.replace(" ", " \\\n   ", 1) if self.oddly() else written
        return f'"""{"" if self.oddly() and not words.startswith(chr(10)) else chr(10)}{written}"""'

    def list(self, items: list[str], one_line: bool = False) -> str:
        written = [self.words(item) for item in items]
        shape = self.random.choice(["[{}]", "[ {} ]", "[{}]"]) if not self.oddly() else "[{},]"
        if one_line or self.maybe(0.7) or not items:
            return shape.format(", ".join(written)) if items else "[]"
        lines = []
        for item in written:
            lines += ["  # about the next"] if self.maybe(0.15) else []
            lines.append(f"  {item},{'  # why' if self.maybe(0.2) else ''}")
        if self.maybe(0.3) and "#" not in lines[-1]:
            lines[-1] = lines[-1].removesuffix(",")
        return "\n".join(["[", *lines, self.random.choice(["]", "  ]"])])

    def value(self, value: Any, one_line: bool = False) -> str:
        if isinstance(value, list):
            return self.list(value, one_line)
        return self.words(value) if one_line else self.text(value)

    def key(self, key: str) -> str:
        return self.random.choice([f'"{key}"', f"'{key}'"]) if self.oddly() else key

    def dotted(self, *steps: str) -> str:
        return (" . " if self.oddly() else ".").join(map(self.key, steps))

    # tables

    def gap(self) -> None:
        for _ in range(self.random.choice([0, 1, 1, 1, 1, 2])):
            self.spelt.add("")
        if self.maybe(0.15):
            self.spelt.add("")
            self.spelt.add(self.random.choice(["# A section", "# [node.ghost]", "#title = 1"]))
            self.spelt.add("")

    def comment(self, *owners: str) -> None:
        if self.maybe(0.2):
            self.spelt.add("# belongs to what follows", *owners)

    def trailing(self) -> str:
        return "  # trailing" if self.maybe(0.1) else ""

    def header_table(self, path: tuple[str, ...], fields: Fields) -> None:
        owners = path[1:] if path[0] == "node" else ()
        self.gap()
        self.comment(*owners)
        indent = "  " if self.oddly() else ""
        space = " " if self.oddly() else ""
        self.spelt.add(f"{indent}[{space}{self.dotted(*path)}{space}]{self.trailing()}", *owners)
        for key, value in fields.items():
            if self.maybe(0.05):
                self.spelt.add("# within", *owners)
            self.spelt.add(f"{indent}{self.key(key)}{self.between}{self.value(value)}{self.trailing()}", *owners)
        if self.maybe(0.05):
            self.spelt.add("# at the end", *owners)
            self.spelt.add("")

    def inline(self, fields: Fields) -> str:
        members = [f"{self.key(key)}{self.between}{self.value(value, True)}" for key, value in fields.items()]
        if self.oddly() and self.maybe(0.3):
            return "{\n  " + ",\n  ".join(members) + (",\n}" if self.maybe(0.5) else "\n}")
        return f"{{ {', '.join(members)} }}" if self.maybe(0.7) else f"{{{','.join(members)}}}"

    def line_tables(self, prefix: tuple[str, ...], nodes: Mapping[str, Fields]) -> None:
        lines: list[tuple[str, str]] = []
        for node_id, fields in nodes.items():
            if self.maybe(0.5):
                lines.append((f"{self.dotted(*prefix, node_id)}{self.between}{self.inline(fields)}", node_id))
            else:
                for key, value in fields.items():
                    name = self.dotted(*prefix, node_id, key)
                    lines.append((f"{name}{self.between}{self.value(value)}{self.trailing()}", node_id))
        if self.maybe(0.2):
            self.random.shuffle(lines)
        for line, owner in lines:
            self.comment(owner)
            self.spelt.add(line, owner)

    def whole_inline(self, nodes: Mapping[str, Fields]) -> None:
        members = [f"{self.key(node_id)} = {self.inline(fields)}" for node_id, fields in nodes.items()]
        text = "node = { " + ", ".join(members) + " }"
        if self.maybe(0.5):
            text = "node = {\n  " + ",\n  ".join(members) + "\n}"
        self.spelt.add(text, *nodes, EVERYBODY)

    # files

    def write(self, header: Fields, sources: Mapping[str, Fields], nodes: Mapping[str, Fields]) -> Spelt:
        if self.maybe(0.3):
            self.spelt.add("#:schema ./gametree.schema.json")
        style = self.random.choice(["header"] * 6 + ["lines", "mixed", "root", "root-mixed", "inline"])
        ids = list(nodes)
        cut = {"header": 0, "lines": len(ids), "root": len(ids), "inline": len(ids)}.get(style)
        cut = self.random.randrange(len(ids) + 1) if cut is None else cut
        early, late = ({i: nodes[i] for i in part} for part in (ids[:cut], ids[cut:]))
        if style == "inline":
            self.whole_inline(early)
        elif style.startswith("root"):
            self.line_tables(("node",), early)
        tables: list[tuple[tuple[str, ...], Fields]] = [(("source", name), table) for name, table in sources.items()]
        if self.maybe(0.3):
            tables.reverse()
        top = [] if self.maybe(0.2) else [(("tree",), header)]
        if style in ("lines", "mixed"):
            for path, fields in top:
                self.header_table(path, fields)
            self.gap()
            self.spelt.add("[node]")
            self.line_tables((), early)
            top = [] if top else [(("tree",), header)]
            rest = tables + [(("node", i), late[i]) for i in late] + top
        elif top:
            rest = top + tables + [(("node", i), late[i]) for i in late]
        else:
            rest = [(("node", i), late[i]) for i in late] + tables + [(("tree",), header)]
        for path, fields in rest:
            self.header_table(path, fields)
        return self.spelt


def phrase(random: Random) -> str:
    return " ".join(random.choices(PHRASES, k=random.choice([1, 1, 2])))


def prose(random: Random) -> str:
    lines = [random.choice([phrase(random), "", "- a point", "[node.n1]"]) for _ in range(random.choice([1, 2, 3]))]
    return "\n".join(["Words", *lines]) + random.choice(["\n", "\n", ""])


def some(random: Random, items: list[str], most: int = 2) -> list[str]:
    return random.sample(items, min(len(items), random.randint(0, most)))


def random_fields(random: Random, ids: list[str], sources: list[str]) -> Fields:
    """Optional keys with values."""
    fields: Fields = {
        "title": phrase(random) + " is it", "short": phrase(random) + "!", "text": prose(random),
        "refinement": random.choice(["any", "all"]), "sources": some(random, sources),
        "tags": some(random, ["x", "y", "it's", "z"], 3), "see": some(random, ids),
    }  # fmt: skip
    return {key: value for key, value in fields.items() if value}


def random_tree(random: Random) -> tuple[Fields, dict[str, Fields], dict[str, Fields]]:
    """A header, sources and nodes that have nothing wrong with them."""
    ids = [f"n{number}" for number in range(random.randint(1, 7))]
    cited = random.sample(["draft", "paper", "talk"], random.randint(0, 3))
    sources = {name: {"title": phrase(random) + "."} for name in cited}
    nodes: dict[str, Fields] = {}
    for number, node_id in enumerate(ids):
        parents = random.sample(ids[:number], min(number, random.choice([0, 1, 1, 1, 2])))
        extras = random_fields(random, ids, list(sources))
        fields = {"kind": random.choice(OURS + THEIRS), "title": extras.pop("title")}
        if parents:
            fields["parent"] = parents if len(parents) > 1 or random.random() < 0.2 else parents[0]
        fields |= {key: value for key, value in extras.items() if random.random() < 0.4}
        if random.random() < 0.1:
            fields["formerly"] = [f"old-{node_id}"]
        keys = list(fields)
        if random.random() < 0.3:
            random.shuffle(keys)
        nodes[node_id] = {key: fields[key] for key in keys}
    if random.random() < 0.3:
        order = random.sample(ids, len(ids))
        nodes = {node_id: nodes[node_id] for node_id in order}
    header = {"title": phrase(random) + " tree", "question": "Does it work?"}
    return header, sources, nodes


def spelt_tree(random: Random) -> Spelt:
    """A random tree in a random spelling."""
    return Speller(random).write(*random_tree(random))
