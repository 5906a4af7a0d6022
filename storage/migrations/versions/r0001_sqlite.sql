CREATE TABLE actor (
    id TEXT NOT NULL,
    record JSON NOT NULL,
    verified_on DATE,
    verified_by TEXT NOT NULL,
    full_until DATE,
    CONSTRAINT pk_actor PRIMARY KEY (id)
)

CREATE TABLE audit (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at DATETIME NOT NULL,
    who TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    reason TEXT NOT NULL
)

CREATE TABLE canary (
    name TEXT NOT NULL,
    value BLOB,
    CONSTRAINT pk_canary PRIMARY KEY (name)
)

CREATE TABLE chat (
    id TEXT NOT NULL,
    channel TEXT NOT NULL,
    lookup TEXT NOT NULL,
    owner TEXT NOT NULL,
    staff BOOLEAN NOT NULL,
    language TEXT NOT NULL,
    address BLOB,
    place BLOB,
    proposed_name BLOB,
    held BOOLEAN NOT NULL,
    blocked_at DATETIME,
    seen_at DATETIME,
    unlocked_until DATETIME,
    CONSTRAINT pk_chat PRIMARY KEY (id),
    CONSTRAINT uq_chat_lookup UNIQUE (lookup)
)

CREATE INDEX ix_chat_owner ON chat (owner)

CREATE TABLE consent (
    id TEXT NOT NULL,
    person TEXT NOT NULL,
    kind TEXT NOT NULL,
    actor TEXT NOT NULL,
    scope JSON NOT NULL,
    text_version TEXT NOT NULL,
    language TEXT NOT NULL,
    channel TEXT NOT NULL,
    granted_at DATETIME NOT NULL,
    expires_at DATETIME NOT NULL,
    withdrawn_at DATETIME,
    CONSTRAINT pk_consent PRIMARY KEY (id),
    CONSTRAINT uq_consent_id_person_actor UNIQUE (id, person, actor),
    CONSTRAINT ck_consent_kind CHECK (kind IN ('referral', 'checks', 'statistics'))
)

CREATE INDEX ix_consent_person ON consent (person)

CREATE TABLE due (
    id TEXT NOT NULL,
    purpose TEXT NOT NULL,
    person TEXT NOT NULL,
    subject TEXT NOT NULL,
    local DATETIME NOT NULL,
    at DATETIME NOT NULL,
    attempt INTEGER NOT NULL,
    leased_until DATETIME,
    CONSTRAINT pk_due PRIMARY KEY (id)
)

CREATE INDEX ix_due_at ON due (at)

CREATE INDEX ix_due_person ON due (person)

CREATE TABLE gap (
    need TEXT NOT NULL,
    province TEXT NOT NULL,
    month TEXT NOT NULL,
    n INTEGER NOT NULL,
    CONSTRAINT pk_gap PRIMARY KEY (need, province, month)
)

CREATE TABLE inbox (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    channel TEXT NOT NULL,
    update_id TEXT NOT NULL,
    lane TEXT NOT NULL,
    at DATETIME NOT NULL,
    intake TEXT NOT NULL,
    raw BLOB,
    state TEXT NOT NULL,
    tries INTEGER NOT NULL,
    retry_at DATETIME,
    leased_until DATETIME,
    ended_at DATETIME,
    CONSTRAINT uq_inbox_channel_update_id UNIQUE (channel, update_id),
    CONSTRAINT ck_inbox_state CHECK (state IN ('waiting', 'done', 'dead'))
)

CREATE INDEX ix_inbox_waiting ON inbox (lane, id) WHERE state = 'waiting'

CREATE TABLE invite (
    token_hash TEXT NOT NULL,
    role TEXT NOT NULL,
    actor TEXT NOT NULL,
    region TEXT NOT NULL,
    expires_at DATETIME NOT NULL,
    protection BOOLEAN NOT NULL,
    used_at DATETIME,
    CONSTRAINT pk_invite PRIMARY KEY (token_hash),
    CONSTRAINT ck_invite_role CHECK (role IN ('focal', 'coordinator'))
)

CREATE TABLE person (
    id TEXT NOT NULL,
    created_at DATETIME NOT NULL,
    region TEXT NOT NULL,
    province TEXT NOT NULL,
    secret TEXT NOT NULL,
    minor_lifted BOOLEAN NOT NULL,
    first_contact_at DATETIME,
    CONSTRAINT pk_person PRIMARY KEY (id)
)

