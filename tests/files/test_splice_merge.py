"""A merge spliced into our text, in whatever spelling that is."""

from __future__ import annotations

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from gametree.comparison.document_merge import merge_documents
from gametree.files.editing.statements import Unfit
from gametree.files.splice_merge import splice_merged
from tests.files.merge_laws import bare_versions

BASE = """\
tree.title = "T"
[node]
a = { kind = "strategy", title = "A" }  # first
b.kind = "problem"
b.title = "B"
"""


def changed(*changes: tuple[str, str]) -> str:
    text = BASE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


def merged(ours: str, theirs: str, base: str = BASE) -> str:
    documents = [tomli.loads(text) for text in (base, ours, theirs)]
    merge = merge_documents(*documents)
    text = splice_merged(merge, ours, documents[1])
    assert merge.is_said_by(tomli.loads(text))
    return text


@pytest.mark.parametrize(
    ("theirs", "result"),
    [
        (changed(('"A"', '"Two"')), changed(('"A"', '"Two"'))),
        (changed(('title = "A"', 'title = "A", text = "x"')), changed(('title = "A"', 'title = "A", text = "x"'))),
        (changed(('\nb.title = "B"', "\nb.title = 'Bee'")), changed(('"B"', '"Bee"'))),
        (changed(('b.kind = "problem"\nb.title = "B"\n', "")), changed(('b.kind = "problem"\nb.title = "B"\n', ""))),
        (changed(("b.kind", "c.kind"), ("b.title", 'c.formerly = ["b"]\nc.title')), None),
        (BASE + 'c = { kind = "claim", title = "C" }\n', BASE + 'c.kind = "claim"\nc.title = "C"\n'),
    ],
    ids=["value", "new key", "other quotes", "gone", "renamed", "new node"],
)
def test_what_theirs_changed_is_made_in_our_spelling_and_all_else_is_ours(theirs: str, result: str | None):
    ours = changed(("# first", "# first, as we see it"))
    text = merged(ours, theirs)
    assert "# first, as we see it" in text
    if result is not None:
        assert text == result.replace("# first", "# first, as we see it")


def test_a_node_that_they_put_first_is_first():
    theirs = changed(("[node]\n", '[node]\nc = { kind = "claim", title = "C" }\n'))
    assert list(tomli.loads(merged(changed(('"A"', '"Ours"')), theirs))["node"]) == ["c", "a", "b"]


def test_what_both_changed_stays_ours_with_theirs_beside_it():
    text = merged(changed(('"B"', '"Ours"')), changed(('"B"', '"Theirs"')))
    assert text.endswith('b.title = "Ours"\n# merge: both sides changed this; theirs was\n# title = "Theirs"\n')


def test_within_a_line_there_is_no_place_for_theirs_so_it_goes_to_the_end_with_its_table():
    text = merged(changed(('"A"', '"Ours"')), changed(('"A"', '"Theirs"')))
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
