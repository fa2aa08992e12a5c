"""A comparison as a file, or as text for the clipboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from gametree.comparison.assessment_diff import AssessmentDiff
from gametree.files.locations import current_folder
from gametree.model.text import Clean, clean_line, slug
from gametree.model.tree import Tree

_ENDINGS = {"Markdown": "md", "CSV": "csv", "JSON": "json"}


@dataclass(frozen=True)
class ExportChoice:
    """One way to export: the words for it, the file or None for the clipboard, and how the text is made."""

    words: Clean
    path: Path | None
    text: Callable[[], str]


def export_choices(tree: Tree, diff: AssessmentDiff, names: tuple[str, str]) -> list[ExportChoice]:
    """The clipboard first, then a file of each format in the folder one is in."""
    stem = f"{tree.name}-{slug(names[0])}-{slug(names[1])}"
    makers = {
        "Markdown": lambda: _markdown(tree, diff, names),
        "CSV": lambda: _csv(tree, diff),
        "JSON": lambda: _json(diff),
    }
    choices = [ExportChoice(Clean("Markdown, to the clipboard"), None, makers["Markdown"])]
    folder = current_folder()
    if folder is None:
        return choices
    for format_, make in makers.items():
        path = folder / f"{stem}.{_ENDINGS[format_]}"
        choices.append(ExportChoice(Clean(f"{format_}, to {clean_line(str(path))}"), path, make))
    return choices


def _markdown(tree: Tree, diff: AssessmentDiff, names: tuple[str, str]) -> str:
    from gametree.export.assessment_diff_as_markdown import assessment_diff_as_markdown

    return "\n".join(assessment_diff_as_markdown(tree, diff, names, with_notes=True)) + "\n"


def _csv(tree: Tree, diff: AssessmentDiff) -> str:
    from gametree.export.assessment_diff_as_csv import assessment_diff_as_csv

    return "\n".join(assessment_diff_as_csv(tree, diff)) + "\n"


def _json(diff: AssessmentDiff) -> str:
    import json

    from gametree.export.assessment_diff_as_json import assessment_diff_as_json

    return json.dumps(assessment_diff_as_json(diff, with_notes=True), ensure_ascii=False, indent=2) + "\n"
