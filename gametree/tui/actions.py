"""The one table of actions: it feeds keys, footer, palette and help."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

Owner = Literal["pane", "tree", "search", "filter", "judging", "notes", "sources", "copying", "keeping", "screen"]
"""Who acts: the pane that has the focus, the tree, the screen, or one of the screen's parts."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something a person can do. `keys` are Textual key names or characters; a space makes a sequence, as in `g g`.

    `run` names a method `action_…` of the owner, which is called with the `arguments`; `label` is for narrow places.
    """

    id: str
    keys: tuple[str, ...]
    run: str
    does: str
    group: str
    owner: Owner = "screen"
    label: str = ""
    arguments: tuple[float | str, ...] = ()


MOVE, FOLD, FIND, FILTER, SCORE = "Move", "Fold", "Find", "Filter", "Score"
NOTE, COPY, WALK, APP = "Notes", "Copy", "Walk", "Program"
GROUPS = (MOVE, FOLD, FIND, FILTER, SCORE, NOTE, COPY, WALK, APP)


def _digits() -> Iterable[Action]:
    for digit in range(10):
        yield Action(
            f"score-{digit * 10}",
            (str(digit),),
            "score",
            f"Score {digit * 10} %",
            SCORE,
            owner="judging",
            arguments=(digit * 10,),
        )


def _levels() -> Iterable[Action]:
    for level in range(1, 10):
        yield Action(
            f"fold-to-{level}",
            (f"z {level}",),
            "fold_to",
            f"Show {level} level{'s' * (level > 1)}",
            FOLD,
            "tree",
            "levels",
            arguments=(level,),
        )


_FILTERS = (
    ("u", "states", "unscored", "unscored"),
    ("s", "states", "stale", "stale"),
    ("n", "states", "noted", "with notes"),
    ("o", "sides", "proponent", "our moves"),
    ("t", "sides", "opponent", "their moves"),
    ("a", "kinds", "architecture", "architectures"),
    ("y", "kinds", "strategy", "strategies"),
    ("c", "kinds", "claim", "claims"),
    ("p", "kinds", "problem", "problems"),
    ("f", "kinds", "failure-mode", "failure modes"),
    ("j", "kinds", "objection", "objections"),
)


def _filters() -> Iterable[Action]:
    for key, group, value, words in _FILTERS:
        does = f"Only {words}, beside what is filtered already"
        yield Action(f"filter-{value}", (f"f {key}",), "filter", does, FILTER, "filter", words, (group, value))


_COPIES = (
    ("i", "id", "its id"),
    ("t", "title", "its title"),
    ("x", "text", "its title and text"),
    ("b", "branch", "it and all beneath it, as Markdown with scores and notes"),
    ("p", "path", "the titles from the question down to it"),
)


def _copies() -> Iterable[Action]:
    for key, what, words in _COPIES:
        yield Action(f"copy-{what}", (f"y {key}",), "copy", f"Copy {words}", COPY, "copying", what, (what,))


ACTIONS: tuple[Action, ...] = (
    Action("down", ("down", "j"), "move", "One row down", MOVE, "pane", arguments=(1,)),
    Action("up", ("up", "k"), "move", "One row up", MOVE, "pane", arguments=(-1,)),
    Action("page-down", ("pagedown", "ctrl+f"), "page", "One page down", MOVE, "pane", arguments=(1,)),
    Action("page-up", ("pageup", "ctrl+b"), "page", "One page up", MOVE, "pane", arguments=(-1,)),
    Action("half-page-down", ("ctrl+d",), "page", "Half a page down", MOVE, "pane", arguments=(0.5,)),
    Action("half-page-up", ("ctrl+u",), "page", "Half a page up", MOVE, "pane", arguments=(-0.5,)),
    Action("top", ("home", "g g"), "edge", "To the first row", MOVE, "pane", "top", arguments=(-1,)),
    Action("bottom", ("end", "G"), "edge", "To the last row", MOVE, "pane", arguments=(1,)),
    Action("parent", ("H",), "parent", "To the parent", MOVE, "tree"),
    Action("next-sibling", ("J",), "sibling", "To the next sibling", MOVE, "tree", arguments=(1,)),
    Action("previous-sibling", ("K",), "sibling", "To the previous sibling", MOVE, "tree", arguments=(-1,)),
    Action("fold-or-parent", ("left", "h"), "fold_or_parent", "Fold the branch, or go to the parent", FOLD, "tree"),
    Action("unfold-or-child", ("right", "l"), "unfold_or_child", "Unfold the branch, or go into it", FOLD, "tree"),
    Action(
        "toggle",
        ("enter", "space", "z a"),
        "toggle_branch",
        "Fold or unfold the branch; on ↗ go to the node; in the words open the source",
        FOLD,
        "pane",
        "fold",
    ),
    Action(
        "unfold-branch",
        ("z o",),
        "unfold_branch",
        "Unfold the branch and all beneath it",
        FOLD,
        "tree",
        "unfold branch",
    ),
    Action("fold-branch", ("z c",), "fold_branch", "Fold the branch and all beneath it", FOLD, "tree", "fold branch"),
    Action("fold-all", ("C", "z M"), "fold_all", "Fold everything", FOLD, "tree", "fold all"),
    Action("unfold-all", ("E", "z R"), "unfold_all", "Unfold everything", FOLD, "tree", "unfold all"),
    *_levels(),
    Action("focus", ("z z",), "focus", "Only this branch, and back", FOLD, "filter", "focus"),
    Action("fold-others", ("z x",), "fold_others", "Fold all other branches", FOLD, "tree", "fold others"),
    Action("search", ("/",), "search", "Search titles, ids, texts and notes", FIND, "search", "search"),
    Action("next-match", ("n",), "next_match", "To the next match", FIND, "search", arguments=(1,)),
    Action("previous-match", ("N",), "next_match", "To the previous match", FIND, "search", arguments=(-1,)),
    Action("go-to-node", ("g n",), "go_to_node_by_name", "To a node by its name", FIND, label="node"),
    *_filters(),
    Action("filter-tags", ("f #",), "filter_tags", "Only nodes with a tag, from a list", FILTER, "filter", "tags"),
    Action("filter-text", ("f /",), "filter_text", "Only nodes that hold some words", FILTER, "filter", "words"),
    Action("filter-nothing", ("f x",), "clear", "Show all nodes again", FILTER, "filter", "all"),
    *_digits(),
    Action(
        "score-exactly", (".",), "score_exactly", "Score an exact plausibility", SCORE, owner="judging", label="exact"
    ),
    Action(
        "range",
        ("r",),
        "range",
        "Give a range: how low and how high it might be",
        SCORE,
        owner="judging",
        label="range",
    ),
    Action("unscore", ("backspace",), "unscore", "Take the score back", SCORE, owner="judging"),
    Action("undo", ("u",), "undo", "Undo the last score or note of this sitting", SCORE, owner="judging", label="undo"),
    Action("redo", ("U", "ctrl+r"), "redo", "Redo what was undone", SCORE, owner="judging"),
    Action("note", ("a",), "note", "Add a note to the node", NOTE, owner="notes", label="note"),
    Action("notes", ("A",), "notes", "The notes of the node, to change or take back", NOTE, "notes", "notes"),
    Action("note-outside", ("ctrl+e",), "write_outside", "Add a note in your own editor", NOTE, "notes"),
    Action("source", ("o",), "open", "Open the node's source in the browser", NOTE, "sources", "source"),
    *_copies(),
    Action(
        "next-unscored",
        ("]",),
        "seek_unscored",
        "To the next node without a score",
        WALK,
        owner="judging",
        label="next unscored",
        arguments=(1,),
    ),
    Action(
        "previous-unscored",
        ("[",),
        "seek_unscored",
        "To the previous node without a score",
        WALK,
        owner="judging",
        arguments=(-1,),
    ),
    Action("detail", ("v",), "toggle_detail", "Show or hide the words beside the tree", APP, label="words"),
    Action("other-pane", ("tab", "shift+tab"), "other_pane", "Between the tree and the words", APP),
    Action("back", ("escape",), "back", "Leave what is open; back to the tree", APP),
    Action("trees", ("ctrl+o",), "trees", "Choose another tree", APP, label="trees"),
    Action("retry", ("W",), "retry", "Try again to write what is not on disk", APP, owner="keeping"),
    Action("put-back", ("P",), "put_back", "Put back what was taken out of the file meanwhile", APP, owner="keeping"),
    Action("help", ("?", "f1"), "help", "All keys", APP, label="help"),
    Action("palette", ("ctrl+p",), "palette", "All commands, by name", APP, label="all"),
    Action("suspend", ("ctrl+z",), "suspend", "To the shell; fg comes back", APP),
    Action("quit", ("q", "ctrl+q"), "leave", "Quit; everything is saved", APP, owner="keeping", label="quit"),
)

BY_ID: Mapping[str, Action] = {action.id: action for action in ACTIONS}

FOOTER_ORDER = (
    "note",
    "range",
    "score-exactly",
    "next-unscored",
    "undo",
    "toggle",
    "detail",
    "trees",
    "quit",
    "palette",
    "help",
)
"""What the footer offers, the most useful first; help, the last, is there at any width."""
