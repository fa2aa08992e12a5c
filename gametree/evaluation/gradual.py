"""Gradual semantics of quantitative bipolar argumentation frameworks (QBAFs) without cycles, and their gradients."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from gametree.evaluation.circuit import leave_one_out

Neighbours = Sequence[Sequence[int]]
"""For every argument the numbers of its attackers, or of its supporters."""


@dataclass(frozen=True, slots=True)
class Lens:
    """A gradual semantics: how an argument's base score (in [0, 1]) and those it rests on make its strength.

    Both functions take the base, the strengths of the attackers and those of the supporters; `slopes` gives the
    derivatives by the base, by each attacker and by each supporter.
    """

    name: str
    strength: Callable[[float, Sequence[float], Sequence[float]], float]
    slopes: Callable[[float, Sequence[float], Sequence[float]], tuple[float, list[float], list[float]]]


def strengths(
    base: Sequence[float],
    attackers: Neighbours,
    supporters: Neighbours,
    lens: Lens,
    order: Iterable[int] | None = None,
) -> list[float]:
    """The strength of every argument of an acyclic graph; `order` names each argument after those it rests on."""
    found = list(base)
    for argument in acyclic_order(attackers, supporters) if order is None else order:
        if attackers[argument] or supporters[argument]:
            found[argument] = lens.strength(
                base[argument],
                [found[other] for other in attackers[argument]],
                [found[other] for other in supporters[argument]],
            )
    return found


def gradient(
    base: Sequence[float], attackers: Neighbours, supporters: Neighbours, lens: Lens, topic: int
) -> list[float]:
    """How the strength of the topic changes with the base score of each argument, all found in one reverse pass."""
    order = acyclic_order(attackers, supporters)
    found = strengths(base, attackers, supporters, lens, order)
    pull = [0.0] * len(base)
    pull[topic] = 1.0
    return pass_back(base, attackers, supporters, lens, order, found, pull)


def pass_back(
    base: Sequence[float],
    attackers: Neighbours,
    supporters: Neighbours,
    lens: Lens,
    order: Sequence[int],
    found: Sequence[float],
    pull: list[float],
) -> list[float]:
    """From the derivative by some strengths (`pull`, which is used up), the derivative by every base score."""
    by_base = [0.0] * len(base)
    for argument in reversed(order):
        force = pull[argument]
        if force == 0:
            continue
        against, for_it = attackers[argument], supporters[argument]
        slope, by_attacker, by_supporter = lens.slopes(
            base[argument], [found[other] for other in against], [found[other] for other in for_it]
        )
        by_base[argument] = force * slope
        for other, slope in zip((*against, *for_it), (*by_attacker, *by_supporter), strict=True):
            pull[other] += force * slope
    return by_base


def acyclic_order(attackers: Neighbours, supporters: Neighbours) -> list[int]:
    """The arguments, each after its attackers and supporters (Kahn 1962); raises ValueError where there is a cycle."""
    above: list[list[int]] = [[] for _ in attackers]
    missing = [len(against) + len(for_it) for against, for_it in zip(attackers, supporters, strict=True)]
    for argument, (against, for_it) in enumerate(zip(attackers, supporters, strict=True)):
        for other in (*against, *for_it):
            above[other].append(argument)
    order = [argument for argument, count in enumerate(missing) if not count]
    for argument in order:  # the list grows meanwhile
        for other in above[argument]:
            missing[other] -= 1
            if not missing[other]:
                order.append(other)
    if len(order) < len(missing):
        raise ValueError("strengths are defined without cycles only")
    return order


# DF-QuAD: Rago, Toni, Aurisicchio, Baroni (KR 2016)


def _dfquad_strength(base: float, attackers: Sequence[float], supporters: Sequence[float]) -> float:
    unhurt, unhelped = _none_of(attackers), _none_of(supporters)
    if not supporters:
        return base * unhurt
    if not attackers:
        return 1 - (1 - base) * unhelped
    balance = unhurt - unhelped
    return base + (1 - base) * balance if balance >= 0 else base * (1 + balance)


def _dfquad_slopes(
    base: float, attackers: Sequence[float], supporters: Sequence[float]
) -> tuple[float, list[float], list[float]]:
    """Where attackers and supporters are in balance there is a kink: each side's slope is that of its growing."""
    unhurt, unhelped = _none_of(attackers), _none_of(supporters)
    balance = unhurt - unhelped
    down, up = (base if balance <= 0 else 1 - base), (1 - base if balance >= 0 else base)
    by_base = unhurt if not supporters else unhelped if not attackers else 1 - abs(balance)
    return (
        by_base,
        [-down * others for others in leave_one_out([1 - attacker for attacker in attackers])],
        [up * others for others in leave_one_out([1 - supporter for supporter in supporters])],
    )


def _none_of(chances: Sequence[float]) -> float:
    return math.prod([1 - chance for chance in chances])


# the quadratic energy model: Potyka (KR 2018)


def _quadratic_strength(base: float, attackers: Sequence[float], supporters: Sequence[float]) -> float:
    energy = sum(supporters) - sum(attackers)
    return base * (1 - _impact(-energy)) + (1 - base) * _impact(energy)


def _quadratic_slopes(
    base: float, attackers: Sequence[float], supporters: Sequence[float]
) -> tuple[float, list[float], list[float]]:
    energy = sum(supporters) - sum(attackers)
    by_energy = (base if energy < 0 else 1 - base) * 2 * abs(energy) / (1 + energy * energy) ** 2
    by_base = 1 - _impact(abs(energy))
    return by_base, [-by_energy] * len(attackers), [by_energy] * len(supporters)


def _impact(energy: float) -> float:
    return energy * energy / (1 + energy * energy) if energy > 0 else 0.0


# Euler-based semantics: Amgoud and Ben-Naim (International Journal of Approximate Reasoning 2018)


def _euler_strength(base: float, attackers: Sequence[float], supporters: Sequence[float]) -> float:
    return 1 - (1 - base * base) / (1 + base * _power(attackers, supporters))


def _euler_slopes(
    base: float, attackers: Sequence[float], supporters: Sequence[float]
) -> tuple[float, list[float], list[float]]:
    power = _power(attackers, supporters)
    rest = 1 / (1 + base * power)
    # the power may be 1e300: multiplied in this order nothing overflows that is finite in the end
    steep = (1 - base * base) * (power * rest) * rest
    by_energy = base * steep
    return 2 * base * rest + steep, [-by_energy] * len(attackers), [by_energy] * len(supporters)


def _power(attackers: Sequence[float], supporters: Sequence[float]) -> float:
    return math.exp(min(sum(supporters) - sum(attackers), 700.0))


LENSES: Mapping[str, Lens] = {
    lens.name: lens
    for lens in (
        Lens("dfquad", _dfquad_strength, _dfquad_slopes),
        Lens("quadratic-energy", _quadratic_strength, _quadratic_slopes),
        Lens("euler-based", _euler_strength, _euler_slopes),
    )
}
"""The semantics by name."""
