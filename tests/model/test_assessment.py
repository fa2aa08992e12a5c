"""What the records of one person come to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametree.files.journal import parse_journal
from gametree.model.assessment import Assessment, Record, as_of, changes_of_mind, sum_up


def assess(text: str, renamed: dict[str, str] | None = None) -> Assessment:
    return sum_up("ada", parse_journal(text.encode()).records, renamed)


def texts(assessment: Assessment, node: str) -> list[str]:
    return [note.text for note in assessment.notes.get(node, ())]


@pytest.mark.parametrize(
    ("journal", "plausibility", "ends"),
    [
        pytest.param("plausibility = 0.3", 0.3, None, id="one"),
        pytest.param("plausibility = 0.3, range = [0.2, 0.5]", 0.3, (0.2, 0.5), id="with a range"),
        pytest.param("plausibility = 0.3 | plausibility = 0.4", 0.4, None, id="later wins"),
        pytest.param("plausibility = 0.3, range = [0.2, 0.5] | plausibility = 0.4", 0.4, None, id="a range ends"),
        pytest.param("plausibility = 0.3 | range = [0.2, 0.5]", 0.3, (0.2, 0.5), id="a range alone"),
        pytest.param("plausibility = 0.3 | range = [0.2, 0.5] | note = 'x'", 0.3, (0.2, 0.5), id="a note in between"),
        pytest.param("plausibility = 0.3 | plausibility = 7", 0.3, None, id="a faulty one changes nothing"),
        pytest.param("plausibility = 0 | plausibility = 1", 1.0, None, id="whole numbers"),
    ],
)
def test_later_records_win(journal: str, plausibility: float, ends: tuple[float, float] | None):
    lines = [f't{number} = {{ node = "a", {fields} }}' for number, fields in enumerate(journal.split(" | "))]
    judgement = assess("\n".join(lines)).judgements["a"]
    assert (judgement.plausibility, judgement.range) == (plausibility, ends)


def test_an_unscored_node_is_missing_and_can_be_scored_again():
    journal = 't1 = { node = "a", plausibility = 0.3 }\nt2 = { node = "a", plausibility = "unscored" }\n'
    assert assess(journal).judgements == {}
    assert assess(journal + 't3 = { node = "a", plausibility = 0.3 }').judgements["a"].plausibility == 0.3


@pytest.mark.parametrize(
    ("journal", "what"),
    [
        ('t1 = { node = "a", range = [0.2, 0.5] }', "has no plausibility at that time"),
        ('t1 = { node = "a", plausibility = 0.6 }\nt2 = { node = "a", range = [0.2, 0.5] }', "has 0.6"),
    ],
)
def test_a_range_that_does_not_hold_the_plausibility_is_passed_over(journal: str, what: str):
    assessment = assess(journal)
    (misfit,) = assessment.misfits
    assert misfit.check == "range"
    assert misfit.message.endswith(what)
    assert all(judgement.range is None for judgement in assessment.judgements.values())


def test_a_range_alone_keeps_the_digest_unless_it_brings_one():
    journal = 't1 = { node = "a", plausibility = 0.3, digest = "000000-111111" }\nt2 = { node = "a", range = [0, 1] }\n'
    assert assess(journal).judgements["a"].digest == "000000-111111"
    journal += 't3 = { node = "a", range = [0, 1], digest = "222222-333333" }'
    assert assess(journal).judgements["a"].digest == "222222-333333"


def test_order_is_time_then_place_and_never_the_random_part():
    assessment = assess("""
        t20261120T100000Z-zzzzz = { node = "a", plausibility = 0.1 }
        t20261120T100000Z-aaaaa = { node = "a", plausibility = 0.2 }
        t20261119T100000Z-mmmmm = { node = "a", plausibility = 0.3 }
    """)
    assert [record.plausibility for record in assessment.records] == [0.3, 0.1, 0.2]
    assert assessment.judgements["a"].plausibility == 0.2


def test_an_explicit_time_moves_a_record():
    journal = 't1 = { node = "a", plausibility = 0.1, at = 2030-01-01 }\n'
    assert (
        assess(journal + 't20261120T100000Z = { node = "a", plausibility = 0.2 }').judgements["a"].plausibility == 0.1
    )


def test_a_note_is_taken_back_by_its_key_even_from_another_node_or_before_its_time():
    journal = 't20261120T100000Z-x = { node = "a", note = "gone" }\nt2 = { node = "a", note = "kept" }\n'
    for retract in ('t3 = { node = "b", retract = "t20261120T100000Z-x" }',
                    't3 = { node = "a", retract = "t20261120T100000Z-x", at = 2000-01-01 }'):  # fmt: skip
        assessment = assess(journal + retract)
        assert texts(assessment, "a") == ["kept"]
        assert assessment.misfits == ()


def test_taking_back_twice_is_fine_and_taking_back_nothing_is_said():
    journal = 't1 = { node = "a", note = "gone" }\nt2 = { node = "a", retract = "t1" }\n'
    assert assess(journal + 't3 = { node = "a", retract = "t1" }').misfits == ()
    (misfit,) = assess(journal + 't3 = { node = "a", retract = "tother" }').misfits
    assert (misfit.check, misfit.message) == ("retract", "there is no note tother to take back")


def test_a_former_id_counts_as_the_present_one():
    journal = 't1 = { node = "old", plausibility = 0.3, note = "then" }\nt2 = { node = "new", note = "now" }'
    assessment = assess(journal, {"old": "new"})
    assert list(assessment.judgements) == ["new"]
    assert texts(assessment, "new") == ["then", "now"]
    assert len(assessment.histories["new"]) == 2


def test_nothing_said_is_nothing():
    assert assess("") == Assessment("ada")
    assert assess("").latest is None


@pytest.mark.parametrize(("day", "plausibilities"), [(18, []), (19, [0.1]), (20, [0.1, 0.2]), (21, [0.1, 0.2, 0.3])])
def test_as_of_a_moment_later_records_are_unsaid_wherever_they_stand(day: int, plausibilities: list[float]):
    records = parse_journal(b"""
