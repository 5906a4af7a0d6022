"""Which actors fit needs and a place, ranked, with reasons as codes; texts are not here.

A snapshot is immutable: a change of the catalogue builds another one and swaps it in.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import TypeVar

from catalogue.actor import Actor
from catalogue.actor_names import ActorNames
from catalogue.general import nearest_general
from catalogue.needs import Need
from catalogue.needs import needs as all_needs
from catalogue.places import Gazetteer
from catalogue.towns import reaches, towns_of
from catalogue.variety import body_of, spread

V = TypeVar("V")

# One table of weights: they sum to 1. Explained in docs/matching.md.
WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "place": 0.40,
        "need": 0.20,
        "audience": 0.10,
        "fresh": 0.10,
        "capacity": 0.08,
        "answers": 0.07,
        "speed": 0.05,
    }
)
_NEARNESS: Mapping[str, float] = MappingProxyType(
    {
        "same_commune": 1.0,
        "near": 0.9,
        "same_cercle": 0.88,
        "same_province": 0.85,
        "same_region": 0.6,
        "national": 0.35,
        "place_unknown": 0.5,
    }
)
_NEAR_KM = 30.0
# An answer within three days is quick, one after fourteen is slow.
_QUICK_DAYS, _SLOW_DAYS = 3.0, 14.0
# A second need weighs a little less than the first the person named.
LATER_NEED = 0.97
# An actor that does so much does each thing a little less surely.
_MANY_SERVICES = 8
# Names that fit less than this are not what was asked for.
_CALLED = 0.5
_FOR_RETURNEES = frozenset({"returnees", "mre", "expelled returnees", "all", "vulnerable"})


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an offer stands where it stands: a code, and the values its sentence needs."""

    code: str
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Offer:
    """One actor for one need. `why_not` is None exactly when it is `referable`.

    `parts` holds the worth (0…1) of each part of the score, `rank` how many needs were named
    before this one: the score follows from them (`explain.account`).
    """

    actor: str
    service: str
    name: Mapping[str, str]
    score: float
    distance_km: float | None
    referable: bool
    why_not: str | None
    reasons: tuple[Reason, ...]
    parts: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    rank: int = 0


