"""A history as a table, and read again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from gametree.export.as_csv import history_as_csv
from gametree.importing.scores_csv import read_scores
from gametree.model.assessment import Assessment, Record, sum_up
from tests.model.trees import tree_of

TREE = tree_of("""
[node.debate]
kind = "strategy"

[node.collusion]
kind = "failure-mode"
parent = "debate"
formerly = ["conspiracy"]
""")
START = datetime(2026, 1, 1, tzinfo=UTC)


def table(*records: Record) -> str:
    assessment = sum_up("ada", records, TREE.renamed)
    return "".join(history_as_csv(TREE, assessment, assessment.records))


def record(number: int, node: str, **fields: Any) -> Record:
    return Record(f"t{number}", START + timedelta(minutes=number), node, **fields)


def test_a_line_holds_what_one_record_says():
    assert table(
        record(1, "debate", plausibility=0.35, range=(0.2, 0.5)),
        record(2, "conspiracy", note='Why, "so"\nnot'),
        record(3, "debate", plausibility="unscored"),
    ) == (
        "node,plausibility,low,high,note,at\n"
        "debate,0.35,0.2,0.5,,2026-01-01T00:01:00.000Z\n"
        'collusion,,,,"Why, ""so""\nnot",2026-01-01T00:02:00.000Z\n'
        "debate,unscored,,,,2026-01-01T00:03:00.000Z\n"
    )


def test_a_range_alone_stands_beside_the_plausibility_of_its_moment():
    lines = table(
        record(1, "debate", range=(0.1, 0.9)),  # nothing scored yet: passed over
        record(2, "debate", plausibility=0.35),
        record(3, "debate", range=(0.3, 0.4)),
        record(4, "debate", range=(0.8, 0.9)),  # does not hold 0.35: passed over
    ).splitlines()
    assert [line.rpartition(",")[0] for line in lines[1:]] == ["debate,0.35,,,", "debate,0.35,0.3,0.4,"]


def test_what_cannot_be_read_again_is_left_out():
    assert table(
        record(1, "debate", note="no"), record(2, "debate", retract="t1"), record(3, "gone", plausibility=0.5)
    ).count("\n") == 1  # fmt: skip


probabilities = st.floats(0, 1)
notes = st.text("a;,\"'\n\r\t =\0é\u2028\x85\x1b", min_size=1, max_size=12).filter(str.strip)


@st.composite
def histories(draw: st.DrawFn) -> list[Record]:
    """Records as a journal may hold them, misfits and records of removed nodes among them."""
    records: list[Record] = []
    for number in range(draw(st.integers(0, 12))):
        plausibility: Any = draw(st.one_of(st.none(), st.just("unscored"), probabilities))
        ends = None
        if plausibility != "unscored" and draw(st.booleans()):
            low, *_, high = sorted(
                [draw(probabilities), draw(probabilities), *([] if plausibility is None else [plausibility])]
            )
            ends = (low, high)
        note = draw(st.one_of(st.none(), notes))
        retract = draw(st.sampled_from([None, None, *(f"t{earlier}" for earlier in range(number))]))
        node = draw(st.sampled_from(["debate", "collusion", "conspiracy", "gone", "question"]))
        minutes = draw(st.integers(0, 5))
        records.append(
            Record(f"t{number}", START + timedelta(minutes=minutes), node, plausibility, ends, note, retract)
        )
    return records


def said(assessment: Assessment) -> dict[str, Any]:
    """What stands at the end, without keys; of nodes that are still there."""
    judgements = {
        node: (judgement.plausibility, judgement.range, judgement.at)
        for node, judgement in assessment.judgements.items()
        if node != "gone"
    }
    notes = {
        node: [(note.at, note.text) for note in notes] for node, notes in assessment.notes.items() if node != "gone"
    }
    return {"judgements": judgements, "notes": {node: standing for node, standing in notes.items() if standing}}


@given(histories())
def test_read_again_it_comes_to_the_same_assessment(records: list[Record]):
    before = sum_up("ada", records, TREE.renamed)
    text = "".join(history_as_csv(TREE, before, before.records))
    read = read_scores(text.encode(), TREE, START + timedelta(days=1))
    assert (read.findings, read.silent) == ((), 0)
    again = [
        Record(f"t{number}", row.at or START, row.node, row.plausibility, row.range, row.note)
        for number, row in enumerate(read.rows)
    ]
    assert said(sum_up("ada", again, TREE.renamed)) == said(before)
