"""What the recommendations stand on, computed once: counts and who is counted, no sentence.

Everything is read from `Material` or comes from the modules that draw the same in a study; a rule
(`rules`) only asks whether there is something to say.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from catalogue.actor import VERIFIED_FOR
from catalogue.mapping import network as net
from catalogue.mapping.coverage import FIRST_REGIONS
from catalogue.mapping.gaps import CONFIDENTIAL, Cover, Gaps, gaps
from catalogue.mapping.material import Entry, Material
from catalogue.mapping.network import Among, Network, network_of
from catalogue.marks import Assessed, assessed
from catalogue.needs import needs
from catalogue.record import items_of


@dataclass(frozen=True)
class Evidence:
    """The material and what follows from it; each fact is computed when it is first asked for."""

    material: Material

    @cached_property
    def partners(self) -> tuple[Entry, ...]:
        """The actors that could take referrals one day: not hidden, not there to inform only."""
        return tuple(
            entry
            for entry in self.material.entries
            if entry.actor.visibility != "hidden" and entry.actor.tier == "referral"
        )

    @cached_property
    def gaps(self) -> Gaps:
        """Every need in every province."""
        return gaps(self.material, reader="staff")

    @cached_property
    def network(self) -> Network:
        """All links among actors."""
        return network_of(self.material, Among())

    @cached_property
    def weak_points(self) -> tuple[net.WeakPoint, ...]:
        """The actors without whom others are cut off."""
        return net.weak_points(self.network)

    @cached_property
    def assessed(self) -> dict[str, Assessed]:
        """The marks of the actors that others have assessed."""
        found = assessed(self.material.scores)
        return {actor: each for actor, each in found.items() if each.by_assessor}

    def those(self, holds: Callable[[Entry], bool]) -> tuple[str, ...]:
        """The ids of the partners of which something holds."""
        return tuple(entry.id for entry in self.partners if holds(entry))

    def without(self, name: str) -> tuple[str, ...]:
        """The partners whose record has no value of that name."""
        return self.those(lambda entry: not entry.record.values.get(name))

    @cached_property
    def ordinary_needs(self) -> tuple[str, ...]:
        """The needs that may be named wherever a paper is read."""
        return tuple(code for code, need in needs().items() if not need.sensitive)

    @cached_property
    def needs_of_nobody(self) -> tuple[str, ...]:
        """The needs that no actor of the country serves where it may be seen."""
        served = {need for entry in self.material.entries for need in entry.actor.needs}
        return tuple(need for need in needs() if need not in served)

    @cached_property
    def widest_gaps(self) -> tuple[tuple[str, Sequence[Cover]], ...]:
        """The needs with provinces where nobody serves them: most people first."""
        worst = (need for need in self.gaps.worst() if need in self.ordinary_needs)
        found = ((need, self.gaps.without(need)) for need in worst)
        return tuple((need, covers) for need, covers in found if covers)

    @cached_property
    def regions_without_accreditation(self) -> tuple[str, ...]:
        """The regions in none of whose provinces anybody is accredited for a sensitive need."""
        sensitive = [code for code, need in needs().items() if need.sensitive]
        covered = {
            self.material.places.region_of(place.code)
            for need in sensitive
            for place in self.gaps.provinces
            if self.gaps.covers[need, place.code].accredited
        }
        return tuple(r.code for r in self.material.places.children(None) if r.code not in covered)

    @cached_property
    def redundant(self) -> tuple[Cover, ...]:
        """Where a need that may be named has more than enough actors."""
        return self._marked("redundant")

    def _marked(self, mark: str) -> tuple[Cover, ...]:
        covers = self.gaps.covers.values()
        return tuple(c for c in covers if c.mark == mark and c.need in self.ordinary_needs)

    @cached_property
    def shelters_missing(self) -> tuple[Cover, ...]:
        """The provinces of the project's three regions in which nobody gives shelter."""
        return tuple(
            cover
            for cover in self.gaps.without("emergency_shelter")
            if self.material.places.region_of(cover.province) in FIRST_REGIONS
        )

    @cached_property
    def empty_provinces(self) -> tuple[str, ...]:
        """The provinces in which no need at all has an actor of the province itself."""
        every = [need for need in self.gaps.needs if need != CONFIDENTIAL]
        return tuple(
            place.code
            for place in self.gaps.provinces
            if not any(self.gaps.covers[need, place.code].local for need in every)
        )

    @cached_property
    def unanswered(self) -> tuple[tuple[str, int], ...]:
        """The needs for which nobody was found, and how often, as far as it may be shown."""
        counted: Counter[str] = Counter()
        for (need, _), demand in self.material.demand.items():
            if need in self.ordinary_needs and demand.nobody:
                counted[need] += demand.nobody
        return tuple(counted.most_common())

    @cached_property
    def training(self) -> tuple[tuple[str, int], ...]:
        """The trainings asked for, and by how many actors, most first."""
        told = (items_of(entry.record.values, "training_needs") for entry in self.partners)
        return counted(code for codes in told for code in codes)

    @cached_property
    def weakest_dimension(self) -> tuple[str, float] | None:
        """The dimension of the capacity grid with the lowest mean over the assessed actors."""
        sums: dict[str, list[float]] = {}
        for each in self.assessed.values():
            for dimension, mean in each.together.dimensions.items():
                sums.setdefault(dimension, []).append(mean)
        means = {dimension: sum(all_) / len(all_) for dimension, all_ in sums.items()}
        return min(means.items(), key=lambda pair: (pair[1], pair[0])) if means else None

    @cached_property
    def not_verified(self) -> tuple[str, ...]:
        """The partners that were verified once and no longer are."""
        day = self.material.today
        return self.those(
            lambda e: e.actor.verified_on is not None and day - e.actor.verified_on > VERIFIED_FOR
        )


def counted(values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Each value and how often, most often first, then by its own order."""
    return tuple(sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0])))
