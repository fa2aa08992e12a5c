"""The one table of actions: it feeds keys, footer, palette and help."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

Owner = Literal[
    "pane", "tree", "search", "filter", "judging", "what-if", "line", "cruxes", "walking", "notes", "sources",
    "copying", "keeping", "comparing", "editing", "moving", "titling", "wording",
    "tree-copying", "screen",
]  # fmt: skip
"""Who acts: the pane that has the focus, the tree, the screen, or one of the screen's parts."""

Mode = Literal["any", "tree", "comparison"]
"""Where an action is there: on the main screen, beside another assessment, or on both."""


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
    mode: Mode = "any"

    def meets(self, other: Action) -> bool:
        """Whether there is a place where both are there, so that they need keys of their own."""
        return "any" in (self.mode, other.mode) or self.mode == other.mode

    def is_in(self, mode: Mode) -> bool:
        """Whether it is there in a mode."""
        return self.mode in ("any", mode)


MOVE, FOLD, FIND, FILTER, SCORE = "Move", "Fold", "Find", "Filter", "Score"
OUTLOOK, NOTE, COPY, WALK, APP = "Outlook", "Notes", "Copy", "Walk", "Program"
COMPARE, COMPARING = "Compare", "While comparing"
EDIT = "Edit the tree"
GROUPS = (MOVE, FOLD, FIND, FILTER, SCORE, OUTLOOK, WALK, NOTE, EDIT, COPY, COMPARE, COMPARING, APP)


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


_WHILE_COMPARING = (
    ("next-crux", "]", "next_crux", "To the crux with the next smaller share; from elsewhere to the largest",
     "next crux", 1),
    ("previous-crux", "[", "next_crux", "To the crux with the next larger share", "", -1),
    ("next-hidden", "}", "next_theirs", "To the next node that only the other has scored", "only theirs", 1),
    ("previous-hidden", "{", "next_theirs", "To the previous node that only the other has scored", "", -1),
    ("sort", "s", "sort", "Sort by share, or in the order of the tree again", "by share", 0),
    ("filter-differing", "f d", "filter_differing", "Only the nodes on which the two differ", "differing", 0),
    ("take-theirs", "t", "take", "What if you took their score over: the root moves, nothing is written",
     "take theirs", 0),
    ("keep-taken", "T", "keep_taken", "Keep what was taken over as your own scores; asks first", "keep taken", 0),
    ("blind", "b", "blind", "Show their scores where you have none yet, or hide them again", "blind", 0),
    ("other", "o", "other", "Choose another person or date", "other", 0),
    ("export", "x", "export", "Export the comparison as Markdown, CSV or JSON", "export", 0),
    ("leave", "d", "leave", "Leave the comparison", "leave", 0),
)  # fmt: skip


def _while_comparing() -> Iterable[Action]:
    for id_, key, run, does, label, step in _WHILE_COMPARING:
        arguments = (step,) if step else ()
        yield Action(id_, (key,), run, does, COMPARING, "comparing", label, arguments, "comparison")


_EDITS: tuple[tuple[str, str, str, Owner, str, str, tuple[float | str, ...]], ...] = (
    ("edit-title", "e e, f2", "edit_title", "titling", "title", "Type another title in its row", ()),
    ("add-child", "e a, +", "add_child", "titling", "child", "Add a child; tab changes its kind", ()),
    ("add-below", "e b, insert", "add_sibling", "titling", "below", "Add a sibling below", (1,)),
    ("add-above", "e B", "add_sibling", "titling", "above", "Add a sibling above", (-1,)),
    ("edit-text", "e t", "form", "wording", "text", "Edit the text, in a form with all its words", ("text",)),
    ("edit-form", "e f", "form", "wording", "form", "Edit title, label, kind, refinement, tags, sources", ("title",)),
    ("edit-kind", "e k", "kind", "editing", "kind", "Another kind, from a list", ()),
    ("move-up", "alt+up, alt+k, e up", "move", "moving", "up", "Move it up among its siblings", (-1,)),
    ("move-down", "alt+down, alt+j, e down", "move", "moving", "down", "Move it down among its siblings", (1,)),
    ("indent", "alt+right, alt+l, e right", "indent", "moving", "in", "Move it beneath the sibling above it", ()),
    ("outdent", "alt+left, alt+h, e left", "outdent", "moving", "out", "Move it out, below its parent", ()),
    ("cut", "e d, ctrl+x", "cut", "moving", "cut", "Take the branch up, to put it down elsewhere", ()),
    ("paste", "e p, ctrl+v", "paste", "moving", "paste", "Put it down beneath this node", ()),
    ("paste-after", "e P", "paste", "moving", "paste below", "Put it down right below this node", ("beside",)),
    ("move-to", "e m", "move_to", "moving", "move to", "Move it beneath a node found by name", ()),
    ("link", "e l", "link", "moving", "one more parent", "Give it one more parent, found by name", ()),
    ("unlink", "e u", "unlink", "moving", "one parent less", "Take it away from the parent above", ()),
    ("rename", "e i", "rename", "editing", "id", "Another id; every assessment follows", ()),
    ("duplicate", "e y", "duplicate", "editing", "duplicate", "Duplicate the branch", ()),
    ("edit-refinement", "e r", "refinement", "editing", "any/all", "Any or all of the ways beneath it", ()),
    ("edit-text-outside", "e o", "text_outside", "wording", "your editor", "Edit the text in your own editor", ()),
    ("edit-lines", "e x", "lines_outside", "wording", "TOML", "Edit its lines of the file in your own editor", ()),
    ("copy-tree", "e w", "copy_tree", "tree-copying", "copy tree", "Go on with a copy of the tree, your own file", ()),
    ("delete", "e D, delete", "delete", "editing", "delete", "Delete the branch, after a question", ()),
)


