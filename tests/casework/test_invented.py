"""Invented actors that are taken out leave their history and nothing else."""

from __future__ import annotations

from datetime import UTC, date, datetime

from bot.ids import SeededIds
from casework.importing import apply, plan
from casework.invented import remove_invented
from catalogue.assessment import Score
from catalogue.exchange.draft import Draft, Told
from catalogue.record import Record
from tests.casework.memory import MemoryStore, MemoryUnitOfWork

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
INVENTED = Told(
    "SYN-0001",
    2,
    {"id": "SYN-0001", "name": {"fr": "Inventée"}},
    {"contact": ({"kind": "phone", "value": "0500000000"},)},
)


def filled(work: MemoryUnitOfWork) -> None:
    score = Score("SYN-0001", "mission Exemple", date(2026, 11, 1), "staff_qualified", 3)
    apply(work, plan([], Draft((INVENTED,), (score,))), name="syn.csv", ids=SeededIds(), now=NOW)
    links = ({"to": "SYN-0001", "as": "partner"}, {"to": "B", "as": "partner"})
    work.records.write([Record({"id": "A", "name": {"fr": "A"}}, {"link": links})], by="s1")
    work.actors.accredit("SYN-0001", "violence", by="s1", at=NOW)


def test_scores_proposals_grants_and_links_go_with_the_invented_actors() -> None:
    store = MemoryStore()
    store.write(filled)
    store.write(lambda work: remove_invented(work, NOW))

    def left(work: MemoryUnitOfWork) -> None:
        (real,) = work.records.all()
        assert (real.id, real.rows("link")) == ("A", ({"to": "B", "as": "partner"},))
        assert list(work.assessments.all()) == []
        assert list(work.proposals.waiting()) == []
        newest = work.records.history("SYN-0001")[0]
        assert (newest.who, newest.why, newest.change.after) == ("operator", "synthetic", None)

    store.write(left)
