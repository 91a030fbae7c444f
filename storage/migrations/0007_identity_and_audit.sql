-- Who did something to what is another's, in one table: changes of roles and looks at figures come along.
-- author: who acted, empty where a platform or the operator's terminal did; person: whose it is, empty where it is nobody's;
-- action: as AuditAction names it; what: the thing or the figures, in English machine words.
ALTER TABLE audit RENAME TO role_change;
CREATE TABLE audit (
    id {pk},
    tenant {int} NOT NULL REFERENCES tenant (id),
    author {int} REFERENCES person (id),
    person {int} REFERENCES person (id),
    action TEXT NOT NULL,
    what TEXT NOT NULL DEFAULT '',
    at TEXT NOT NULL
) {strict};
INSERT INTO audit (tenant, author, person, action, what, at)
SELECT tenant, author, person, action, what, at FROM (
    SELECT tenant, author, person, at, CASE substr(what, 1, 1) WHEN '+' THEN 'role given' WHEN '-' THEN 'role taken' ELSE
        CASE what WHEN 'gone' THEN 'removed' ELSE 'restored' END END AS action,
        CASE WHEN substr(what, 1, 1) IN ('+', '-') THEN substr(what, 2) ELSE '' END AS what
    FROM role_change
    UNION ALL
    SELECT tenant, viewer, person, at, 'looked', what FROM look
) AS earlier ORDER BY at;
DROP TABLE role_change;
DROP TABLE look;
CREATE INDEX audit_newest ON audit (tenant, id);
CREATE INDEX audit_person ON audit (tenant, person, id);
CREATE INDEX audit_old ON audit (at);
-- Somebody came from an address under a name that belongs to a person already; an admin decides whether it is the same.
-- person: whose name it is; newcomer: the record that the address has meanwhile, empty where it was let in by nobody;
-- reason: set up, removed or held, as ClaimReason names it; outcome: confirmed or refused, empty while it is open.
CREATE TABLE claim (
    id {pk},
    tenant {int} NOT NULL REFERENCES tenant (id),
    platform TEXT NOT NULL,
    target TEXT NOT NULL,
    name TEXT NOT NULL,
    person {int} NOT NULL REFERENCES person (id),
    newcomer {int} REFERENCES person (id),
    reason TEXT NOT NULL,
    at TEXT NOT NULL,
    outcome TEXT NOT NULL DEFAULT '',
    decided_by {int} REFERENCES person (id),
    decided_at TEXT
) {strict};
CREATE UNIQUE INDEX claim_address ON claim (tenant, platform, target, person);
-- renamed_from: the name at first contact, where the person took another one on a platform since; empty otherwise
ALTER TABLE person ADD COLUMN renamed_from TEXT NOT NULL DEFAULT '';