class Snapshot:
    """The catalogue at one instant, indexed by need."""

    def __init__(self, actors: Iterable[Actor], gazetteer: Gazetteer) -> None:
        self._places = gazetteer
        self._needs = all_needs()
        self._by_id: Mapping[str, Actor] = {actor.id: actor for actor in actors}
        self._towns = {actor.id: towns_of(actor, gazetteer) for actor in self.actors}
        self._bodies = {actor.id: body_of(actor) for actor in self.actors}
        self._names = ActorNames.of(self.actors)
        by_need: dict[str, list[Actor]] = defaultdict(list)
        for actor in self.actors:
            for need in actor.needs:
                by_need[need].append(actor)
        self._by_need: Mapping[str, Sequence[Actor]] = by_need

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Every actor."""
        return tuple(self._by_id.values())

    def changed(self, changes: Mapping[str, Actor | None]) -> "Snapshot":
        """Another snapshot with these actors as they are now, by id; None: it is no more.

        What did not change is shared: this costs the changes and a copy of the indexes, about 2 ms
        with 20,000 actors, where building one anew takes two seconds, most of them for the names.
        """
        new = copy(self)
        now = [actor for actor in changes.values() if actor is not None]
        new._by_id = _with(self._by_id, changes, {actor.id: actor for actor in now})
        towns = {actor.id: towns_of(actor, self._places) for actor in now}
        new._towns = _with(self._towns, changes, towns)
        new._bodies = _with(self._bodies, changes, {actor.id: body_of(actor) for actor in now})
        new._names = self._names.changed(changes)
        before = [actor for key in changes if (actor := self._by_id.get(key)) is not None]
        touched = {need for actor in (*before, *now) for need in actor.needs}
        new._by_need = {
            **self._by_need,
            **{need: self._serving_now(need, changes, now) for need in touched},
        }
        return new

    def _serving_now(
        self, need: str, changes: Collection[str], now: Sequence[Actor]
    ) -> Sequence[Actor]:
        stay = (actor for actor in self._by_need.get(need, ()) if actor.id not in changes)
        return [*stay, *(actor for actor in now if need in actor.needs)]

    def actor(self, id: str) -> Actor | None:  # noqa: A002
        """The actor of that id, or None."""
        return self._by_id.get(id)

    def named(self, text: str, limit: int = 5) -> tuple[Actor, ...]:
        """The actors called so, best first, in whatever script or spelling; none hidden."""
        hits = self._names.search(text, limit)
        return tuple(self._by_id[hit.key] for hit in hits if hit.score >= _CALLED)

    def mentioned(self, text: str) -> Actor | None:
        """The public actor that a short message of a person plainly speaks of, or None."""
        found = self.actor(self._names.mentioned(text) or "")
        return found if found and found.visibility == "public" else None

    def general(self, place: str | None, limit: int) -> tuple[Actor, ...]:
        """The nearest general services, for somebody whose need nobody meets (`general`)."""
        return nearest_general(self.actors, place, self._places)[:limit]

    def town_of(self, id: str) -> str | None:  # noqa: A002
        """The HCP code of the first commune an actor's town names, where it names one."""
        return next(iter(self._towns.get(id, ())), None)

    def offers(
        self,
        needs: Sequence[str],
        place: str | None,
        *,
        today: date,
        audience: Sequence[str] = (),
        exclude: Collection[str] = (),
        staff: bool = False,
    ) -> tuple[Offer, ...]:
        """Every actor that fits one of the needs and reaches the place, referable ones first.

        An actor appears once, for the first of the needs it serves best. Actors for staff only
        are left out unless `staff`; hidden ones and hidden services always are. A sensitive need
        is referable only where the actor is accredited for it.
        """
        best: dict[str, Offer] = {}
        for rank, need in enumerate(needs):
            for actor in self._serving(need, place, exclude=exclude, staff=staff):
                offer = self._offer(actor, need, place, today=today, audience=audience)
                offer = _ranked(offer, rank)
                if actor.id not in best or _order(offer) < _order(best[actor.id]):
                    best[actor.id] = offer
        return self._varied(sorted(best.values(), key=_order))

    def _varied(self, ranked: Sequence[Offer]) -> tuple[Offer, ...]:
        """Among those to be referred to, and among the others, no body alone in front."""
        found: list[Offer] = []
        for group in (True, False):
            same = [offer for offer in ranked if offer.referable is group]
            for offer, score in spread(same, self._body, lambda offer: offer.score):
                found.append(replace(offer, score=round(score, 3)))
        return tuple(found)

    def _body(self, offer: Offer) -> str:
        return self._bodies[offer.actor]

    def _serving(
        self, need: str, place: str | None, *, exclude: Collection[str], staff: bool
    ) -> Iterator[Actor]:
        seen = ("public", "staff") if staff else ("public",)
        for actor in self._by_need.get(need, ()):
            shown = actor.visibility in seen and need not in actor.hidden_services
            if shown and actor.id not in exclude and self.reaches(actor, place):
                yield actor

    def reaches(self, actor: Actor, place: str | None) -> bool:
        """True when the actor's perimeter and the place overlap, or one of them is open."""
        return reaches(actor, place, self._places)

    def _offer(
        self, actor: Actor, need: str, place: str | None, *, today: date, audience: Sequence[str]
    ) -> Offer:
        distance = self._distance(actor, place)
        nearness = self._nearness(actor, place, distance)
        why_not = _why_not(actor, self._needs.get(need), need, today)
        parts = {
            "place": _NEARNESS[nearness.code],
            "need": specialised(actor, need),
            "audience": suits(actor, audience),
            "fresh": 1.0 if actor.verified(today) else 0.0,
            "capacity": 0.0 if actor.full(today) else 1.0,
            "answers": 0.5 if actor.answered is None else actor.answered,
            "speed": speed(actor.usual_days),
        }
        score = sum(WEIGHTS[name] * worth for name, worth in parts.items())
        return Offer(
            actor=actor.id,
            service=need,
            name=actor.names,
            score=round(score, 3),
            distance_km=distance,
            referable=why_not is None,
            why_not=why_not,
            reasons=(
                Reason("offers_need", {"need": need}),
                nearness,
                *_said_of(actor, need, today),
            ),
            parts=MappingProxyType(parts),
        )

    def _distance(self, actor: Actor, place: str | None) -> float | None:
        towns = self._towns.get(actor.id, ()) if place else ()
        known = (self._places.distance_km(place or "", town) for town in towns)
        return min((km for km in known if km is not None), default=None)

    def _nearness(self, actor: Actor, place: str | None, distance: float | None) -> Reason:
        if place is None:
            return Reason("national") if not actor.perimeter else Reason("place_unknown")
        code = self._level_shared(actor, place)
        if distance is not None and distance <= _NEAR_KM and code != "same_commune":
            return Reason("near", {"km": max(1, round(distance))})
        return Reason(code)

    def _level_shared(self, actor: Actor, place: str) -> str:
        anchors = self._towns.get(actor.id) or actor.perimeter
        for code, level_of in (
            ("same_commune", self._places.commune_of),
            ("same_cercle", self._places.cercle_of),
            ("same_province", self._places.province_of),
        ):
            here = level_of(place)
            if here is not None and any(level_of(anchor) == here for anchor in anchors):
                return code
        return "same_region" if actor.perimeter else "national"


