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
