"""The tables of a tree file as pydantic models, made of the values in `model.tree`: what they ask of each key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from typing import Annotated, Any, get_type_hints

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StrictStr, create_model
from pydantic import Field as Described
from pydantic_core import PydanticCustomError

from gametree.model.tree import Header, NameOrNames, Names, Node, Source, Words


def _one_or_more(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


def _not_blank(value: str) -> str:
    if not value.strip():
        raise PydanticCustomError("blank", "is empty")
    return value


_Words = Annotated[StrictStr, AfterValidator(_not_blank)]
_Names = tuple[StrictStr, ...]
_CHECKED: dict[Any, Any] = {
    str: StrictStr,
    str | None: StrictStr | None,
    Words: _Words,
    Words | None: _Words | None,
    Names: _Names,
    NameOrNames: Annotated[_Names, BeforeValidator(_one_or_more)],
}


def keys_of(table: type[Header | Source | Node]) -> list[Field[Any]]:
    """The fields that stand in the table as keys."""
    return [key for key in fields(table) if key.metadata]


def name_in_file(key: Field[Any]) -> str:
    """What a field is called in the file."""
    return key.metadata["key"] or key.name


def _described(key: Field[Any]) -> Any:
    default = ... if key.default is MISSING else key.default
    return Described(default, alias=key.metadata["key"] or None, description=key.metadata["description"])


def _shape_of(table: type[Header | Source | Node]) -> type[BaseModel]:
    """A node's `id` is no key of its table, but what that is called."""
    types = get_type_hints(table, include_extras=True)
    keys: Any = {key.name: (_CHECKED.get(types[key.name], types[key.name]), _described(key)) for key in keys_of(table)}
    config = ConfigDict(extra="forbid", frozen=True)
    return create_model(table.__name__, __doc__=table.__doc__, __config__=config, **keys)


SHAPES: Mapping[type, type[BaseModel]] = {table: _shape_of(table) for table in (Header, Source, Node)}
"""The model of each table."""
