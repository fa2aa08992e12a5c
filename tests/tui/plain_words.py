"""Reads the source of the app: which words go to a widget as markup, and which as they stand in a file."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

SWITCHED = {"Static", "Label", "OptionList", "SelectionList", "notify"}
"""Take words as markup unless told `markup=False`."""
SHOWN = {"Button", "Checkbox", "RadioButton", "Collapsible", "TabPane", "Tab", "Select", "Tree", "Tooltip", "add_row",
         "add_column", "add_columns", "add_leaf", "add_root", "set_label", "Placeholder"}  # fmt: skip
"""Take words as markup and know no switch."""
SHOWN_BY_NAME = {"border_title", "border_subtitle", "tooltip", "placeholder", "label", "renderable", "sub_title"}
"""Attributes and arguments that do."""
FORBIDDEN = {"from_markup", "from_ansi", "escape"}
AS_THEY_ARE = {"Content", "Text"}
"""Take words as they are."""
SHOWING = SWITCHED | SHOWN | AS_THEY_ARE | {
    "styled", "assemble", "append_text", "Segment", "Option", "Markdown", "Input", "TextArea", "LineInput",
    "NoteArea", "TitleInput", "update", "Hit", "DiscoveryHit", "SystemCommand", "set_options", "add_option", "insert",
    "load_text", "replace_prompt", "fit", "wrap",
}  # fmt: skip
"""What is handed to these comes to the screen: it must be clean."""
CLEANING = {"clean", "clean_line", "quoted", "typed", "without_controls", "len", "bool", "cell_len", "matcher"}
"""What comes out of these is clean, or no words at all."""
HARMLESS = {"Content", "Clean", "Strip", "Iterator[Content]", "list[Content]"}
"""Functions annotated to return these are looked into themselves, and so are words annotated `Clean` by mypy."""
RAW = {"title", "text", "short", "question", "author", "date", "url", "file", "note", "assessor", "reason", "message",
       "tags", "authors", "sources", "formerly", "path", "name", "query", "source_line", "href", "error"}  # fmt: skip
"""Attributes that hold words as they stand in files, in arguments, in what was typed."""


@dataclass(frozen=True)
class Slip:
    """A place where words go to the screen that should not."""

    line: int
    why: str


@dataclass
class _Reader(ast.NodeVisitor):
    trusted: frozenset[str]
    slips: list[Slip] = field(default_factory=list)
    switched: set[str] = field(default_factory=SWITCHED.copy)
    dirty: set[str] = field(default_factory=set)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        """A widget made of one that takes markup takes it too, unless it begins by turning that off."""
        if {ast.unparse(base) for base in node.bases} & self.switched and not any(map(_is_turned_off, ast.walk(node))):
            self.switched.add(node.name)
        self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        before, self.dirty = self.dirty, set(self.dirty)
        for argument in (*node.args.args, *node.args.kwonlyargs):
            self.dirty.discard(argument.arg)
            is_plain = argument.annotation and ast.unparse(argument.annotation) in ("str", "str | None", "object")
            if is_plain and argument.arg in RAW and node.name not in SHOWING:
                self.dirty.add(argument.arg)
        if node.name == "render" and node.returns and ast.unparse(node.returns) not in ("Content", "Text", "Strip"):
            self._say(node, "renders something that may be markup")
        self.generic_visit(node)
        self.dirty = before

    visit_AsyncFunctionDef = visit_FunctionDef  # noqa: N815

    def visit_Assign(self, node: ast.Assign) -> None:
        for target in node.targets:
            self._assign(target, node.value)
        self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value:
            self._assign(node.target, node.value)
        self.generic_visit(node)

    def visit_For(self, node: ast.For) -> None:
        for turn in node.iter.elts if isinstance(node.iter, ast.Tuple | ast.List) else [node.iter]:
            self._assign(node.target, turn, also=True)
        self.generic_visit(node)

    def _assign(self, target: ast.expr, value: ast.expr, also: bool = False) -> None:
        if isinstance(target, ast.Attribute) and target.attr in SHOWN_BY_NAME:
            self._check_as_markup(target.attr, value)
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple) and len(target.elts) == len(value.elts):
            for one, its in zip(target.elts, value.elts, strict=True):
                self._assign(one, its, also)
        else:
            self._bind(target, bool(list(self._raw(value))), also)

    def _bind(self, target: ast.expr, is_dirty: bool, also: bool = False) -> None:
        for name in (part.id for part in ast.walk(target) if isinstance(part, ast.Name)):
            if is_dirty:
                self.dirty.add(name)
            elif not also:
                self.dirty.discard(name)

    def visit_Call(self, node: ast.Call) -> None:
        name = _called(node)
        if name in FORBIDDEN:
            self._say(node, f"{name} makes markup of words")
        if name in self.switched and not _has_no_markup(node):
            self._say(node, f"{name} without markup=False")
        if name in SHOWN:
            for argument in node.args:
                self._check_as_markup(name, argument)
        for key, value in _keywords(node).items():
            if key in SHOWN_BY_NAME and name != "Binding":
                self._check_as_markup(key, value)
        if name in SHOWING:
            for argument in (*node.args, *(keyword.value for keyword in node.keywords if keyword.arg != "id")):
                for raw in self._raw(argument):
                    self._say(node, f"{raw} goes to {name} as it is")
        self.generic_visit(node)

    def _check_as_markup(self, name: str, value: ast.expr) -> None:
        harmless = isinstance(value, ast.Constant) and "[" not in str(value.value)
        if not (harmless or (isinstance(value, ast.Call) and _is_constant(value.func)) or _is_content(value)):
            self._say(value, f"{name} may take {ast.unparse(value)} for markup")

    def _raw(self, node: ast.AST) -> Iterator[str]:
        """The words in an expression that nothing cleans."""
        if isinstance(node, ast.Compare | ast.Lambda):
            return
        if isinstance(node, ast.Attribute) and node.attr in RAW and ast.unparse(node.value) != "columns":
            yield ast.unparse(node)
        elif isinstance(node, ast.Name) and node.id in self.dirty | {"error"}:
            yield node.id
        elif isinstance(node, ast.GeneratorExp | ast.ListComp | ast.SetComp):
            before = set(self.dirty)
            for part in node.generators:
                self._bind(part.target, bool(list(self._raw(part.iter))))
            yield from list(self._raw(node.elt))
            self.dirty = before
        else:
            for part in self._parts(node):
                yield from self._raw(part)

    def _parts(self, node: ast.AST) -> Iterator[ast.AST]:
        """The parts of an expression that words can come from."""
        if isinstance(node, ast.IfExp):
            yield from (node.body, node.orelse)
        elif isinstance(node, ast.Subscript):
            yield node.value
        elif not isinstance(node, ast.Call):
            yield from ast.iter_child_nodes(node)
        elif not self._cleans(node):
            yield from (*node.args, *(keyword.value for keyword in node.keywords))
            yield from [node.func.value] if isinstance(node.func, ast.Attribute) else []

    def _cleans(self, node: ast.Call) -> bool:
        """Whether what comes out of a call needs no look, because it is clean or was looked at elsewhere."""
        first = getattr(node.args[0], "id", "") if node.args and _called(node) == "map" else ""
        return bool({_called(node), first} & (CLEANING | SHOWING | self.trusted)) or _is_constant(node.func)

    def _say(self, node: ast.AST, why: str) -> None:
        self.slips.append(Slip(getattr(node, "lineno", 0), why))


def slips(source: str, trusted: frozenset[str] = frozenset()) -> list[Slip]:
    """Every such place in a module; `trusted` functions return nothing raw."""
    reader = _Reader(trusted)
    reader.visit(ast.parse(source))
    return reader.slips


def trusted_in(source: str) -> Iterator[str]:
    """The functions of a module that return `Content` or `Clean` by their own word, which mypy holds them to."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and node.returns and ast.unparse(node.returns) in HARMLESS:
            yield from {node.name} - set(dir(str))


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _is_turned_off(node: ast.AST) -> bool:
    """Whether it is `super().__init__(…, markup=False)`."""
    return isinstance(node, ast.Call) and _called(node) == "__init__" and _has_no_markup(node)


def _has_no_markup(node: ast.Call) -> bool:
    switch = _keywords(node).get("markup")
    return isinstance(switch, ast.Constant) and switch.value is False


def _keywords(node: ast.Call) -> dict[str, ast.expr]:
    return {keyword.arg: keyword.value for keyword in node.keywords if keyword.arg}


def _is_content(node: ast.expr) -> bool:
    """Whether it is `Content(…)`, `Content.styled(…)` and the like."""
    if not isinstance(node, ast.Call):
        return False
    owner = node.func.value if isinstance(node.func, ast.Attribute) else node.func
    return isinstance(owner, ast.Name) and owner.id in AS_THEY_ARE and _called(node) not in FORBIDDEN


def _is_constant(node: ast.expr) -> bool:
    """Whether it is a method of a constant of the module, such as `_WORDS.get`."""
    return isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id.isupper()