def _with(known: Mapping[str, V], gone: Collection[str], new: Mapping[str, V]) -> dict[str, V]:
    # A copy by the interpreter itself: written out, it costs ten times as much.
    found = dict(known)
    for key in gone:
        found.pop(key, None)
    found.update(new)
    return found


def _why_not(actor: Actor, need: Need | None, code: str, today: date) -> str | None:
    """The first thing that stands between the actor and a referral, or None."""
    if actor.tier != "referral" or actor.focal_points < 1:
        return "no_focal_point"
    if not actor.verified(today):
        return "unverified"
    if (need is None or need.sensitive) and code not in actor.accredited:
        return "not_accredited"
    return "full" if actor.full(today) else None


def _said_of(actor: Actor, need: str, today: date) -> Iterator[Reason]:
    if need in actor.accredited and actor.referable(today):
        yield Reason("accredited")
    if actor.usual_days is not None and actor.usual_days <= _QUICK_DAYS:
        yield Reason("answers_fast", {"days": max(1, round(actor.usual_days))})
    if actor.paused(today):
        yield Reason("full_until", {"date": actor.full_until})
    elif actor.without_places(today):
        yield Reason("no_place_free")
    if actor.verified(today):
        yield Reason("verified_on", {"date": actor.verified_on})
    else:
        yield Reason("to_be_verified")
    if actor.tier == "information":
        yield Reason("information_only")


def specialised(actor: Actor, need: str) -> float:
    """How much of what an actor does is this need: 1 for all, 0.3 for one of eight and more."""
    first = 0.3 if actor.needs and actor.needs[0] == need else 0.0
    return min(1.0, first + 1 - 0.7 * min(len(actor.needs), _MANY_SERVICES) / _MANY_SERVICES)


def suits(actor: Actor, audience: Sequence[str]) -> float:
    """1 when it serves people of one of these kinds, 0.2 when only others, unknown is half."""
    if not audience or not actor.audience:
        return 0.5
    wanted = {*audience, *(_FOR_RETURNEES if "returnees" in audience else ("all",))}
    return 1.0 if any(kind in wanted for kind in actor.audience) else 0.2


def speed(days: float | None) -> float:
    """1 for an answer within three days, 0 from fourteen on; unknown is half."""
    if days is None:
        return 0.5
    return min(1.0, max(0.0, (_SLOW_DAYS - days) / (_SLOW_DAYS - _QUICK_DAYS)))


def _ranked(offer: Offer, rank: int) -> Offer:
    if not rank:
        return offer
    return replace(offer, score=round(offer.score * LATER_NEED**rank, 3), rank=rank)


def _order(offer: Offer) -> tuple[bool, float, float, str]:
    far = offer.distance_km if offer.distance_km is not None else 1e6
    return not offer.referable, -offer.score, far, offer.actor
