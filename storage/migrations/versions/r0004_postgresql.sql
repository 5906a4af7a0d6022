CREATE TABLE actor_history (
    id BIGSERIAL NOT NULL,
    actor TEXT NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    who TEXT NOT NULL,
    why TEXT NOT NULL,
    part TEXT NOT NULL,
    line TEXT NOT NULL,
    field TEXT NOT NULL,
    was JSON,
    became JSON,
    CONSTRAINT pk_actor_history PRIMARY KEY (id)
)

CREATE INDEX ix_actor_history_actor ON actor_history (actor)

CREATE TABLE assessment (
    actor TEXT NOT NULL,
    assessor TEXT NOT NULL,
    day DATE NOT NULL,
    criterion TEXT NOT NULL,
    score INTEGER NOT NULL,
    note TEXT NOT NULL,
    CONSTRAINT pk_assessment PRIMARY KEY (actor, assessor, day, criterion)
)

CREATE TABLE proposal (
    id TEXT NOT NULL,
    batch TEXT NOT NULL,
    actor TEXT NOT NULL,
    proposed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    proposed_by TEXT NOT NULL,
    why TEXT NOT NULL,
    changes JSON NOT NULL,
    state TEXT NOT NULL,
    decided_at TIMESTAMP WITH TIME ZONE,
    decided_by TEXT NOT NULL,
    CONSTRAINT pk_proposal PRIMARY KEY (id),
    CONSTRAINT ck_proposal_state CHECK (state IN ('open', 'approved', 'refused'))
)

CREATE INDEX ix_proposal_actor ON proposal (actor)

CREATE INDEX ix_proposal_batch ON proposal (batch)

CREATE INDEX ix_proposal_open ON proposal (proposed_at) WHERE state = 'open'