def _edits() -> Iterable[Action]:
    for name, keys, run, owner, label, does, arguments in _EDITS:
        yield Action(name, tuple(keys.split(", ")), run, does, EDIT, owner, label, arguments, "tree")


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
    Action("undo", ("u",), "undo", "Undo the last score, note or edit of this sitting", SCORE, "judging", "undo"),
    Action("redo", ("U", "ctrl+r"), "redo", "Redo what was undone", SCORE, owner="judging"),
    Action(
        "state-answer",
        ("=",),
        "state_answer",
        "State the answer to the question outright, to compare with what your scores come to",
        OUTLOOK,
        "judging",
        "answer",
    ),
    Action("scale", ("S",), "scale", "Scale architectures that exceed 100 % to fit", OUTLOOK, "judging", "scale"),
    Action(
        "cruxes",
        ("c",),
        "cruxes",
        "The nodes that move the answer most, ranked",
        OUTLOOK,
        "cruxes",
        "cruxes",
        mode="tree",
    ),
    Action(
        "principal-line",
        ("L",),
        "light",
        "Light the principal line: our best move, their strongest reply, and so on",
        OUTLOOK,
        "line",
        "line",
        mode="tree",
    ),
    Action(
        "what-if",
        ("w",),
        "what_if",
        "What if: try scores beside the real ones, and keep or drop them",
        OUTLOOK,
        "what-if",
        "what if",
        mode="tree",
    ),
    Action(
        "next-unscored",
        ("]",),
        "seek_unscored",
        "To the unscored node whose score could move the answer most, then the next",
        WALK,
        "walking",
        "next",
        arguments=(1,),
        mode="tree",
    ),
    Action(
        "previous-unscored",
        ("[",),
        "seek_unscored",
        "To the unscored node before it in that order",
        WALK,
        "walking",
        arguments=(-1,),
        mode="tree",
    ),
    Action("note", ("a",), "note", "Add a note to the node", NOTE, owner="notes", label="note"),
    Action("notes", ("A",), "notes", "The notes of the node, to change or take back", NOTE, "notes", "notes"),
    Action("note-outside", ("ctrl+e",), "write_outside", "Add a note in your own editor", NOTE, "notes"),
    Action("source", ("o",), "open", "Open the node's source in the browser", NOTE, "sources", "source", mode="tree"),
    *_edits(),
    *_copies(),
    Action(
        "compare",
        ("d",),
        "compare",
        "Compare with somebody else, or with yourself at an earlier date",
        COMPARE,
        "comparing",
        "compare",
        mode="tree",
    ),
    Action("over-time", ("O",), "over_time", "The outlook over time", COMPARE, "comparing", "over time"),
    *_while_comparing(),
    Action("detail", ("v",), "toggle_detail", "Show or hide the words beside the tree", APP, label="words"),
    Action("other-pane", ("tab", "shift+tab"), "other_pane", "Between the tree and the words", APP),
    Action("back", ("escape",), "back", "Leave what is open; back to the tree", APP),
    Action("trees", ("ctrl+o",), "trees", "Choose another tree", APP, label="trees"),
    Action("retry", ("W",), "retry", "Try again to write what is not on disk", APP, owner="keeping"),
    Action("put-back", ("P",), "put_back", "Put back what was taken out of the file meanwhile", APP, owner="keeping"),
    Action(
        "let-go",
        ("X",),
        "let_go",
        "Leave the file as it is, without what was taken out; then go through words typed for nodes that are gone",
        APP,
        owner="keeping",
    ),
    Action("help", ("?", "f1"), "help", "All keys", APP, label="help"),
    Action("palette", ("ctrl+p",), "palette", "All commands, by name", APP, label="all"),
    Action("suspend", ("ctrl+z",), "suspend", "To the shell; fg comes back", APP),
    Action("quit", ("q", "ctrl+q"), "leave", "Quit; everything is saved", APP, owner="keeping", label="quit"),
)

BY_ID: Mapping[str, Action] = {action.id: action for action in ACTIONS}

FOOTER_ORDER = (
    "note",
    "next-unscored",
    "edit-title",
    "compare",
    "cruxes",
    "search",
    "range",
    "what-if",
    "undo",
    "score-exactly",
    "toggle",
    "detail",
    "trees",
    "quit",
    "palette",
    "help",
)
"""What the footer offers, the most useful first; help, the last, is there at any width."""

COMPARING_FOOTER_ORDER = (
    "next-crux",
    "sort",
    "take-theirs",
    "other",
    "blind",
    "leave",
    "note",
    "export",
    "undo",
    "over-time",
    "detail",
    "palette",
    "help",
)
"""The same while comparing."""
