"""A new tree file: small, commented, complete, and silent under `gametree check`."""

from __future__ import annotations

from pathlib import Path

ATTRIBUTES_LINE = "**/*.assessments/*.toml merge=union -text"
"""For `.gitattributes`: journals of two branches are both kept, line by line."""

SCHEMA_NAME = "gametree.schema.json"

_STARTER = '''\
#:schema ./gametree.schema.json
# A game tree: we make moves (architecture, strategy, claim), the world makes moves against them
# (problem, failure-mode, objection). A child of the other side counters or answers its parent; a child
# of the same side is one way to do it. Check the file with: gametree check FILE

[tree]
title = "%(title)s"
question = "Does one of these plans work?"      # what the root's outlook answers
text = """
What is in scope, what is left out, and for whom this is written.
"""
authors = []

[source.draft]                                  # cited by its id, here: draft
title = "Where the ideas come from"
# author, date, url and file are optional

# A node is a table [node.<id>]; the id is in kebab-case. Siblings keep the order of this file.
# Without a parent it is a move on the question itself. Architectures are exclusive scenarios.

[node.trained-end-to-end]
kind = "architecture"
title = "AGI is trained end to end"
text = """
One to four sentences for a reader who has not seen the source. Markdown is fine.
"""
sources = ["draft"]

[node.oversight]
kind = "strategy"
parent = "trained-end-to-end"
title = "People check what the system does"
text = """
Our move under this architecture: one way to make it go well.
"""

[node.too-much-to-check]
kind = "problem"
parent = "oversight"
title = "There is more to check than people can read"
text = """
Their move: what goes wrong with the strategy above.
"""

[node.checked-by-models]
kind = "strategy"
parent = ["too-much-to-check"]                  # a list where a node answers, or sinks, several
title = "Weaker models check the stronger one"
text = """
Our answer to the problem. Where all of the same-side children must work, not any one of them,
a node says so with refinement = "all".
"""
tags = ["scalable-oversight"]
'''


def starter_tree(path: Path) -> str:
    """The text of a starter tree that is to stand at `path`."""
    words = "".join(c if c.isprintable() and c not in '"\\-_' else " " for c in path.stem).strip()
    return _STARTER % {"title": f"{words[:1].upper()}{words[1:]}" or "A new tree"}
