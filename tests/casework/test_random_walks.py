"""Whatever people press in whatever order: no illegal step, no leak, no case without a consent."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from casework.referral import DISCLOSED_FOR, MOVES, OPEN, TAKEN, Referral
from conversations.effects import (
    AnswerFollowUp,
    ConfirmDestruction,
    GrantConsent,
    LiftDispute,
    MoveReferral,
    OfferNextActor,
    OpenReferral,
    RecordOutcome,
    RelayToActor,
    RelayToPerson,
    ShowCase,
    WithdrawConsent,
)
from tests.casework.test_disclosure import shown
from tests.casework.world import Stage, stage_with_case

PEOPLE = st.sampled_from(["amina", "karim", "nadia", "samira", "omar"])
ACTORS = st.sampled_from(["ngo", "other", "office"])
STATES = st.sampled_from(sorted({to for row in MOVES.values() for to in row} | {"nonsense"}))
OUTCOMES = st.sampled_from(["got_help", "partly_helped", "no_show", "not_helped", "nonsense", ""])
ANSWERS = st.sampled_from(["yes", "no", "partly", "later", "skip", "stop", "nonsense"])
DAYS = st.sampled_from(["day3", "day14"])
FOCAL = {"ngo": "karim", "other": "nadia"}
WHO = {"Amina", "+212600000001"}


class CaseWalk(RuleBasedStateMachine):
    """Five people press whatever there is; time passes."""

    def __init__(self) -> None:
        super().__init__()
        self.stage: Stage = stage_with_case()
        self.stage.join("nadia", actor="other")
        self.stage.join("omar", "coordinator", region="11")
        self.before: dict[str, Referral] = {}
        self.said = 0

    @property
    def all(self) -> dict[str, Referral]:
        return {each.reference: each for each in self.stage.store.tables.referrals.values()}

    def reference(self, pick: int) -> str:
        known = sorted(self.all)
        return known[pick % len(known)] if known else "TJ-NOBODY"

    @rule(actor=ACTORS, pick=st.integers(0, 5), consents=st.booleans())
    def open(self, actor: str, pick: int, consents: bool) -> None:
        given = (GrantConsent("referral", actor, ("name", "need", "place")),) if consents else ()
        self.stage.send("amina", *given, OpenReferral(actor, "employment", self.reference(pick)))

    @initialize()
    def begin(self) -> None:
        for actor in FOCAL:
            self.stage.refer(actor, scope=("name", "need", "place"))

    @rule(pick=st.integers(0, 5), outcome=st.sampled_from(["got_help", "no_show"]))
    def work(self, pick: int, outcome: str) -> None:
        """The focal point does what comes next."""
        case = self.all[self.reference(pick)]
        nexts = {"accepted": "in_progress", "in_progress": "completed"}
        to = nexts.get(case.state, "accepted")
        told = outcome if to == "completed" else ""
        effects = (MoveReferral(case.reference, to, outcome=told), ShowCase(case.reference))
        self.stage.send(FOCAL[case.actor], *effects)

    @rule(pick=st.integers(0, 5), answer=st.sampled_from(["yes", "no"]))
    def reply(self, pick: int, answer: str) -> None:
        """The person answers what they are asked."""
        self.stage.send("amina", AnswerFollowUp("day14", self.reference(pick), answer))

    @rule(who=PEOPLE, to=STATES, outcome=OUTCOMES, pick=st.integers(0, 5))
    def move(self, who: str, to: str, outcome: str, pick: int) -> None:
        self.stage.send(who, MoveReferral(self.reference(pick), to, outcome=outcome))

    @rule(who=PEOPLE, outcome=OUTCOMES, pick=st.integers(0, 5))
    def tell(self, who: str, outcome: str, pick: int) -> None:
        self.stage.send(who, RecordOutcome(self.reference(pick), outcome))

    @rule(who=PEOPLE, answer=ANSWERS, day=DAYS, pick=st.integers(0, 5))
    def answer(self, who: str, answer: str, day: str, pick: int) -> None:
        self.stage.send(who, AnswerFollowUp(day, self.reference(pick), answer))  # type: ignore[arg-type]

    @rule(
        who=PEOPLE,
        pick=st.integers(0, 5),
        make=st.sampled_from([ShowCase, LiftDispute, OfferNextActor, ConfirmDestruction]),
    )
    def press(self, who: str, pick: int, make: type[ShowCase]) -> None:
        self.stage.send(who, make(self.reference(pick)))

    @rule(who=PEOPLE, pick=st.integers(0, 5))
    def withdraw(self, who: str, pick: int) -> None:
        self.stage.send(who, WithdrawConsent("referral", self.reference(pick)))

    @rule(who=PEOPLE, pick=st.integers(0, 5), back=st.booleans())
    def write(self, who: str, pick: int, back: bool) -> None:
        make = RelayToActor if back else RelayToPerson
        self.stage.send(who, make(self.reference(pick), "bonjour"))

    @rule(hours=st.sampled_from([1, 1, 5, 20, 30, 800]))
    def wait(self, hours: int) -> None:
        self.stage.after(hours=hours)

    @invariant()
    def every_step_was_legal(self) -> None:
        for reference, now in self.all.items():
            was = self.before.get(reference)
            if was is not None and was.state != now.state:
                assert reachable(was.state, now.state), (was.state, now.state)
            assert now.version >= (was.version if was else 0)
        self.before = self.all

    @invariant()
    def every_case_stands_on_a_consent_for_its_actor(self) -> None:
        consents = self.stage.store.tables.consents
        for each in self.all.values():
            if each.person in self.stage.store.tables.people:
                consent = consents[each.consent]
                assert (consent.person, consent.actor) == (each.person, each.actor)
            if each.state in OPEN:
                assert consents[each.consent].withdrawn_at is None

    @invariant()
    def one_open_case_for_one_actor(self) -> None:
        open_cases = [each.actor for each in self.all.values() if each.state in OPEN]
        assert len(open_cases) == len(set(open_cases))

    @invariant()
    def a_name_is_shown_to_its_own_actor_while_it_may_be(self) -> None:
        rows = self.stage.store.tables.outbox[self.said :]
        for row in rows:
            if shown(row.message) & WHO:
                chat = self.stage.store.tables.chats[row.chat]
                member = self.stage.store.tables.staff.get(chat.owner)
                assert member is not None
                assert member.role == "focal"
                case = self.all[row.message.card.removeprefix("case:")]
                assert case.actor == member.actor
                assert case.state in TAKEN
                assert case.decided_at is not None
                assert self.stage.clock.at < case.decided_at + DISCLOSED_FOR
                assert "+212600000001" not in shown(row.message)
        self.said = len(self.stage.store.tables.outbox)

    @invariant()
    def what_is_over_is_watched_no_more(self) -> None:
        ended = {each.reference for each in self.all.values() if each.state not in OPEN}
        watching = {"acknowledge_by", "decide_by", "expire", "contact_by", "disclosure_end", "day3"}
        left = [
            due
            for due in self.stage.store.tables.dues.values()
            if due.subject in ended and due.purpose in watching
        ]
        assert left == []


def reachable(state: str, to: str) -> bool:
    """Whether one turn may lead there: a table row, or two (what was seen, or met, on the way)."""
    rows = MOVES.get(state, frozenset())
    return to in rows or any(to in MOVES.get(each, frozenset()) for each in rows)


CaseWalk.TestCase.settings = settings(max_examples=40, stateful_step_count=30)
TestCaseWalk = CaseWalk.TestCase
