"""A person's own keys: from the entries of a config file to a table of keys, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gametree.model.finding import Finding, Part
from gametree.model.text import quoted, suggestion
from gametree.tui.actions import BY_ID
from gametree.tui.key_names import NoKey, parse_key, shown_key
from gametree.tui.keymap import Keymap

_Keys = dict[str, tuple[str, ...]]


def remap(entries: Mapping[str, tuple[str, ...]]) -> tuple[Keymap, list[Finding]]:
    """The table with these entries, in the order of the file, and a finding for each that cannot be; it is left out."""
    findings: list[Finding] = []
    claims = _without_clashes(_read(entries, findings), findings)
    while True:
        table = _with_defaults(claims)
        collision = _collision(claims, table)
        if collision is None:
            return Keymap(table), findings
        action_id, finding = collision
        findings.append(finding)
        del claims[action_id]


def _read(entries: Mapping[str, tuple[str, ...]], findings: list[Finding]) -> _Keys:
    """The entries whose action and keys are known."""
    known: _Keys = {}
    for action_id, written in entries.items():
        path = ("keys", action_id)
        if action_id not in BY_ID:
            hint = suggestion(action_id, BY_ID) or "; `gametree keys` lists the actions"
            findings.append(Finding("unknown-action", f"{quoted(action_id)} is not an action{hint}", path, Part.KEY))
            continue
        keys, faults = _parse(written)
        if faults:
            # a lone key stands without brackets: its path is the entry's, which the place of index 0 falls back to
            findings += [Finding("unknown-key", sentence, (*path, index)) for index, sentence in faults]
        else:
            known[action_id] = keys
    return known


def _parse(written: Iterable[str]) -> tuple[tuple[str, ...], list[tuple[int, str]]]:
    keys: list[str] = []
    faults: list[tuple[int, str]] = []
    for index, word in enumerate(written):
        try:
            keys.append(parse_key(word))
        except NoKey as error:
            faults.append((index, str(error)))
    return tuple(dict.fromkeys(keys)), faults


def _without_clashes(claims: _Keys, findings: list[Finding]) -> _Keys:
    """The claims without those on a key that was claimed before, for an action that is there in the same place."""
    kept: _Keys = {}
    for action_id, keys in claims.items():
        clashes = ((key, other) for key in keys for other in kept if key in kept[other] and _meet(action_id, other))
        taken, owner = next(clashes, ("", ""))
        if not owner:
            kept[action_id] = keys
        else:
            message = f"{quoted(shown_key(taken))} stands for {owner} already; give {action_id} another key"
            findings.append(Finding("two-actions-one-key", message, ("keys", action_id)))
    return kept


def _meet(one: str, other: str) -> bool:
    return BY_ID[one].meets(BY_ID[other])


def _with_defaults(claims: _Keys) -> _Keys:
    """The keys of every action: its claims, else its own keys but for those that others claim."""
    return {
        action_id: claims.get(action_id, tuple(key for key in action.keys if not _is_claimed(key, action_id, claims)))
        for action_id, action in BY_ID.items()
    }


def _is_claimed(key: str, action_id: str, claims: _Keys) -> bool:
    return any(key in keys and _meet(action_id, other) for other, keys in claims.items())


def _collision(claims: _Keys, table: _Keys) -> tuple[str, Finding] | None:
    """The last claim that begins a sequence, or whose beginning is a key; None where there is none."""
    for action_id in reversed(claims):
        owner = {key: other for other, keys in table.items() if _meet(action_id, other) for key in keys}
        for key in claims[action_id]:
            other = next((known for known in owner if _begins(key, known) or _begins(known, key)), None)
            if other is None:
                continue
            short, long = sorted((key, other), key=len)
            message = (
                f"{quoted(shown_key(short))} ({owner[short]}) is also the beginning of "
                f"{quoted(shown_key(long))} ({owner[long]}); give {action_id} another key"
            )
            return action_id, Finding("key-begins-sequence", message, ("keys", action_id))
    return None


def _begins(one: str, other: str) -> bool:
    return other.startswith(f"{one} ")
