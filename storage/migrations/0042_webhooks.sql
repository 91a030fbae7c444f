-- _webhook: an address of the company's own, to which events go; of its secret only what makes it together with the key of
-- the installation (nonce), and the same of the secret before while that one is signed with too. state is on, off or refused
-- (the receiver wants no more). failures: sends in a row that failed, since failing_since; until rests_until none is tried. tried_at,
-- status and reason are of the last send.
-- The leading underscore keeps it out of exports: such an address may hold a secret of the receiver's.
-- webhook_event: what happened, once for each receiver; state is queued, delivered or given up. subject is unique, so that
-- nothing is told twice; status is the receiver's last answer, 0 for none, reason why the last send failed.
CREATE TABLE _webhook (
    id {pk},
    tenant {int} NOT NULL REFERENCES tenant (id),
    url TEXT NOT NULL,
    nonce TEXT NOT NULL,
    former_nonce TEXT NOT NULL DEFAULT '',
    former_until TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'on',
    made_at TEXT NOT NULL,
    failures {int} NOT NULL DEFAULT 0,
    failing_since TEXT NOT NULL DEFAULT '',
    rests_until TEXT NOT NULL DEFAULT '',
    tried_at TEXT NOT NULL DEFAULT '',
    status {int} NOT NULL DEFAULT 0,
    reason TEXT NOT NULL DEFAULT ''
) {strict};
CREATE INDEX webhook_on ON _webhook (tenant) WHERE state = 'on';
CREATE TABLE webhook_event (
    id {pk},
    tenant {int} NOT NULL REFERENCES tenant (id),
    webhook {int} NOT NULL REFERENCES _webhook (id),
    event TEXT NOT NULL,
    type TEXT NOT NULL,
    subject TEXT NOT NULL,
    at TEXT NOT NULL,
    entry {int},
    promise {int},
    person {int} REFERENCES person (id),
    state TEXT NOT NULL DEFAULT 'queued',
    due TEXT NOT NULL,
    attempt {int} NOT NULL DEFAULT 0,
    status {int} NOT NULL DEFAULT 0,
    reason TEXT NOT NULL DEFAULT '',
    owner TEXT NOT NULL DEFAULT '',
    lease TEXT NOT NULL DEFAULT '',
    ended_at TEXT,
    UNIQUE (tenant, webhook, subject)
) {strict};
CREATE INDEX webhook_event_queued ON webhook_event (tenant, webhook, due, id) WHERE state = 'queued';
CREATE INDEX webhook_event_ended ON webhook_event (tenant, webhook, ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX webhook_event_at ON webhook_event (tenant, at);
CREATE INDEX webhook_event_person ON webhook_event (tenant, person);