t20261121T100000Z-c = { node = "a", plausibility = 0.3 }
t20261119T100000Z-a = { node = "a", plausibility = 0.1 }
t20261122T100000Z-b = { node = "a", plausibility = 0.2, at = 2026-11-20T10:00:00Z }
""").records
    stood = sum_up("ada", as_of(records, datetime(2026, 11, day, 10, tzinfo=UTC)))
    assert [record.plausibility for record in stood.histories.get("a", ())] == plausibilities


@st.composite
def histories(draw: st.DrawFn) -> list[Record]:
    at, records = datetime(2026, 1, 1, tzinfo=UTC), []
    for number in range(draw(st.integers(0, 12))):
        at += timedelta(seconds=draw(st.integers(0, 2)))
        low, middle, high = sorted(draw(st.tuples(*[st.integers(0, 4)] * 3)))
        fields = [{"plausibility": middle / 4}, {"plausibility": middle / 4, "range": (low / 4, high / 4)},
                  {"range": (low / 4, high / 4)}, {"plausibility": "unscored"}, {"note": "x"},
                  {"retract": f"t{draw(st.integers(0, max(0, number - 1)))}"}]  # fmt: skip
        records.append(Record(f"t{number}", at, draw(st.sampled_from("abc")), **draw(st.sampled_from(fields))))
    return records


@given(histories())
def test_one_record_at_a_time_comes_to_the_same_as_all_at_once(records: list[Record]):
    folded = Assessment("ada")
    for record in records:
        folded = folded.followed_by(record, {"c": "a"})
    together = sum_up("ada", records, {"c": "a"})
    assert (folded.judgements, folded.notes, folded.histories, folded.records) == (
        together.judgements, together.notes, together.histories, together.records)  # fmt: skip
    assert {misfit.record.key for misfit in folded.misfits} == {misfit.record.key for misfit in together.misfits}


@given(histories())
def test_an_assessment_is_not_changed_by_what_follows_it(records: list[Record]):
    before = sum_up("ada", records)
    copy = sum_up("ada", records)
    before.followed_by(Record("tz", datetime(2027, 1, 1, tzinfo=UTC), "a", plausibility="unscored", retract="t0"))
    assert before == copy


def test_changes_of_mind_end_at_what_the_records_come_to():
    text = """
    t20260101T100000Z = { node = "a", plausibility = 0.3 }
    t20260103T100000Z = { node = "old", plausibility = 0.6 }
    t20260102T100000Z = { node = "a", range = [0.2, 0.5] }
    t20260104T100000Z = { node = "a", note = "no change" }
    t20260105T100000Z = { node = "a", range = [0.8, 0.9] }
    t20260106T100000Z = { node = "b", plausibility = "unscored" }
    t20260107T100000Z = { node = "b", plausibility = 0.1 }
    t20260108T100000Z = { node = "b", plausibility = "unscored" }
    """
    changes = list(changes_of_mind(parse_journal(dedent(text).encode()).records, {"old": "b"}))
    assert [f"{change.at.day}{change.node}" for change in changes] == ["1a", "2a", "3b", "6b", "7b", "8b"]
    standing = {change.node: change.judgement for change in changes}
    assert standing == {"a": assess(dedent(text), {"old": "b"}).judgements["a"], "b": None}
