-- access_token: a secret by which a program acts as a person, of which only the digest is kept; kind is assistant, calendar
-- or hook. via: by what a person's line came that they did not type themselves, such as assistant; empty for all others.
CREATE TABLE access_token (
    id {pk},
    tenant {int} NOT NULL REFERENCES tenant (id),
    person {int} NOT NULL REFERENCES person (id),
    kind TEXT NOT NULL,
    digest TEXT NOT NULL,
    label TEXT NOT NULL,
    made_at TEXT NOT NULL,
    expires_at TEXT,
    revoked_at TEXT,
    last_used_at TEXT,
    UNIQUE (tenant, digest)
) {strict};
CREATE INDEX access_token_person ON access_token (tenant, person);
ALTER TABLE entry ADD COLUMN via TEXT NOT NULL DEFAULT '';
ALTER TABLE audit ADD COLUMN via TEXT NOT NULL DEFAULT '';
