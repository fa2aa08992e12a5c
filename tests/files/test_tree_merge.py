"""Two versions of a tree file as one: the text, comments and all."""

from __future__ import annotations

from textwrap import dedent

import pytest
import tomli

from gametree.comparison.merged import Matter, Report
from gametree.errors import NotMerged
from gametree.files.editing import layout
from gametree.files.tree_merge import TreeMerge, merge_trees, merge_with_git
from tests.benchmarks.shapes import grown

from .merge_laws import assert_lawful, random_versions

BASE = '''\
#:schema ./gametree.schema.json

[tree]
title = "Debate"   # a working title

# The plans

# about debate
[node.debate]
kind = "strategy"
title = "Two models debate"
text = """
One.
Two.
Three.
"""

[node.collusion]
kind = "failure-mode"
parent = "debate"
title = "They collude"   # or do they

# The end
'''


def changed(*changes: tuple[str, str], text: str = BASE) -> str:
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


def merged(ours: str, theirs: str, base: str = BASE) -> TreeMerge:
    return merge_trees(base, ours, theirs)


def test_changes_in_different_places_are_all_in_and_all_else_stays_byte_for_byte():
    ours = changed(("Two models debate", "Three models debate"), ("# about debate", "# about debates"))
    theirs = changed(("They collude", "They conspire"), ("# or do they", "# who knows"), ('"Debate" ', "'Debate' "))
    merge = merged(ours, theirs)
    assert merge.text == changed(
        ("Two models debate", "Three models debate"), ("# about debate", "# about debates"),
        ("They collude", "They conspire"), ("# or do they", "# who knows"), ('"Debate" ', "'Debate' "),
    )  # fmt: skip
    assert (merge.is_settled, merge.reports, merge.comments, merge.faults) == (True, (), (), ())


def test_nodes_added_by_both_at_one_place_stand_there_in_turn_as_they_were_written():
    ours_new = '\n[node.ours]\nkind = "problem"\nparent = "debate"\ntitle = "Ours"\n'
    theirs_new = "\n# theirs\n[ node.theirs ]  # new\nkind = 'problem'\ntitle = 'Theirs'\nparent = [ 'debate' ]\n"
    end = "\n# The end\n"
    merge = merged(changed((end, ours_new + end)), changed((end, theirs_new + end)))
    assert merge.text == changed((end, ours_new + theirs_new + end))
    assert merge.is_settled


def test_what_both_changed_stays_ours_with_theirs_as_a_comment_that_only_needs_its_marks_taken_away():
    ours = changed(('"Two models debate"', '"Ours"'))
    theirs = changed(('"Two models debate"', '"""\nTheirs,\nlonger"""  # why'))
    merge = merged(ours, theirs)
    assert merge.reports == (Report(Matter.CLASH, ("node", "debate"), "title", "Ours", "Theirs,\nlonger"),)
    assert not merge.is_settled
    comment = '# merge: both sides changed this; theirs was\n# title = """\n# Theirs,\n# longer"""  # why\n'
    assert merge.text == changed((comment, ""), text=merge.text).replace('"Ours"\n', f'"Ours"\n{comment}')
    settled = merge.text.replace('title = "Ours"\n# merge: both sides changed this; theirs was\n', "")
    for line in ('title = """', "Theirs,", 'longer"""'):
        settled = settled.replace(f"# {line}", line)
    assert tomli.loads(settled) == tomli.loads(theirs)


def test_lines_of_one_text_that_only_one_changed_are_joined_and_that_is_said():
    merge = merged(changed(("One.", "1.")), changed(("Three.", "3.")))
    assert merge.text == changed(("One.", "1."), ("Three.", "3."))
    assert merge.is_settled
    assert [report.matter for report in merge.reports] == [Matter.JOINED]


def test_a_node_that_one_took_out_and_the_other_changed_says_so_above_its_header():
    ours, theirs = BASE.partition("[node.collusion]")[0] + "# The end\n", changed(("They collude", "They conspire"))
    merge = merged(ours, theirs)
    assert "# merge: ours took this out, theirs changed it\n[node.collusion]\n" in merge.text
    assert merge.text.endswith('title = "They conspire"   # or do they\n\n# The end\n')


