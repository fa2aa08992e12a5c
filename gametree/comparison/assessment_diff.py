"""Two assessments of one tree: where they differ, and what each difference is worth at the root."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from math import inf, isfinite

from gametree.comparison.common_ground import CommonGround, common_ground
from gametree.comparison.folding import fold
from gametree.comparison.settling import settle
from gametree.comparison.shares import Progress, Shares, share_out
from gametree.comparison.since_judged import RemovedNode, StaleNode, find_removed, find_stale
from gametree.evaluation.formula import Formula, formula_of
from gametree.evaluation.information import symmetric_kl
from gametree.evaluation.outlook import ASSUMED, RootOutlook, outlook_of
from gametree.model.architectures import MOST_IN_SUM
from gametree.model.assessment import Assessment, Judgement, Note
from gametree.model.plausibility import bare_percent, percent
from gametree.model.tree import QUESTION, Tree

SHAPLEY = "Shapley"
AUMANN_SHAPLEY = "Aumann–Shapley"
_NOTEWORTHY = 1e-6
_LARGE = 3000  # nodes from which on folding a tree is quicker than taking it whole


@dataclass(frozen=True, slots=True)
class Standing:
    """One of the two: the root by its own scores alone, and with missing scores filled in.

    `compared` is the unclipped polynomial's: it may leave [0, 1] where architectures exceed 1.
    """

    assessor: str
    root: RootOutlook
    compared: float


@dataclass(frozen=True, slots=True)
class Crux:
    """A node that the two score differently; `share` of the difference at the root, signed; `vod` None if infinite."""

    node: str
    a: Judgement
    b: Judgement
    share: float
    vod: float | None


@dataclass(frozen=True, slots=True)
class LoneScore:
    """A node that only one of the two has scored; the other is taken to agree."""

    node: str
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class NotesBeside:
    """The notes of both on one node, oldest first; the node may be gone from the tree."""

    node: str
    a: tuple[Note, ...]
    b: tuple[Note, ...]


@dataclass(frozen=True)
class AssessmentDiff:
    """What two assessments of a tree disagree on. Nodes in file order, cruxes by the size of their share."""

    a: Standing
    b: Standing
    cruxes: tuple[Crux, ...]
    alike: int
    """How many nodes both gave the same plausibility."""
    only_a: tuple[LoneScore, ...]
    only_b: tuple[LoneScore, ...]
    assumed: int
    """How many nodes neither scored; they count as `assume`."""
    assume: float
    stale: tuple[StaleNode, ...]
    removed: tuple[RemovedNode, ...]
    notes: tuple[NotesBeside, ...]
    attribution: str
    """What the shares are called: Shapley or Aumann–Shapley values."""
    remarks: tuple[str, ...]
    """Sentences on what the comparison had to pass over."""

    @property
    def difference(self) -> float:
        """How much higher the root of b is, missing scores filled in."""
        return self.b.compared - self.a.compared

    @property
    def residual(self) -> float:
        """What of the difference no share accounts for."""
        return self.difference - sum(crux.share for crux in self.cruxes)

    @property
    def apart(self) -> float | None:
        """How far the roots are apart, in bans: the most that settling a node can be worth; None where infinite."""
        roots = self.a.compared, self.b.compared
        distance = symmetric_kl(*roots) if all(0 <= root <= 1 for root in roots) else inf
        return distance if isfinite(distance) else None

    def cumulative(self) -> Iterator[float | None]:
        """Beside each crux, what part of the difference it and those before it make; None where there is none."""
        so_far = 0.0
        for crux in self.cruxes:
            so_far += crux.share
            yield so_far / self.difference if abs(self.difference) > 1e-9 else None


def diff_assessments(
    tree: Tree,
    a: Assessment,
    b: Assessment,
    semantics: str = "prob",
    assume: float = ASSUMED,
    formula: Formula | None = None,
    progress: Progress | None = None,
) -> AssessmentDiff:
    """Compare two assessments of a tree node by node, and share out the difference at the root.

    A score that one lacks is taken from the other, one that both lack is `assume`; neither counts as disagreement.
    `formula` spares making it anew from the tree and the semantics.
    """
    ground = _ground(tree, a, b, semantics, assume, formula)
    formula = formula or formula_of(ground.tree, semantics)
    shares = share_out(formula, ground.filled_a, ground.filled_b, progress)
    cruxes = _cruxes(formula, ground, shares, a, b)
    only_a, only_b = tuple(_only(tree, a, b)), tuple(_only(tree, b, a))
    both = len(a.judgements.keys() & b.judgements.keys() & tree.nodes.keys())
    roots = _roots(ground, semantics, assume, formula)
    return AssessmentDiff(
        a=Standing(a.assessor, _of_whole(tree, both + len(only_a), roots[0]), shares.root_a),
        b=Standing(b.assessor, _of_whole(tree, both + len(only_b), roots[1]), shares.root_b),
        cruxes=cruxes,
        alike=both - len(cruxes),
        only_a=only_a,
        only_b=only_b,
        assumed=len(tree.nodes) - both - len(only_a) - len(only_b),
        assume=assume,
        stale=tuple(find_stale(tree, a, b)),
        removed=tuple(find_removed(tree, a, b)),
        notes=tuple(_notes_beside(tree, a, b)),
        attribution=SHAPLEY if formula.multilinear else AUMANN_SHAPLEY,
        remarks=tuple(_remarks(ground, roots, shares.residual)),
    )


def _ground(
    tree: Tree, a: Assessment, b: Assessment, semantics: str, assume: float, formula: Formula | None
) -> CommonGround:
    """The whole tree, or one that comes to the same and is quicker."""
    folds = formula is None and len(tree.nodes) >= _LARGE and semantics in ("prob", "independent")
    return fold(tree, a, b, assume) if folds else common_ground(tree, a, b, assume)


def _cruxes(formula: Formula, ground: CommonGround, shares: Shares, a: Assessment, b: Assessment) -> tuple[Crux, ...]:
    """The nodes that both scored otherwise, those with the largest shares first."""
    ids, settled = formula.ids, settle(formula, ground.filled_a, ground.filled_b, list(shares.by_score))
    cruxes = [
        Crux(ids[n], a.judgements[ids[n]], b.judgements[ids[n]], share, settled[n])
        for n, share in shares.by_score.items()
    ]
    return tuple(sorted(cruxes, key=lambda crux: -abs(crux.share)))


def _roots(ground: CommonGround, semantics: str, assume: float, formula: Formula) -> tuple[RootOutlook, RootOutlook]:
    outlooks = outlook_of(ground.tree, ground.a, semantics, assume, formula)
    root_a = outlooks.root
    outlooks.follow(ground.b)
    return root_a, outlooks.root


def _of_whole(tree: Tree, scored: int, root: RootOutlook) -> RootOutlook:
    """The root as it is where folded branches count for what was scored in them."""
    whole = replace(root, assumed=len(tree.nodes) - scored)
    return whole if scored else replace(whole, point=None, independent=None)


def _only(tree: Tree, one: Assessment, other: Assessment) -> Iterator[LoneScore]:
    lone = one.judgements.keys() - other.judgements.keys()
    return (LoneScore(node, one.judgements[node]) for node in tree.nodes if node in lone) if lone else iter(())


def _notes_beside(tree: Tree, a: Assessment, b: Assessment) -> Iterator[NotesBeside]:
    noted = a.notes.keys() | b.notes.keys()
    gone = sorted(noted - tree.nodes.keys() - {QUESTION})
    for node in chain([QUESTION], tree.nodes, gone) if noted else ():
        if node in noted:
            yield NotesBeside(node, a.notes.get(node, ()), b.notes.get(node, ()))


def _remarks(ground: CommonGround, roots: Iterable[RootOutlook], residual: float) -> Iterator[str]:
    places = [number for number, node in enumerate(ground.tree.nodes.values()) if node.kind == "architecture"]
    parties = ((ground.a.assessor, ground.filled_a), (ground.b.assessor, ground.filled_b))
    for (assessor, scores), root in zip(parties, roots, strict=True):
        total = sum(scores[number] for number in places)
        if total > MOST_IN_SUM:
            yield (
                f"the architectures of {assessor} come to {bare_percent(total)} % with missing scores filled in; "
                "the comparison takes them as they are"
            )
        if root.error:
            yield f"the outlook of {assessor} is an estimate, ± {percent(root.error)}; so are the shares"
    if abs(residual) > _NOTEWORTHY:
        yield f"the shares miss the difference by {abs(residual) * 100:.2g} points"
