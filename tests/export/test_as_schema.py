"""The schema for editors says what `gametree check` says, as far as a schema can."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import tomli
from click.testing import CliRunner

from gametree.cli.group import gametree
from gametree.export.as_schema import tree_schema
from gametree.files.locations import bundled_folder, bundled_trees
from gametree.files.starter import starter_tree

MINIMAL = '[tree]\ntitle = "T"\n[node.a]\nkind = "claim"\ntitle = "A"\n'


def accepts(text: str) -> bool:
    return jsonschema.Draft202012Validator(tree_schema()).is_valid(tomli.loads(text))


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(tree_schema())


@pytest.mark.parametrize("place", bundled_trees(), ids=lambda place: place.name)
def test_the_bundled_trees_fit_the_schema(place):
    jsonschema.validate(tomli.loads(place.path.read_text()), tree_schema())


def test_the_starter_tree_fits_the_schema():
    jsonschema.validate(tomli.loads(starter_tree(Path("my-tree.toml"))), tree_schema())


def test_the_schema_beside_the_bundled_trees_is_what_the_command_prints():
    printed = CliRunner().invoke(gametree, ["schema"]).stdout
    assert printed == (bundled_folder() / "gametree.schema.json").read_text()
    assert json.loads(printed) == tree_schema()


@pytest.mark.parametrize(
    "more",
    [
        'parent = "b"',
        'parent = ["b", "c"]',
        'refinement = "all"',
        'tags = ["x"]',
        'short = "A"',
        'text = ""',
        "see = []",
    ],
)
def test_every_key_of_a_node_is_accepted(more):
    assert accepts(MINIMAL + more)


@pytest.mark.parametrize(
    "more",
    [
        "parent = 1",
        "parent = [1]",
        'parent = ["b", "b"]',
        'tags = "x"',
        'short = " "',
        'id = "a"',
        "text = 1",
        'x = ""',
    ],
)
def test_what_check_refuses_the_schema_refuses(more):
    assert not accepts(MINIMAL + more)


def test_every_key_is_described_and_none_may_be_null():
    text = json.dumps(tree_schema())
    assert '"null"' not in text
    tables = tree_schema()["properties"]
    for table in (tables["tree"], tables["node"]["additionalProperties"], tables["source"]["additionalProperties"]):
        assert all("description" in key for key in table["properties"].values())
