"""Reading a tree file: what it means, what is wrong with it, and that nothing at all makes it fall over."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gametree.errors import FaultyTree
from gametree.files.fresh_tree import read_fresh
from gametree.files.locations import TreePlace, bundled_trees
from gametree.files.tree_file import TreeReading, load_tree, parse_tree, read_tree
from gametree.model.finding import Finding
from gametree.model.tree import QUESTION, Side

from .corpus import corpus

HEAD = '[tree]\ntitle = "Oversight"\nquestion = "Does it work?"\n'
VALID, INVALID = corpus("valid"), corpus("invalid")


@pytest.fixture
def tree_of(request, tmp_path):
    """The reading of the test's own docstring, beneath a header."""

    def read(text: str = "") -> TreeReading:
        lines = (text or request.function.__doc__).split("\n")
        return parse_tree(HEAD + "\n".join(line.strip() for line in lines), tmp_path / "my-tree.toml")

    return read


def said(reading: TreeReading) -> list[tuple[int, str]]:
    return [(finding.place.line, finding.check) for finding in reading.findings]


def test_nodes_and_children_keep_the_order_of_the_file(tree_of):
    """
    [node.zebra]
    kind = "strategy"
    title = "Z"
    text = "…"
    [node.ape]
    kind = "problem"
    title = "A"
    text = "…"
    parent = ["zebra"]
    [node.bear]
    kind = "claim"
    title = "B"
    text = "…"
    parent = "zebra"
    """
    tree = tree_of().tree
    assert list(tree.nodes) == ["zebra", "ape", "bear"]
    assert tree.children == {QUESTION: ("zebra",), "zebra": ("ape", "bear")}
    assert [node.side for node in tree.nodes.values()] == [Side.PROPONENT, Side.OPPONENT, Side.PROPONENT]
    assert tree.has_ways_beneath("zebra")


def test_a_tree_is_named_after_its_file_and_asks_its_title_where_it_has_no_question(tmp_path):
    text = '[tree]\ntitle = "Oversight"\n[node.a]\nkind = "claim"\ntitle = "A"\n'
    tree = parse_tree(text, tmp_path / "my-tree.toml").tree
    assert (tree.name, tree.question) == ("my-tree", "Oversight")


def test_warnings_leave_the_tree_usable(tree_of):
    """
    [node.a]
    kind = "claim"
    title = "A"
    """
    reading = tree_of()
    assert said(reading) == [(5, "no-text")]
    assert reading.tree is not None


def test_warnings_wait_until_the_errors_are_mended(tree_of):
    """
    [node.a]
    kind = "clam"
    title = "A"
    """
    assert said(tree_of()) == [(6, "unknown-kind")]


def test_all_mistakes_are_found_at_once(tree_of):
    """
    [source.draft]
    link = "x"
    title = "Draft"
    [node.A]
    kind = "claim"
    title = ""
    [node.b]
    kind = "idea"
    title = "B"
    sources = ["draft", "daft"]
    parent = ["A", "C"]
    tags = [1, "x", 2]
    """
    expected = [(6, "unknown-key"), (8, "bad-id"), (10, "blank"), (12, "unknown-kind"), (14, "unknown-source")]
    assert said(tree_of()) == [*expected, (15, "unknown-parent"), (16, "wrong-type"), (16, "wrong-type")]


FAULTY_BITS = [
    'kind = "stratgy"\ntitle = "A"',
    'title = "A"',
    'kind = "strategy"',
    'kind = "strategy"\ntitle = 1',
    'kind = "strategy"\ntitle = "A"\ncolour = "red"',
    'kind = "strategy"\ntitle = "A"\nparent = 1',
    'kind = 1\ntitle = ""\ncolour = "red"',
]


@pytest.mark.parametrize("bits", FAULTY_BITS)
def test_a_faulty_node_is_still_a_parent_and_a_neighbour(tree_of, bits):
    reading = tree_of(f'[node.a]\n{bits}\n[node.b]\nkind = "problem"\ntitle = "B"\nparent = "a"\nsee = ["a"]\n')
    assert reading.findings
    assert {finding.path[:2] for finding in reading.findings} == {("node", "a")}


@pytest.mark.parametrize("value", ['"architecture"', "1", "[]", "[{}]"])
def test_a_node_that_is_no_table_is_one_finding_however_many_name_it(tree_of, value):
    reading = tree_of(f'[node]\na = {value}\n[node.b]\nkind = "problem"\ntitle = "B"\nparent = "a"\n')
    assert said(reading) == [(5, "wrong-type")]


@pytest.mark.parametrize("word", ["kind", "knd", "parent", "parnt"])
def test_doubt_about_a_kind_or_a_parent_makes_no_finding_on_architectures(tree_of, word):
    first = '[node.a]\nkind = "architecture"\ntitle = "A"\n'
    second = {
        "kind": 'kind = "architectur"\nparent = "a"',
        "knd": 'knd = "architecture"\nparent = "a"',
        "parent": 'kind = "strategy"\nparent = 1',
        "parnt": 'kind = "strategy"\nparnt = "a"',
    }[word]
    reading = tree_of(f'{first}[node.b]\n{second}\ntitle = "B"\n')
    assert len(reading.findings) == 1


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_a_byte_order_mark_move_no_finding(tmp_path, newline, mark):
    lines = ["# Überlegung", *HEAD.splitlines(), "[node.a]", 'kind = "clam"', 'title = "A"', ""]
    path = tmp_path / "tree.toml"
    path.write_bytes((mark + newline.join(lines)).encode())
    (finding,) = read_tree(path).findings
    assert (finding.place.line, finding.place.column, finding.place.width) == (6, 8, 6)
    assert finding.place.source_line == 'kind = "clam"'


