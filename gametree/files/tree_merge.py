"""Two changed versions of a tree file as one: what nobody disputes is merged, and nothing that anybody wrote is lost.

git's own merge of the lines counts if it says exactly what the merge by node and key says. Else the pieces are put
together table by table, or, where the file is spelt in an unusual way, spliced into ours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from gametree.comparison.document_merge import merge_documents
from gametree.comparison.merged import Data, DocumentMerge, NoTables, Report
from gametree.errors import BadEdit, NotMerged
from gametree.files.block_merge import MARK, write_merged
from gametree.files.comments import graft_comments, lost_comments
from gametree.files.editing.statements import Unfit
from gametree.files.git import merge_line_by_line
from gametree.files.slices import CommonSlices
from gametree.files.splice_merge import splice_merged
from gametree.files.tree_blocks import read_blocks
from gametree.files.tree_file import build_tree, collector_at_rest

TextMerge = Callable[[str, str, str], str | None]
"""Merges base, ours and theirs line by line; None where that leaves conflicts."""


@dataclass(frozen=True)
class TreeMerge:
    """The merged text; where both sides had a say; comments that lost their place; faults that only the merge has."""

    text: str
    reports: tuple[Report, ...] = ()
    comments: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def is_settled(self) -> bool:
        """Whether nobody has to look at it."""
        return not self.faults and not any(report.is_conflict for report in self.reports)


@collector_at_rest()
def merge_trees(base: str, ours: str, theirs: str, merge_text: TextMerge | None = None) -> TreeMerge:
    """The merge of two versions of a tree file that come from `base`, in our line ends; raises NotMerged.

    Where both sides changed one key to different values ours stays, and theirs stands beside it as a comment.
    """
    if theirs in (ours, base):
        return TreeMerge(ours)
    if ours == base:
        return TreeMerge(theirs)
    shape = _Shape(ours)
    texts = (shape.without(base), shape.without(ours), shape.without(theirs))
    slices = CommonSlices()
    documents = (_read(texts[0], slices), _read(texts[1], slices), _read(texts[2], slices))
    try:
        merge = merge_documents(*documents)
    except NoTables as error:
        raise NotMerged(f"`{error}` is no table of tables in one of the versions") from error
    candidates = _texts(merge, texts, documents, merge_text)
    text = next((text for text in candidates if _says(text, merge, slices)), None)
    if text is None:
        raise NotMerged("one of the versions is written in a way that does not let them be merged by node and key")
    lost = lost_comments(*texts, text)
    for source in texts[1:] if lost else ():
        text, lost = graft_comments(lost, source, text)
    if lost:
        text += f"\n{MARK}comments on what is no longer here\n" + "".join(f"{comment}\n" for comment in lost)
    return TreeMerge(shape.restore(text), merge.reports, tuple(lost), tuple(_new_faults(merge.document, documents[1:])))


def _read(text: str, slices: CommonSlices) -> Data:
    try:
        return slices.read(text)
    except (ValueError, RecursionError) as error:
        raise NotMerged("one of the versions is no valid TOML") from error


def _texts(
    merge: DocumentMerge, texts: Sequence[str], documents: Sequence[Data], merge_text: TextMerge | None
) -> Iterator[str]:
    """Texts that may say what the merge says, the one that looks most hand-made first."""
    base, ours, theirs = texts
    if merge_text and not any(report.is_conflict for report in merge.reports):
        joined = merge_text(base, ours, theirs)
        if joined is not None:
            yield joined
    try:
        if not merge.others:
            blocks = (read_blocks(base), read_blocks(ours), read_blocks(theirs))
            yield write_merged(merge, blocks, documents[1], documents[2])
    except (Unfit, BadEdit):
        pass
    try:
        yield splice_merged(merge, ours, documents[1])
    except (Unfit, BadEdit):
        return


def _says(text: str, merge: DocumentMerge, slices: CommonSlices) -> bool:
    try:
        return merge.is_said_by(slices.read(text))
    except (ValueError, RecursionError):
        return False


def _new_faults(document: Data, versions: Sequence[Data]) -> Iterator[str]:
    """What is wrong with the merged tree and with neither of the two."""
    faults = _faults(document)
    known = {message for version in versions for message in _faults(version)} if faults else ()
    return (message for message in faults if message not in known)


def _faults(document: Data) -> list[str]:
    return [finding.message for finding in build_tree(document, "")[1] if finding.is_error]


class _Shape:
    """What of our text is not its words: a byte-order mark, line ends, a last line without one."""

    def __init__(self, text: str) -> None:
        self.mark = "\ufeff" if text.startswith("\ufeff") else ""
        crlf, lf = text.count("\r\n"), text.count("\n")
        self.has_crlf, self.is_mixed = 0 < crlf == lf, 0 < crlf < lf
        self.ends = text.endswith("\n") or not text

    def without(self, text: str) -> str:
        """A text without all that; a file of both line ends keeps each of them."""
        text = text.removeprefix("\ufeff")
        text = text if self.is_mixed else text.replace("\r\n", "\n")
        return text if text.endswith("\n") or not text else f"{text}\n"

    def restore(self, text: str) -> str:
        """A text with it."""
        text = text if self.ends else text.removesuffix("\n").removesuffix("\r")
        return self.mark + (text.replace("\n", "\r\n") if self.has_crlf else text)


def merge_with_git(base: str, ours: str, theirs: str) -> str | None:
    """git's merge of the lines, as `merge_trees` wants it; None where it leaves conflicts."""
    merged, is_clean = merge_line_by_line(base.encode(), ours.encode(), theirs.encode())
    return merged.decode() if is_clean else None