def test_comments_that_both_wrote_at_one_place_are_both_there():
    ours = changed(("# about debate", "# about debate, as we see it"), ("# or do they", "# we think so"))
    theirs = changed(("# about debate", "# about debate, as they see it"), ("# or do they", "# they doubt it"))
    merge = merged(ours, theirs)
    for comment in ("as we see it", "as they see it", "we think so", "they doubt it"):
        assert merge.text.count(comment) == 1
    assert tomli.loads(merge.text) == tomli.loads(BASE)


def test_a_comment_on_a_node_that_the_other_took_out_goes_to_the_end():
    ours = BASE.partition("[node.collusion]")[0] + "# The end\n"
    merge = merged(ours, changed(('kind = "failure-mode"\n', '# whose failure?\nkind = "failure-mode"\n')))
    assert merge.text.endswith("# The end\n\n# merge: comments on what is no longer here\n# whose failure?\n")
    assert merge.comments == ("# whose failure?",)


def test_a_rename_is_followed_in_what_the_other_wrote():
    ours = changed(("[node.debate]", '[node.arguing]\nformerly = ["debate"]'), ('"debate"\ntitle', '"arguing"\ntitle'))
    theirs = changed(("# The end", '[node.new]\nkind = "claim"\ntitle = "N"\nparent = "debate"  # here\n\n# The end'))
    merge = merged(ours, theirs)
    assert tomli.loads(merge.text)["node"]["new"]["parent"] == "arguing"
    assert merge.text.startswith(ours.removesuffix("\n# The end\n"))
    assert "# here" in merge.text


def test_a_section_keeps_its_heading_where_nodes_move():
    other = '\n[node.other]\nkind = "problem"\nparent = "debate"\ntitle = "Other"\n'
    base = changed(("\n# The end", other + "\n# The end"))
    ours = changed((other, ""), ("\n[node.collusion]", other + "\n[node.collusion]"), text=base)
    merge = merged(ours, changed(("They collude", "They conspire"), text=base), base)
    assert merge.text == ours.replace("They collude", "They conspire")


@pytest.mark.parametrize(("newline", "mark"), [("\r\n", ""), ("\n", "\ufeff"), ("\r\n", "\ufeff")])
def test_line_ends_and_byte_order_mark_are_ours(newline: str, mark: str):
    ours = mark + changed(("Two models debate", "Three models debate")).replace("\n", newline)
    theirs = changed(("They collude", "They conspire"))
    merge = merged(ours, theirs)
    assert merge.text == ours.replace("They collude", "They conspire")


def test_a_file_without_a_last_line_end_stays_without():
    base = BASE.removesuffix("\n# The end\n").removesuffix("\n")
    new = '\n\n[node.new]\nkind = "claim"\ntitle = "N"\n'
    merge = merged(changed(("Two models", "2 models"), text=base), base + new, base)
    assert merge.text == changed(("Two models", "2 models"), text=base) + new.removesuffix("\n")


@pytest.mark.parametrize(
    ("ours", "theirs", "result"),
    [("x", BASE, "x"), (BASE, "x = ", "x = "), ("same [", "same [", "same [")],
)  # fmt: skip
def test_where_one_side_changed_nothing_the_other_stands_whatever_it_is(ours: str, theirs: str, result: str):
    assert merged(ours, theirs) == TreeMerge(result)


@pytest.mark.parametrize("broken", ["[tree\n", "node = 1\n", "<<<<<<< ours\n"])
def test_what_is_no_tree_is_not_merged(broken: str):
    with pytest.raises(NotMerged):
        merged(broken, changed(("Two", "2")))


