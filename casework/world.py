"""Everything a dialogue may look up, as `conversations.view.World` wants it, frozen for a turn."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from casework.hashes import invite_hash, opens
from casework.morocco_time import instant, local, today
from casework.numbers import numbers_for
from casework.person import Person
from casework.ports import Surroundings, UnitOfWork
from casework.tasks import is_sensitive, on_call
from catalogue.actor import Actor
from catalogue.needs import needs
from catalogue.places import gazetteer
from catalogue.search import Offer, Reason, Snapshot
from conversations.messages import Moment, Ref, Text, Value
from conversations.view import ActorView, InviteView, Near, NeedView, OfferView

AUDIENCE = ("returnees",)
CHILD_NEED = "child_protection"
GENERAL_SHOWN = 2
"""The nearest general service and the next: one door may be closed."""
WORKDAYS = range(1, 6)


@dataclass(frozen=True, slots=True)
class CaseWorld:
    """The catalogue, the places and the staff, seen from one chat."""

    uow: UnitOfWork
    around: Surroundings
    now: datetime
    person: Person | None
    facts: Mapping[str, str]

    def needs(self) -> Sequence[NeedView]:
        """The tree of needs, in the order they are shown."""
        return [NeedView(each.code, each.dimension, each.sensitive) for each in needs().values()]

    def offers(
        self, needs: Sequence[str], place: str, *, exclude: Collection[str] = ()
    ) -> Sequence[OfferView]:
        """Every actor that fits and may be shown to a person, best first."""
        snapshot = self.around.snapshot(self.uow)
        found = snapshot.offers(
            needs, place or None, today=today(self.now), audience=AUDIENCE, exclude=exclude
        )
        shown = [self._shown(snapshot, offer) for offer in found]
        return sorted(shown, key=lambda offer: not offer.referable)

    def _shown(self, snapshot: Snapshot, offer: Offer) -> OfferView:
        actor = snapshot.actor(offer.actor)
        facts = facts_of(actor) if actor else ()
        reasons = tuple(_reason(each) for each in offer.reasons)
        referable = offer.referable and fits_child(actor, self.facts)
        return OfferView(offer.actor, offer.service, referable, reasons, facts)

    def general(self, place: str) -> Sequence[OfferView]:
        """The nearest general services, as information: nothing is sent to them."""
        found = self.around.snapshot(self.uow).general(place or None, GENERAL_SHOWN)
        return [OfferView(each.id, "", False, (), facts_of(each)) for each in found]

    def actor(self, actor: str) -> ActorView | None:
        """An actor's record."""
        found = self.around.snapshot(self.uow).actor(actor)
        if found is None:
            return None
        return ActorView(found.id, found.needs, found.perimeter, found.city, found.website)

    def children(self, place: str) -> Sequence[str]:
        """The regions, or what one chooses among under a place."""
        return [each.code for each in gazetteer().children(place or None)]

    def level(self, place: str) -> str:
        """region, province, cercle, commune or arrondissement; empty when unknown."""
        found = gazetteer().get(place)
        return found.level if found else ""

    def path(self, place: str) -> Sequence[str]:
        """From the region down to the place."""
        return [each.code for each in gazetteer().path(place)]

    def urban(self, place: str) -> bool | None:
        """True in a town, False in the country, None when the place does not tell."""
        found = gazetteer().get(place)
        if found is None:
            return None
        return True if found.level == "arrondissement" else found.urban

    def near(self, position: tuple[float, float]) -> Near | None:
        """What is near a position; it is looked at and not kept."""
        found = gazetteer().nearest(*position)
        return Near(found.province or "", found.towns) if found else None

    def numbers(self, danger: str, place: str) -> Sequence[Text]:
        """The numbers to give, first the one to call first."""
        return numbers_for(danger, region_of(place), self.urban(place))

    def coordinator_on(self, place: str) -> bool:
        """Whether a coordinator of the place's region has joined and is on at this hour."""
        start, end = self.around.staff_hours
        wall = local(self.now)
        working = start <= wall.hour < end and wall.isoweekday() in WORKDAYS
        return working and bool(on_call(self.uow, region_of(place)))

    def hours(self, place: str) -> tuple[int, int] | None:
        """From when to when coordinators of the place's region answer; None when none joined."""
        joined = on_call(self.uow, region_of(place))
        return self.around.staff_hours if joined else None

    def invite(self, token: str) -> InviteView | None:
        """The invite of that token, while it holds."""
        found = self.uow.staff.invite(invite_hash(self.uow, token)) if token else None
        if found is None or found.used_at is not None or self.now >= found.expires_at:
            return None
        return InviteView(found.role, found.actor, found.region)

    def opens(self, secret: str) -> bool:
        """Whether this is the word, or picture, the person chose."""
        return self.person is not None and opens(self.uow, self.person, secret)

    def share_link(self) -> str:
        """A link to the assistant, to be passed on; empty when there is none."""
        return self.around.bot_link


def region_of(place: str) -> str:
    """The code of a place's region; empty for an unknown place."""
    path = gazetteer().path(place)
    return path[0].code if path else ""


def province_of(place: str) -> str:
    """The code of a place's province; empty above that level."""
    return (gazetteer().province_of(place) or "") if place else ""


def region_of_actor(actor: Actor) -> str:
    """The one region an actor works in; empty for several, or for the whole country."""
    regions = {region_of(code) for code in actor.perimeter}
    return regions.pop() if len(regions) == 1 else ""


def fits_child(actor: Actor | None, facts: Mapping[str, str]) -> bool:
    """A case about a child goes to services accredited for children only."""
    if facts.get("for_whom") != "child":
        return True
    return actor is not None and CHILD_NEED in actor.accredited


def facts_of(actor: Actor) -> tuple[Text, ...]:
    """What is shown of an actor beside its name: town and public site."""
    towns = ", ".join(each.strip() for each in actor.city.split(";"))
    town = (Text("reason.town", {"town": towns}),) if towns else ()
    site = (Text("reason.site", {"site": actor.website}),) if actor.website else ()
    return (*town, *site)


_NAMES = {"days": "n"}
"""A number that chooses the plural form goes by the name the texts know."""


def _reason(reason: Reason) -> Text:
    values = {_NAMES.get(name, name): _value(name, each) for name, each in reason.values.items()}
    return Text(f"reason.{reason.code}", values)


def _value(name: str, value: object) -> Value:
    if name == "need":
        return Ref("staff_need" if is_sensitive(str(value)) else "need", str(value))
    if isinstance(value, date):
        return Moment(instant(datetime.combine(value, time(12))).astimezone(UTC))
    return value if isinstance(value, int) else str(value)
