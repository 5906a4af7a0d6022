"""What people asked for, by need and province, as it may be printed and sent.

Two things are counted: requests sent to an actor, and requests for which nobody was found (each
time it was said, of nobody in particular). All sensitive needs are one line, as everywhere
(decision 0008). A figure under eleven is never told, nor one from which such a figure follows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from casework.matrix_suppression import Key, hidden_cells
from casework.ports import UnitOfWork
from casework.statistics import STATES
from casework.suppression import PUBLIC
from catalogue.mapping.gaps import CONFIDENTIAL
from catalogue.mapping.material import Demand
from catalogue.needs import needs
from catalogue.places import gazetteer

NO_PROVINCE = ""
"""The column of requests whose province is not known: in no table, but a total less the rest."""


def demand(uow: UnitOfWork, threshold: int = PUBLIC) -> Mapping[Key, Demand]:
    """By need (sensitive ones together: `CONFIDENTIAL`) and province (HCP code).

    `asked` counts both kinds of requests and is told only where both may be: the difference would
    tell the other. What is not in the mapping was never asked for.
    """
    sent, nobody = requests_sent(uow), requests_for_nobody(uow)
    hidden_sent, hidden_nobody = _hidden(sent, threshold), _hidden(nobody, threshold)
    found = {}
    for key in sorted({*sent, *nobody} | hidden_sent | hidden_nobody):
        alone = None if key in hidden_nobody else nobody[key]
        both = None if alone is None or key in hidden_sent else sent[key] + alone
        if key[1] != NO_PROVINCE:
            found[key] = Demand(both, alone)
    return found


def requests_sent(uow: UnitOfWork) -> Counter[Key]:
    """Requests sent to an actor; what was entered in error is not counted."""
    counts = uow.referrals.counts(("state", "need", "province"), {})
    return _counted(((c.by[1], c.by[2]), c.n) for c in counts if c.by[0] in STATES)


def requests_for_nobody(uow: UnitOfWork) -> Counter[Key]:
    """How often nobody was found, over all months."""
    return _counted(((need, province), n) for (need, province, _), n in uow.gaps.all().items())


def _counted(counts: Iterable[tuple[Key, int]]) -> Counter[Key]:
    """An unknown need counts as sensitive."""
    found = Counter[Key]()
    for (need, province), n in counts:
        known = needs().get(need)
        plain = known is not None and not known.sensitive
        found[need if plain else CONFIDENTIAL, province] += n
    return found


def _hidden(counts: Mapping[Key, int], threshold: int) -> frozenset[Key]:
    """The cells to be hidden of the whole table: of needs that anybody has, by province."""
    asked = dict.fromkeys(need for need, _ in counts)
    columns = dict.fromkeys((*_provinces(), *(province for _, province in counts)))
    whole = {
        (need, province): counts.get((need, province), 0) for need in asked for province in columns
    }
    return hidden_cells(whole, threshold)


def _provinces() -> Iterable[str]:
    """Those a person's place can lie in: no parts of Casablanca."""
    places = gazetteer()
    every = (each for region in places.children(None) for each in places.children(region.code))
    return [each.code for each in every]