@pytest.mark.parametrize(
    "spelling",
    [
        '[node.a]\nkind = "claim"\ntitle = "A"\n{}parent = "b"',
        'node.a.kind = "claim"\nnode.a.title = "A"\n# here\n{}node.a.parent = "b"',
        '[node]\na = {{ kind = "claim", title = "A",\n\n{}parent = "b" }}',
        '["node"."a"]\n\'kind\' = "claim"\n"title" = "A"\n{}"parent" = ["b"]',
    ],
)
def test_a_finding_has_its_place_in_every_spelling(tmp_path, spelling):
    text = 'tree = { title = "T", question = "?" }\n' + spelling.format("    ")
    (finding,) = parse_tree(text, tmp_path / "t.toml").findings
    assert finding.place.line == 5
    assert finding.place.source_line[finding.place.column - 1 :].startswith('"b"')


def test_a_tree_that_opens_is_not_read_again_for_the_places_of_its_warnings(tmp_path, monkeypatch):
    path = tmp_path / "tree.toml"
    path.write_text(HEAD + "[node.a]\nkind = 'claim'\ntitle = 'Without a text'\n")
    assert [finding.check for finding in read_tree(path).findings] == ["no-text"]
    monkeypatch.setattr("gametree.files.tree_file.place_all", None)
    assert set(load_tree(path).nodes) == {"a"}
    assert read_fresh(TreePlace(path, False)).findings == ()


def test_load_tree_raises_with_the_findings(tmp_path):
    path = tmp_path / "tree.toml"
    path.write_text("[tree]\n")
    with pytest.raises(FaultyTree, match="2 errors to mend first") as caught:
        load_tree(path)
    assert [finding.check for finding in caught.value.findings] == ["missing-key", "empty-tree"]


def assert_well_placed(text: str, findings: tuple[Finding, ...]) -> None:
    lines = text.removeprefix("\ufeff").split("\n")
    for finding in findings:
        place = finding.place
        assert 1 <= place.line <= len(lines)
        line = lines[place.line - 1]
        assert 1 <= place.column <= len(line) + 1
        assert place.source_line == line.rstrip("\r")


@pytest.mark.parametrize("name", INVALID)
def test_every_invalid_toml_file_is_one_finding_in_the_file(tmp_path, name):
    path = tmp_path / "tree.toml"
    path.write_bytes(INVALID[name])
    reading = read_tree(path)
    assert [finding.check in ("syntax", "encoding") for finding in reading.findings] == [True]
    assert_well_placed(INVALID[name].decode("utf-8", "replace"), reading.findings)


@pytest.mark.parametrize("name", VALID)
def test_every_valid_toml_file_is_read_without_a_syntax_finding(tmp_path, name):
    path = tmp_path / "tree.toml"
    path.write_bytes(VALID[name])
    findings = read_tree(path).findings
    assert findings
    assert not {"syntax", "encoding"} & {finding.check for finding in findings}
    assert_well_placed(VALID[name].decode(), findings)


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 5000 + "]" * 5000,
        "a." * 5000 + "b = 1",
        "a = " + "9" * 5000,
        "a = {b=" * 900,
        "[" * 10_000,
        "\0" * 100,
    ],
)
def test_what_overwhelms_the_parser_is_a_syntax_finding(tmp_path, text):
    reading = parse_tree(HEAD + text, tmp_path / "t.toml")
    assert [(finding.check, finding.place.line) for finding in reading.findings] == [("syntax", 4)]


@given(st.binary(max_size=300))
@example(b"\xef\xbb\xbf\xef\xbb\xbf")
def test_no_bytes_whatsoever_raise(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_bytes(data)
    assert read_tree(path).findings
    assert_well_placed(data.decode("utf-8", "replace"), read_tree(path).findings)


SEEDS = [bundled_trees()[0].path.read_bytes()] + [
    data for name, data in sorted((VALID | INVALID).items()) if len(data) > 150
]


def mangled(data: bytes, chance: random.Random) -> bytes:
    """A few bytes or lines deleted, doubled or swapped."""
    parts: list[bytes] = data.splitlines(keepends=True) if chance.random() < 0.5 else [bytes([byte]) for byte in data]
    for _ in range(chance.randint(1, 4)):
        here, there = chance.randrange(len(parts) or 1), chance.randrange(len(parts) or 1)
        if parts and (what := chance.choice(["delete", "double", "swap"])) == "delete":
            del parts[here]
        elif parts and what == "double":
            parts.insert(there, parts[here])
        elif parts:
            parts[here], parts[there] = parts[there], parts[here]
    return b"".join(parts)


@given(st.integers(0, 2**32))
def test_a_mangled_file_gives_findings_within_it_and_never_an_exception(tmp_path_factory, seed):
    chance = random.Random(seed)
    data = mangled(SEEDS[0] if chance.random() < 0.4 else chance.choice(SEEDS), chance)
    path = Path(tmp_path_factory.getbasetemp() / "mangled.toml")
    path.write_bytes(data)
    reading = read_tree(path)
    assert reading.tree or reading.findings
    assert_well_placed(data.decode("utf-8", "replace"), reading.findings)
