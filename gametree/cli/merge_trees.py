"""`gametree merge-trees`, which git calls."""

from __future__ import annotations

from pathlib import Path

import click

from gametree.cli.output import narrate
from gametree.errors import NotWritten

_FAILED = 129
"""More than 128 tells git that the driver broke down, so that it does not take what is in OURS for the merge."""

_VERSION = click.Path(path_type=Path, readable=False)  # click would end with 2, which git takes for a merge


@click.command("merge-trees", hidden=True, epilog="\b\nSet up by: gametree git-setup")
@click.argument("base", type=_VERSION)
@click.argument("ours", type=_VERSION)
@click.argument("theirs", type=_VERSION)
@click.argument("name", required=False)
@click.pass_context
def command(ctx: click.Context, base: Path, ours: Path, theirs: Path, name: str | None) -> None:
    """Merge two versions of a tree node by node into OURS, as a merge driver of git's: %O %A %B %P.

    Exit codes: 0 merged, 1 somebody has to look at it; what both changed is said, and stands in the file; 129 nothing
    was merged, and OURS is as it was.
    """
    from gametree.files.reading import read_bytes

    name = name or str(ours)
    try:
        versions = read_bytes(base), read_bytes(ours), read_bytes(theirs)
        merged, is_settled = _merge(*versions, name)
        _replace(ours, versions[1], merged)
    except Exception as error:  # whatever it is, half a file must not pass for the merge
        narrate(f"{name}: NOT merged, what is there is your own side: {error}")
        ctx.exit(_FAILED)
    ctx.exit(0 if is_settled else 1)


def _replace(path: Path, before: bytes, after: bytes) -> None:
    """Put the merge where our side is; raises NotWritten where that is not our side any more."""
    from gametree.files.replacing import held

    with held(path) as file:
        if file.data != before or not file.replace(after):
            raise NotWritten(path, "another program changed it meanwhile")


def _merge(base: bytes, ours: bytes, theirs: bytes, name: str) -> tuple[bytes, bool]:
    """The merged content, and whether nobody has to look at it; a file that is no tree is merged as git does."""
    from gametree.files.git import merge_line_by_line
    from gametree.files.journal import parse_journal
    from gametree.files.tree_versions import content_looks_like_tree

    if any(map(content_looks_like_tree, (base, ours, theirs))):
        try:
            return _merge_trees(base, ours, theirs, name)
        except Exception as error:  # whatever it is, git's own merge leaves both versions in the file
            narrate(f"{name}: merged line by line, not by node: {error}")
    elif parse_journal(ours).records and parse_journal(theirs).records:
        return merge_line_by_line(base, ours, theirs, "--union")
    return merge_line_by_line(base, ours, theirs)


def _merge_trees(base: bytes, ours: bytes, theirs: bytes, name: str) -> tuple[bytes, bool]:
    from gametree.export.merge_as_text import reports_as_text
    from gametree.files.tree_merge import merge_trees, merge_with_git

    merge = merge_trees(base.decode(), ours.decode(), theirs.decode(), merge_with_git)
    for sentence in reports_as_text(merge.reports, merge.comments, merge.faults):
        narrate(f"{name}: {sentence}")
    return merge.text.encode(), merge.is_settled
