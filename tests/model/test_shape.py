"""The models of a tree file's tables: what they take, and what they refuse."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from gametree.model.shape import SHAPES, keys_of, name_in_file
from gametree.model.tree import Header, Node, Source

TABLES: dict[type, dict[str, Any]] = {
    Header: {"title": "T"},
    Source: {"title": "S"},
    Node: {"kind": "claim", "title": "A"},
}


def read(table: type, keys: dict[str, Any]) -> dict[str, Any]:
    return SHAPES[table].model_validate(TABLES[table] | keys).model_dump()


@pytest.mark.parametrize("kind", TABLES, ids=lambda kind: kind.__name__)
def test_a_table_with_what_it_needs_is_taken_and_the_rest_is_as_in_the_model(kind: Any):
    known = {"id": "a"} if kind is Node else {}
    value = kind(**TABLES[kind], **known)
    assert read(kind, {}) | known == {key.name: getattr(value, key.name) for key in keys_of(kind)} | known


@pytest.mark.parametrize(("table", "needed"), [(table, key) for table in TABLES for key in TABLES[table]])
def test_what_a_table_needs_cannot_be_left_out(table: type, needed: str):
    with pytest.raises(ValidationError, match="Field required"):
        SHAPES[table].model_validate({key: value for key, value in TABLES[table].items() if key != needed})


@pytest.mark.parametrize(("written", "parents"), [("a", ("a",)), (["a", "b"], ("a", "b")), ([], ())])
def test_a_parent_stands_alone_or_in_a_list_under_its_name_in_the_file(written: Any, parents: tuple[str, ...]):
    assert read(Node, {"parent": written})["parents"] == parents


@pytest.mark.parametrize(
    ("table", "key", "value", "fault"),
    [
        (Node, "title", "", "blank"),
        (Node, "title", " \n\t", "blank"),
        (Node, "short", " ", "blank"),
        (Header, "question", "", "blank"),
        (Node, "title", 3, "string_type"),
        (Node, "text", ["a"], "string_type"),
        (Node, "tags", "a", "tuple_type"),
        (Node, "tags", ["a", 1], "string_type"),
        (Node, "parent", 1, "tuple_type"),
        (Node, "kind", "clam", "literal_error"),
        (Node, "refinement", "some", "literal_error"),
        (Node, "parents", ["a"], "extra_forbidden"),
        (Node, "id", "a", "extra_forbidden"),
        (Source, "year", "2026", "extra_forbidden"),
        (Header, "name", "t", "extra_forbidden"),
    ],
)
def test_what_a_key_may_not_say_is_refused(table: type, key: str, value: Any, fault: str):
    with pytest.raises(ValidationError) as refused:
        read(table, {key: value})
    assert [error["type"] for error in refused.value.errors()] == [fault]
    assert refused.value.errors()[0]["loc"][0] == key


def test_only_parents_are_called_otherwise_in_the_file_and_an_id_is_no_key():
    otherwise = {
        key.name: name_in_file(key) for kind in TABLES for key in keys_of(kind) if name_in_file(key) != key.name
    }
    assert otherwise == {"parents": "parent"}
    assert "id" not in {key.name for key in keys_of(Node)}