def test_a_fault_that_only_the_merge_has_is_told():
    base = BASE + '[node.claim]\nkind = "claim"\ntitle = "C"\n'
    ours = changed(('kind = "claim"', 'kind = "problem"'), text=base)
    ours += '[node.arch]\nkind = "architecture"\ntitle = "A"\n'
    ours = changed(('[node.debate]\nkind = "strategy"', '[node.debate]\nkind = "strategy"\nparent = "arch"'), text=ours)
    theirs = base + '[node.top]\nkind = "strategy"\ntitle = "Top"\n'
    merge = merged(ours, theirs, base)
    assert not merge.is_settled
    (fault,) = merge.faults
    assert 'the strategy "top" stands at the top level beside architectures' in fault


def test_inline_tables_and_dotted_keys_are_spliced_into_ours():
    base = dedent("""\
        tree.title = "T"
        [node]
        a = { kind = "strategy", title = "A", text = "x" }
        b.kind = "problem"
        b.title = "B"
        b.parent = "a"
        """)
    ours = base.replace('"A"', '"Ours"').replace('"B"', '"B1"')
    theirs = (
        base.replace('text = "x"', 'text = "y"').replace('"B"', '"B2"  # two') + 'c = { kind = "claim", title = "C" }\n'
    )
    merge = merged(ours, theirs, base)
    assert merge.text == (
        'tree.title = "T"\n[node]\na = { kind = "strategy", title = "Ours", text = "y" }\nb.kind = "problem"\n'
        '# two\nb.title = "B1"\n# merge: both sides changed this; theirs was\n# title = "B2"\nb.parent = "a"\n'
        'c.kind = "claim"\nc.title = "C"\n'
    )


def test_values_that_changed_in_a_file_of_inline_tables_are_spliced_at_one_look(monkeypatch: pytest.MonkeyPatch):
    base = 'tree.title = "T"\n[node]\n' + "".join(f'n{i} = {{ kind = "claim", title = "A{i}" }}\n' for i in range(40))
    looks: list[str] = []
    scan = layout.scan_statements
    monkeypatch.setattr(layout, "scan_statements", lambda text: looks.append(text) or scan(text))
    merge = merged(base.replace("claim", "strategy"), base.replace('"A', '"B'), base)
    assert merge.text == base.replace("claim", "strategy").replace('"A', '"B')
    assert len(looks) == 1


@pytest.mark.parametrize("both", [False, True])
def test_what_all_versions_of_a_large_tree_have_is_read_once(monkeypatch: pytest.MonkeyPatch, both: bool):
    base = grown(2_000)
    ours, theirs = (base.replace("Move number 700,", f"{who} 700,") for who in ("Ours", "Theirs"))
    theirs = theirs if both else base.replace("Move number 1200,", "Theirs 1200,")
    read: list[int] = []
    loads = tomli.loads
    monkeypatch.setattr(tomli, "loads", lambda text: read.append(len(text)) or loads(text))
    merge = merged(ours, theirs, base)
    assert sum(read) < 1.5 * len(base)
    assert merge.is_settled is not both
    assert merge.text.count("Ours 700,") == 1


def test_gits_merge_counts_where_it_says_the_same_and_only_there():
    ours, theirs = changed(("Two models debate", "2 models")), changed(("They collude", "They conspire"))
    told = []

    def merge_text(*texts: str) -> str | None:
        told.append(merge_with_git(*texts))
        return told[-1]

    assert merge_trees(BASE, ours, theirs, merge_text).text == told[0]
    wrong = BASE.replace("They collude", "Nobody wrote this")
    assert merge_trees(BASE, ours, theirs, lambda *_: wrong).text == told[0]
    assert merge_trees(BASE, ours, theirs, lambda *_: "not TOML").text == told[0]


@pytest.mark.parametrize("hundred", range(2))
def test_random_edits_of_both_in_random_spellings_are_merged_lawfully(hundred: int):
    merges = [assert_lawful(random_versions(seed), None) for seed in range(100 * hundred, 100 * hundred + 100)]
    assert sum(merge is None for merge in merges) <= 3
    assert sum(merge.is_settled for merge in merges if merge) > 50


def test_so_they_are_where_git_merges_first():
    merges = [assert_lawful(random_versions(seed), merge_with_git) for seed in range(1000, 1030)]
    assert sum(merge is None for merge in merges) <= 2
