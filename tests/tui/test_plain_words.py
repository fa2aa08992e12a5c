"""No words of a file go to a widget raw, or where they would be taken for markup: the source of the app is read."""

from __future__ import annotations

from pathlib import Path
from textwrap import indent

import pytest

import gametree
from tests.tui.plain_words import slips, trusted_in

PACKAGE = Path(gametree.__file__).parent
TRUSTED = frozenset(name for path in PACKAGE.rglob("*.py") for name in trusted_in(path.read_text(encoding="utf-8")))
MODULES = sorted((PACKAGE / "tui").glob("*.py"))


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_the_app_shows_clean_words_as_they_are(module: Path):
    assert slips(module.read_text(encoding="utf-8"), TRUSTED) == []


@pytest.mark.parametrize(
    "line",
    [
        "Static(node.title)",
        "Static(clean_line(node.title))",
        "Static(node.title, markup=False)",
        "Static(Content(node.title), markup=False)",
        "Static(Content(clean(node.title)))",
        "Static(words, markup=True)",
        "Static(id='head')",
        "Label(f'{node.title}')",
        "OptionList()",
        "Strip([Segment(f'{glyph} {node.title}', style)])",
        "self.query_one(Static).update(node.text)",
        "self.query_one(Static).update(f'{node.text.strip()}')",
        "self.notify(clean(str(error)))",
        "self.notify(str(error), markup=False)",
        "self.notify(sentence)",
        "Option(note.text)",
        "Content.styled(source.url or '', 'bold')",
        "Content.assemble(('x', 'bold'), (node.short, 'dim'))",
        "Content('\\n').join([Content(note.text)])",
        "Content(', '.join(node.tags))",
        "Content(', '.join(tag for tag in node.tags))",
        "Content.assemble(*[tag for tag in node.tags])",
        "Content(words[node.title])\nContent(node.title[0])",
        "Content.from_markup(words)",
        "Text.from_markup(words)",
        "Text(tree.question)",
        "Button(words)",
        "Button(f'[{words}]')",
        "DataTable().add_row(words, 'x')",
        "Collapsible(title='x', label=words)",
        "Input(placeholder=words)",
        "Input(node.title)",
        "TextArea(node.text)",
        "Markdown(node.text)",
        "self.border_title = words",
        "self.border_title = '[b]x'",
        "self.border_subtitle = clean(node.title)",
        "self.tooltip = f'{words}'",
        "title = node.title\nself.query_one(Static).update(title)",
        "title, kind = node.title, node.kind\nyield Segment(title)",
        "short: str = node.short\nyield Content(short)",
        "for tag in node.tags:\n    yield Content(tag)",
        "for heading, names in (('Tags', node.tags), ('See', ())):\n    yield Content(names[0])",
        "title = clean_line(node.title) if node else tree.title\nyield Content(title)",
        "Hit(1, words, command, text=node.title)",
        "Content('; '.join(map(str, tree.authors)))",
        "Content(title)",
    ],
)
def test_words_that_are_raw_or_may_be_markup_are_found(line: str):
    assert slips(f"def show(self, title: str):\n{indent(line, '    ')}\n", TRUSTED)


@pytest.mark.parametrize("returns", ["RenderResult", "str"])
def test_what_a_widget_renders_is_content(returns: str):
    assert slips(f"class Bar(Widget):\n    def render(self) -> {returns}:\n        return words")


def test_a_widget_made_of_one_that_takes_markup_is_watched_like_it():
    made = "class Bar(Static):\n    pass\n\n\n"
    assert slips(f"{made}Bar(Content('x'))")
    assert slips(f"{made}Bar(Content('x'), markup=False)") == []
    assert slips(f"{made.replace('pass', 'def __init__(self): super().__init__(markup=False)')}Bar()") == []


@pytest.mark.parametrize(
    "line",
    [
        "Static(markup=False, id='head')",
        "Static(Content.styled(clean_line(node.title), 'bold'), markup=False)",
        "self.query_one(Static).update(Content(clean(note.text)))",
        "self.notify(clean(str(error)), severity='error', markup=False)",
        "self.border_title = 'Keys'",
        "title = clean_line(node.title)\nyield Segment(title[:5] + '…')",
        "Content(', '.join(map(clean_line, node.tags)))",
        "Content(', '.join(clean_line(tag) for tag in node.tags))",
        "Content(f'{len(node.tags)} tags')",
        "Content(label(node))",
        "Markdown(clean(node.text))",
        "path.write_text(node.text)",
    ],
)
def test_words_that_are_clean_and_stay_as_they_are_pass(line: str):
    assert slips(f"def show(self, title: Clean):\n{indent(line, '    ')}\n", TRUSTED) == []
