"""The ports of the catalogue's records, in memory: records, proposals, assessments."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from casework.proposal import Past, Proposal
from catalogue.assessment import Score
from catalogue.record import Change, Record, actor_of, as_json, changes
from catalogue.schema import ACTOR
from tests.casework.memory_people import Tables

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
DECIDED = ("verified_on", "full_until", "accredited", "focal_points", "answered", "usual_days")


@dataclass
class Records:
    t: Tables

    def get(self, actor: str) -> Record | None:
        return self.t.records.get(actor)

    def all(self) -> Sequence[Record]:
        return list(self.t.records.values())

    def naming(self, actor: str) -> Sequence[Record]:
        links = {each.id: each.rows("link") for each in self.all()}
        return [each for each in self.all() if any(row["to"] == actor for row in links[each.id])]

    def write(self, records: Iterable[Record], *, by: str, why: str = "") -> int:
        before = len(self.t.history)
        for record in records:
            old = self.t.records.get(record.id)
            told = changes(old, record) if old else (Change(ACTOR, "", "", None, None),)
            self.t.history += [(record.id, Past(NOON, by, why, change)) for change in told]
            self._put(record)
        return len(self.t.history) - before

    def _put(self, record: Record) -> None:
        known = self.t.actors.get(record.id)
        decided = {name: getattr(known, name) for name in DECIDED} if known else {}
        self.t.records[record.id] = record
        self.t.actors[record.id] = actor_of(record, **decided)
        self.t.actors_version += 1

    def remove(self, actor: str, *, by: str, why: str) -> None:
        gone = as_json(self.t.records.pop(actor))
        del self.t.actors[actor]
        self.t.actors_version += 1
        self.t.history.append((actor, Past(NOON, by, why, Change(ACTOR, "", "", gone, None))))

    def history(self, actor: str) -> Sequence[Past]:
        return [past for name, past in reversed(self.t.history) if name == actor]

    def touched(self, but: str) -> Collection[str]:
        return {name for name, past in self.t.history if past.who != but}


@dataclass
class Proposals:
    t: Tables

    def add(self, proposal: Proposal) -> None:
        self.t.proposals[proposal.id] = proposal

    def get(self, proposal: str) -> Proposal | None:
        return self.t.proposals.get(proposal)

    def waiting(self) -> Sequence[Proposal]:
        return [each for each in self.t.proposals.values() if each.state == "open"]

    def of_actor(self, actor: str) -> Sequence[Proposal]:
        return [each for each in reversed(self.t.proposals.values()) if each.actor == actor]

    def decide(self, proposal: str, *, approved: bool, by: str, at: datetime) -> bool:
        found = self.t.proposals[proposal]
        if found.state != "open":
            return False
        self.t.proposals[proposal] = replace(
            found, state="approved" if approved else "refused", decided_by=by, decided_at=at
        )
        return True


@dataclass
class Assessments:
    t: Tables

    def keep(self, scores: Iterable[Score]) -> None:
        for each in scores:
            self.t.scores[each.actor, each.assessor, each.day, each.criterion] = each

    def forget(self, actor: str) -> None:
        for key in [each for each in self.t.scores if each[0] == actor]:
            del self.t.scores[key]

    def of(self, actor: str) -> Sequence[Score]:
        return [each for each in self.t.scores.values() if each.actor == actor]

    def all(self) -> Sequence[Score]:
        return list(self.t.scores.values())
