"""What the database itself refuses beyond keys and checks, written for each of the two databases.

A referral is not inserted unless a consent of that person for that actor holds when it is sent,
and an end state never reopens (domain.md, Consent; The referral).
"""

from __future__ import annotations

HOLDS = """EXISTS (
    SELECT 1 FROM consent
    WHERE id = NEW.consent AND person = NEW.person AND actor = NEW.actor AND kind = 'referral'
    AND withdrawn_at IS NULL AND expires_at > NEW.sent_at
)"""
REOPENS = """OLD.state IN (
        'completed', 'rejected', 'expired', 'failed', 'cancelled', 'entered_in_error'
    ) AND NEW.state <> OLD.state AND NEW.state <> 'entered_in_error'"""

SQLITE = (
    f"""CREATE TRIGGER referral_needs_consent BEFORE INSERT ON referral
WHEN NOT {HOLDS}
BEGIN SELECT RAISE(ABORT, 'no consent holds'); END""",
    f"""CREATE TRIGGER referral_stays_ended BEFORE UPDATE OF state ON referral
WHEN {REOPENS}
BEGIN SELECT RAISE(ABORT, 'an end state never reopens'); END""",
)
POSTGRESQL = (
    f"""CREATE FUNCTION referral_needs_consent() RETURNS trigger AS $$ BEGIN
IF NOT {HOLDS} THEN
    RAISE EXCEPTION 'no consent holds' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW; END $$ LANGUAGE plpgsql""",
    f"""CREATE FUNCTION referral_stays_ended() RETURNS trigger AS $$ BEGIN
IF {REOPENS} THEN
    RAISE EXCEPTION 'an end state never reopens' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW; END $$ LANGUAGE plpgsql""",
    """CREATE TRIGGER referral_needs_consent BEFORE INSERT ON referral
FOR EACH ROW EXECUTE FUNCTION referral_needs_consent()""",
    """CREATE TRIGGER referral_stays_ended BEFORE UPDATE OF state ON referral
FOR EACH ROW EXECUTE FUNCTION referral_stays_ended()""",
)
STATEMENTS = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