CREATE TABLE staff_member (
    id TEXT NOT NULL,
    role TEXT NOT NULL,
    actor TEXT NOT NULL,
    region TEXT NOT NULL,
    joined_at DATETIME NOT NULL,
    protection BOOLEAN NOT NULL,
    active BOOLEAN NOT NULL,
    CONSTRAINT pk_staff_member PRIMARY KEY (id),
    CONSTRAINT ck_staff_member_role CHECK (role IN ('focal', 'coordinator'))
)

CREATE TABLE tally (
    name TEXT NOT NULL,
    n BIGINT NOT NULL,
    CONSTRAINT pk_tally PRIMARY KEY (name)
)

CREATE TABLE task (
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    region TEXT NOT NULL,
    opened_at DATETIME NOT NULL,
    person TEXT NOT NULL,
    reference TEXT NOT NULL,
    need TEXT NOT NULL,
    province TEXT NOT NULL,
    closed_at DATETIME,
    closed_by TEXT NOT NULL,
    CONSTRAINT pk_task PRIMARY KEY (id)
)

CREATE INDEX ix_task_open ON task (region) WHERE closed_at IS NULL

CREATE INDEX ix_task_person ON task (person)

CREATE TABLE accreditation (
    actor TEXT NOT NULL,
    need TEXT NOT NULL,
    granted_by TEXT NOT NULL,
    granted_at DATETIME NOT NULL,
    CONSTRAINT pk_accreditation PRIMARY KEY (actor, need),
    CONSTRAINT fk_accreditation_actor FOREIGN KEY(actor) REFERENCES actor (id)
)

CREATE TABLE card (
    chat TEXT NOT NULL,
    card TEXT NOT NULL,
    message TEXT NOT NULL,
    CONSTRAINT pk_card PRIMARY KEY (chat, card),
    CONSTRAINT fk_card_chat FOREIGN KEY(chat) REFERENCES chat (id) ON DELETE CASCADE
)

CREATE TABLE check_answer (
    person TEXT NOT NULL,
    "check" TEXT NOT NULL,
    question TEXT NOT NULL,
    value BLOB,
    scoring TEXT NOT NULL,
    at DATETIME NOT NULL,
    CONSTRAINT pk_check_answer PRIMARY KEY (person, "check", question),
    CONSTRAINT fk_check_answer_person FOREIGN KEY(person) REFERENCES person (id)
)

CREATE TABLE desk_link (
    token_hash TEXT NOT NULL,
    member TEXT NOT NULL,
    expires_at DATETIME NOT NULL,
    CONSTRAINT pk_desk_link PRIMARY KEY (token_hash),
    CONSTRAINT fk_desk_link_member FOREIGN KEY(member) REFERENCES staff_member (id) ON DELETE CASCADE
)

CREATE INDEX ix_desk_link_member ON desk_link (member)

CREATE TABLE desk_session (
    token_hash TEXT NOT NULL,
    member TEXT NOT NULL,
    expires_at DATETIME NOT NULL,
    CONSTRAINT pk_desk_session PRIMARY KEY (token_hash),
    CONSTRAINT fk_desk_session_member FOREIGN KEY(member) REFERENCES staff_member (id) ON DELETE CASCADE
)

CREATE INDEX ix_desk_session_member ON desk_session (member)

CREATE TABLE fact (
    person TEXT NOT NULL,
    name TEXT NOT NULL,
    value BLOB,
    at DATETIME NOT NULL,
    CONSTRAINT pk_fact PRIMARY KEY (person, name),
    CONSTRAINT fk_fact_person FOREIGN KEY(person) REFERENCES person (id)
)

CREATE TABLE outbox (
    seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    chat TEXT NOT NULL,
    owner TEXT NOT NULL,
    kind TEXT NOT NULL,
    language TEXT NOT NULL,
    payload BLOB,
    card TEXT NOT NULL,
    stages INTEGER NOT NULL,
    version INTEGER NOT NULL,
    silent BOOLEAN NOT NULL,
    put_at DATETIME NOT NULL,
    not_before DATETIME NOT NULL,
    state TEXT NOT NULL,
    stage INTEGER NOT NULL,
    sent JSON NOT NULL,
    tries INTEGER NOT NULL,
    retry_at DATETIME,
    leased_until DATETIME,
    CONSTRAINT ck_outbox_kind CHECK (kind IN ('message', 'exit', 'retract')),
    CONSTRAINT ck_outbox_state CHECK (state IN ('waiting', 'dead')),
    CONSTRAINT uq_outbox_id UNIQUE (id),
    CONSTRAINT fk_outbox_chat FOREIGN KEY(chat) REFERENCES chat (id) ON DELETE CASCADE
)

