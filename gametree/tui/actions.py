"""The one table of actions: it feeds keys, footer, palette and help."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

Owner = Literal["pane", "tree", "judging", "notes", "keeping", "screen"]
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
    arguments: tuple[float, ...] = ()


MOVE, FOLD, SCORE, NOTE, WALK, APP = "Move", "Fold", "Score", "Notes", "Walk", "Program"
GROUPS = (MOVE, FOLD, SCORE, NOTE, WALK, APP)


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
        "Fold or unfold the branch; on ↗ go to the node",
        FOLD,
        "tree",
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
    Action("quit", ("q", "ctrl+q"), "leave", "Quit; everything is saved", APP, owner="keeping", label="quit"),
)

BY_ID: Mapping[str, Action] = {action.id: action for action in ACTIONS}

_FOOTER_ORDER = (
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


def footer_actions() -> list[tuple[str, Action]]:
    """Keys and actions of the footer, the most useful first; the ten digits are one entry."""
    digits = replace(BY_ID["score-50"], label="score")
    return [("0-9", digits), *((shown_key(BY_ID[name].keys[0]), BY_ID[name]) for name in _FOOTER_ORDER)]


def gathered(entries: Iterable[tuple[str, Action]]) -> list[tuple[str, Action]]:
    """Keys and actions with the nine levels as one entry."""
    kept: dict[str, tuple[str, Action]] = {}
    for key, action in entries:
        is_level = action.run == "fold_to"
        kept.setdefault("levels" if is_level else action.id, ("1-9" if is_level else shown_key(key), action))
    return list(kept.values())


def help_entries(group: str) -> list[tuple[str, str]]:
    """Keys and sentences of a group, digits and levels gathered into one line each."""
    entries: list[tuple[str, str]] = []
    for action in ACTIONS:
        if action.group != group:
            continue
        entry = _gathered(action) or (" ".join(shown_key(key) for key in action.keys), action.does)
        if entry not in entries:
            entries.append(entry)
    return entries


def _gathered(action: Action) -> tuple[str, str] | None:
    if action.run == "score":
        return "0-9", "Score 0 % to 90 %"
    if action.run == "fold_to":
        return "z1-z9", "Show that many levels"
    return None


_SHOWN = {"down": "↓", "up": "↑", "left": "←", "right": "→", "enter": "↵", "backspace": "⌫", "escape": "esc",
          "pagedown": "pgdn", "pageup": "pgup", "shift+tab": "⇧tab", "f1": "F1"}  # fmt: skip


def shown_key(key: str) -> str:
    """A key or sequence as people write it: `^p`, `gg`, `↓`."""
    return "".join(_SHOWN.get(step, f"^{step[5:]}" if step.startswith("ctrl+") else step) for step in key.split(" "))
