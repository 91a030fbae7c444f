-- What may be used once, such as the state of an installation, for as long as it would be taken for valid otherwise.
-- digest: SHA-256 of the value; until: when it may be forgotten.
CREATE TABLE used_value (
    digest TEXT PRIMARY KEY,
    until TEXT NOT NULL
) {strict};
