-- parked: why a platform refuses an address for good; empty once something shows that it works again
ALTER TABLE address ADD COLUMN parked TEXT NOT NULL DEFAULT '';
ALTER TABLE team ADD COLUMN parked TEXT NOT NULL DEFAULT '';
-- message: the key under which a platform knows what was sent, for a look-up after a lost answer
ALTER TABLE outbox ADD COLUMN message TEXT NOT NULL DEFAULT '';
-- a workspace that installed Snurr by itself is a company of its own; its tokens are ciphertext
CREATE TABLE installation (
    platform TEXT NOT NULL,
    workspace TEXT NOT NULL,
    tenant {int} NOT NULL REFERENCES tenant (id),
    sealed TEXT NOT NULL,
    installed_at TEXT NOT NULL,
    PRIMARY KEY (platform, workspace)
) {strict};
-- desks that customers can reach without their seller, and what was handed to them
CREATE TABLE desk (
    id {pk},
    tenant {int} NOT NULL REFERENCES tenant (id),
    name TEXT NOT NULL,
    key TEXT NOT NULL,
    phone TEXT NOT NULL DEFAULT '',
    UNIQUE (tenant, key)
) {strict};
CREATE TABLE handoff (
    entry {int} PRIMARY KEY REFERENCES entry (id),
    tenant {int} NOT NULL,
    desk {int} NOT NULL REFERENCES desk (id),
    minutes {int} NOT NULL,
    cause TEXT NOT NULL DEFAULT ''
) {strict};
CREATE INDEX entry_handoff ON entry (tenant, day) WHERE kind = 'H' AND live = 1;
-- where a person or a channel can be written to, on platforms where an id alone is not enough
CREATE TABLE conversation (
    tenant {int} NOT NULL REFERENCES tenant (id),
    platform TEXT NOT NULL,
    target TEXT NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    reference TEXT NOT NULL,
    PRIMARY KEY (tenant, platform, target)
) {strict};
