"""What reports are about in detail, beside their words: whom the lead names, figures and the page's day, years."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import msgspec
import numpy as np

from sourcebook.link.bodies import Bodies, Body
from sourcebook.link.linkage import FULL, Trust
from sourcebook.link.neighbours import FINE, Profile, unit
from sourcebook.link.words import Floats, Ints, exact

LEAD = 3
LEAD_WEIGHT = 2.0
"""The title and the first three sentences say what a report is about; their words count twice."""

BLOCK = 256
"""So many reports are weighed at once: what they hold fits into a processor's cache."""

Counted = tuple[Ints, Floats]
"""The keys of a report, ascending, and how often each comes."""


class Aspects(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """What a report tells in each detail, and how much it can be trusted there."""

    profiles: tuple[Profile, ...]
    trust: Trust


def often_of(given: Bodies, body: Body) -> Counted:
    """All words of a report; those of title and lead count more, furniture not at all."""
    times = np.ones(len(body.words.ids) + len(body.title))
    times[: _lead(body)] = LEAD_WEIGHT
    times[: len(body.words.ids)][body.furniture] = 0.0
    times[len(body.words.ids) :] = LEAD_WEIGHT
    return _counted(given.word_keys[np.concatenate([body.words.ids, body.title])], times)


def profile_of(keys: Ints, often: Floats, telling: Floats) -> Profile:
    """What comes often and tells much, in unit length."""
    weights = np.log1p(often) * telling[keys]
    kept = weights > 0
    return unit(Profile(keys=keys[kept], weights=weights[kept]))


def profiles_of(keys: Sequence[Ints], logs: Sequence[Floats], telling: Floats) -> list[Profile]:
    """`profile_of` of many reports at once; `logs`: log1p of how often each key comes."""
    found: list[Profile] = []
    for at in range(0, len(keys), BLOCK):
        found += _profiles_of(keys[at : at + BLOCK], logs[at : at + BLOCK], telling)
    return found


def _profiles_of(keys: Sequence[Ints], logs: Sequence[Floats], telling: Floats) -> list[Profile]:
    whole = np.concatenate(keys)
    owners = np.repeat(np.arange(len(keys)), [len(own) for own in keys])
    weights = np.concatenate(logs) * telling[whole]
    kept = weights > 0
    whole, owners, weights = whole[kept], owners[kept], exact(weights[kept])
    norms = np.sqrt(np.bincount(owners, weights=weights * weights, minlength=len(keys)))
    fine: Floats = np.rint(weights * (FINE / np.maximum(norms, 1e-9))[owners]) / FINE
    cuts = np.searchsorted(owners, np.arange(len(keys) + 1)).tolist()
    return [Profile(keys=whole[a:b], weights=fine[a:b]) for a, b in pairwise(cuts)]


def aspects_by(given: Bodies, telling: Floats, halves: tuple[float, ...]) -> Callable[[Body, Counted], Aspects]:
    """What asks a report, of which the words are counted, for its details: names, figures, years.

    `halves`: how many things a report must tell in each to be trusted by half. Whom the lead names, for the background
    of two fights of one boxer names the same people. A page's day stands above its text, so it is no word of it.
    """
    names = np.where(given.names, telling, 0.0)
    figures = np.where(given.vocabulary.numbers, telling, 0.0)
    years = given.vocabulary.years.astype(np.float64)

    def ask(body: Body, often: Counted) -> Aspects:
        lead = np.concatenate([body.words.ids[: _lead(body)], body.title])
        dated = _dated(given, body, often)
        profiles = (
            profile_of(*_counted(given.word_keys[lead], np.ones(len(lead))), names),
            profile_of(*dated, figures),
            profile_of(*dated, years),
        )
        return Aspects(profiles=profiles, trust=tuple(map(_trust, profiles, halves)))

    return ask


def _trust(profile: Profile, half: float) -> int:
    size = len(profile.keys)
    return round(FULL * size / (size + half)) if size else 0


def _lead(body: Body) -> int:
    """Where the words of the lead end."""
    return body.cuts[min(LEAD, len(body.sentences))]


def _dated(given: Bodies, body: Body, often: Counted) -> Counted:
    """The words, and the figures of the day on which the report came out."""
    if not len(body.day):
        return often
    day = given.word_keys[body.day]
    keys, times = often
    return _counted(np.concatenate([keys, day]), np.concatenate([times, np.full(len(day), LEAD_WEIGHT)]))


def _counted(keys: Ints, times: Floats) -> Counted:
    distinct, where = np.unique(keys, return_inverse=True)
    return distinct.astype(np.int32), np.bincount(where, weights=times, minlength=len(distinct)).astype(np.float64)
