"""The eleventh part of a study: the road map and the referral mechanism it leads to.

States, deadlines, consent and roles are those of the program (domain.md, The referral), told for
those who will work by them.
"""

from collections.abc import Iterable

from catalogue.mapping.recommendations import recommendations, roadmap_blocks
from catalogue.papers.blocks import Block, Column, Heading, Items, Paragraph, Table
from catalogue.study.subject import Study

STATES = (
    "draft", "requested", "received", "on_hold", "accepted", "in_progress", "completed",
    "rejected", "expired", "failed", "cancelled",
)  # fmt: skip
DEADLINES = (("emergency", "1 h", "24 h", "24 h"), ("urgent", "24 h", "72 h", "72 h"))
ROLES = ("person", "focal", "coordinator", "protection", "operator")
CONSENT = ("named", "items", "withdraw", "end", "again")


def road_map(study: Study) -> Iterable[Block]:
    """First the steps, then how a referral will go."""
    found = recommendations(study.material)
    yield Heading(study.tell("study.road"))
    yield Paragraph(study.tell("study.road.how"))
    yield from roadmap_blocks(found, study.material, study.lang)
    yield Heading(study.tell("study.mechanism"), 2)
    yield Paragraph(study.tell("study.mechanism.how"))
    for part in (_roles, _states, _deadlines, _consent, _sensitive, _follow_up):
        yield from part(study)


def _roles(study: Study) -> Iterable[Block]:
    yield Heading(study.tell("study.roles"), 3)
    columns = (Column(study.tell("study.role")), Column(study.tell("study.role.does"), width=4))
    rows = tuple(
        (study.tell(f"study.role.{role}"), study.tell(f"study.role.{role}.does")) for role in ROLES
    )
    yield Table(columns, rows)


def _states(study: Study) -> Iterable[Block]:
    yield Heading(study.tell("study.states"), 3)
    yield Paragraph(study.tell("study.states.how"))
    columns = (
        Column(study.tell("study.state"), width=1.1),
        Column(study.tell("study.state.means"), width=3),
        Column(study.tell("study.state.next"), width=2.2),
    )
    rows = tuple(
        (
            study.tell(f"study.state.{state}"),
            study.tell(f"study.state.{state}.means"),
            study.tell(f"study.state.{state}.next"),
        )
        for state in STATES
    )
    yield Table(columns, rows)
    yield Paragraph(study.tell("study.states.facts"))


def _deadlines(study: Study) -> Iterable[Block]:
    yield Heading(study.tell("study.deadlines"), 3)
    yield Paragraph(study.tell("study.deadlines.how"))
    columns = tuple(
        Column(study.tell(f"study.deadlines.{name}"), "text" if name == "urgency" else "mark")
        for name in ("urgency", "acknowledge", "decide", "contact")
    )
    days = (study.count("days", n) for n in (3, 7, 14))
    rows = [(study.tell(f"study.urgency.{code}"), *told) for code, *told in DEADLINES]
    yield Table(columns, (*rows, (study.tell("study.urgency.normal"), *days)))
    yield Paragraph(study.tell("study.deadlines.missed"))


def _consent(study: Study) -> Iterable[Block]:
    yield Heading(study.tell("study.consent"), 3)
    yield Items(tuple(study.tell(f"study.consent.{each}") for each in CONSENT))


def _sensitive(study: Study) -> Iterable[Block]:
    yield Heading(study.tell("study.sensitive"), 3)
    yield Paragraph(study.tell("study.sensitive.how"))


def _follow_up(study: Study) -> Iterable[Block]:
    yield Heading(study.tell("study.follow"), 3)
    yield Paragraph(study.tell("study.follow.how"))
    yield Paragraph(study.tell("study.follow.measures"))
