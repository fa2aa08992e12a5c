"""A merge spliced into our text, in whatever spelling that is."""

from __future__ import annotations

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from gametree.comparison.document_merge import merge_documents
from gametree.files.editing.statements import Unfit
from gametree.files.splice_merge import splice_merged
from tests.files.merge_laws import bare_versions, changed

BASE = """\
tree.title = "T"
[node]
a = { kind = "strategy", title = "A" }  # first
b.kind = "problem"
b.title = "B"
"""


def version(*changes: tuple[str, str]) -> str:
    return changed(BASE, *changes)


def merged(ours: str, theirs: str, base: str = BASE) -> str:
    documents = [tomli.loads(text) for text in (base, ours, theirs)]
    merge = merge_documents(*documents)
    text = splice_merged(merge, ours, documents[1])
    assert merge.is_said_by(tomli.loads(text))
    return text


@pytest.mark.parametrize(
    ("theirs", "result"),
    [
        (version(('"A"', '"Two"')), version(('"A"', '"Two"'))),
        (version(('title = "A"', 'title = "A", text = "x"')), version(('title = "A"', 'title = "A", text = "x"'))),
        (version(('\nb.title = "B"', "\nb.title = 'Bee'")), version(('"B"', '"Bee"'))),
        (version(('b.kind = "problem"\nb.title = "B"\n', "")), version(('b.kind = "problem"\nb.title = "B"\n', ""))),
        (version(("b.kind", "c.kind"), ("b.title", 'c.formerly = ["b"]\nc.title')), None),
        (BASE + 'c = { kind = "claim", title = "C" }\n', BASE + 'c.kind = "claim"\nc.title = "C"\n'),
    ],
    ids=["value", "new key", "other quotes", "gone", "renamed", "new node"],
)
def test_what_theirs_changed_is_made_in_our_spelling_and_all_else_is_ours(theirs: str, result: str | None):
    ours = version(("# first", "# first, as we see it"))
    text = merged(ours, theirs)
    assert "# first, as we see it" in text
    if result is not None:
        assert text == result.replace("# first", "# first, as we see it")


def test_a_node_that_they_put_first_is_first():
    theirs = version(("[node]\n", '[node]\nc = { kind = "claim", title = "C" }\n'))
    assert list(tomli.loads(merged(version(('"A"', '"Ours"')), theirs))["node"]) == ["c", "a", "b"]


def test_what_both_changed_stays_ours_with_theirs_beside_it():
    text = merged(version(('"B"', '"Ours"')), version(('"B"', '"Theirs"')))
    assert text.endswith('b.title = "Ours"\n# merge: both sides changed this; theirs was\n# title = "Theirs"\n')


def test_within_a_line_there_is_no_place_for_theirs_so_it_goes_to_the_end_with_its_table():
    text = merged(version(('"A"', '"Ours"')), version(('"A"', '"Theirs"')))
    assert text.endswith('\n# merge: node.a\n# merge: both sides changed this; theirs was\n# title = "Theirs"\n')


def test_a_source_that_they_took_out_is_not_spliced():
    base = BASE + '[source.s]\ntitle = "S"\n'
    with pytest.raises(Unfit):
        merged(base.replace('"A"', '"Ours"'), BASE, base)


@given(st.integers(0, 2**32))
@settings(max_examples=25)
def test_in_any_spelling_the_text_says_what_the_merge_says_or_there_is_none(seed: int):
    base, ours, theirs = bare_versions(seed)
    try:
        merged(ours, theirs, base)
    except Unfit:
        return
