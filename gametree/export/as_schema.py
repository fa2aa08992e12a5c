"""The shape of a tree file as a JSON Schema."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from gametree.model.shape import SHAPES
from gametree.model.tree import Header, Node, Source

_KEBAB = "^[a-z0-9]+(-[a-z0-9]+)*$"


class _WithoutNull(GenerateJsonSchema):
    """TOML has no null, so an optional key is simply one that may be absent."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """The schema of the value itself."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """A default of None is no value."""
        inner = super().default_schema(schema)
        if "default" in inner and inner["default"] is None:
            del inner["default"]
        return inner


def tree_schema() -> dict[str, Any]:
    """A self-contained JSON Schema, draft 2020-12."""
    node = _table(Node)
    parent = node["properties"]["parent"]
    parent["anyOf"] = [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "uniqueItems": True}]
    for word in ("type", "items", "default"):
        parent.pop(word, None)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "gametree tree",
        "type": "object",
        "additionalProperties": False,
        "required": ["tree", "node"],
        "properties": {
            "tree": {**_table(Header), "description": "What the tree is about."},
            "source": {
                "type": "object",
                "description": "Documents that nodes cite by id.",
                "additionalProperties": _table(Source),
            },
            "node": {
                "type": "object",
                "description": "The nodes, by id.",
                "minProperties": 1,
                "propertyNames": {"pattern": _KEBAB, "not": {"const": "question"}},
                "additionalProperties": node,
            },
        },
    }


def _table(model: type[Header | Node | Source]) -> dict[str, Any]:
    schema = SHAPES[model].model_json_schema(by_alias=True, schema_generator=_WithoutNull)
    _mend(schema)
    return schema


def _mend(schema: dict[str, Any]) -> None:
    """Drop the titles that only repeat names, and ask of words that they are not blank."""
    schema.pop("title", None)
    for name, value in schema.get("properties", {}).items():
        value.pop("title", None)
        if name in ("title", "question", "short"):
            value["pattern"] = r"\S"