CREATE INDEX ix_outbox_owner ON outbox (owner)

CREATE INDEX ix_outbox_waiting ON outbox (chat, seq) WHERE state = 'waiting'

CREATE TABLE referral (
    id TEXT NOT NULL,
    reference TEXT NOT NULL,
    consent TEXT NOT NULL,
    person TEXT NOT NULL,
    actor TEXT NOT NULL,
    need TEXT NOT NULL,
    place BLOB,
    province TEXT NOT NULL,
    region TEXT NOT NULL,
    urgency TEXT NOT NULL,
    sensitive BOOLEAN NOT NULL,
    scope JSON NOT NULL,
    state TEXT NOT NULL,
    sent_at DATETIME NOT NULL,
    acknowledge_by DATETIME NOT NULL,
    decide_by DATETIME NOT NULL,
    contact_by DATETIME NOT NULL,
    received_at DATETIME,
    decided_at DATETIME,
    held_until DATETIME,
    contacted_at DATETIME,
    ended_at DATETIME,
    outcome TEXT NOT NULL,
    outcome_said_by TEXT NOT NULL,
    person_says TEXT NOT NULL,
    provider_says TEXT NOT NULL,
    disputed BOOLEAN NOT NULL,
    replaces TEXT NOT NULL,
    destroyed_at DATETIME,
    version INTEGER NOT NULL,
    CONSTRAINT pk_referral PRIMARY KEY (id),
    CONSTRAINT fk_referral_consent_person_actor FOREIGN KEY(consent, person, actor) REFERENCES consent (id, person, actor) ON UPDATE CASCADE,
    CONSTRAINT ck_referral_state CHECK (state IN ('requested', 'received', 'on_hold', 'accepted', 'in_progress', 'completed', 'rejected', 'expired', 'failed', 'cancelled', 'entered_in_error')),
    CONSTRAINT ck_referral_urgency CHECK (urgency IN ('normal', 'urgent', 'emergency')),
    CONSTRAINT uq_referral_reference UNIQUE (reference)
)

CREATE INDEX ix_referral_actor ON referral (actor)

CREATE INDEX ix_referral_person ON referral (person)

CREATE INDEX ix_referral_region ON referral (region)

CREATE TABLE sent_message (
    chat TEXT NOT NULL,
    message TEXT NOT NULL,
    at DATETIME NOT NULL,
    ours BOOLEAN NOT NULL,
    CONSTRAINT pk_sent_message PRIMARY KEY (chat, message),
    CONSTRAINT fk_sent_message_chat FOREIGN KEY(chat) REFERENCES chat (id) ON DELETE CASCADE
)

CREATE INDEX ix_sent_message_at ON sent_message (at)

CREATE TABLE referral_event (
    id TEXT NOT NULL,
    referral TEXT NOT NULL,
    person TEXT NOT NULL,
    at DATETIME NOT NULL,
    said TEXT NOT NULL,
    what BLOB,
    CONSTRAINT pk_referral_event PRIMARY KEY (id),
    CONSTRAINT fk_referral_event_referral FOREIGN KEY(referral) REFERENCES referral (id)
)

CREATE INDEX ix_referral_event_person ON referral_event (person)

CREATE INDEX ix_referral_event_referral ON referral_event (referral)

CREATE TRIGGER referral_needs_consent BEFORE INSERT ON referral
WHEN NOT EXISTS (
    SELECT 1 FROM consent
    WHERE id = NEW.consent AND person = NEW.person AND actor = NEW.actor AND kind = 'referral'
    AND withdrawn_at IS NULL AND expires_at > NEW.sent_at
)
BEGIN SELECT RAISE(ABORT, 'no consent holds'); END

CREATE TRIGGER referral_stays_ended BEFORE UPDATE OF state ON referral
WHEN OLD.state IN (
        'completed', 'rejected', 'expired', 'failed', 'cancelled', 'entered_in_error'
    ) AND NEW.state <> OLD.state AND NEW.state <> 'entered_in_error'
BEGIN SELECT RAISE(ABORT, 'an end state never reopens'); END
