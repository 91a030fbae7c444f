-- What may be used once, such as the state of an installation, for as long as it would be taken for valid otherwise.
-- The leading underscore keeps the table out of exports, because its rows belong to no company.
-- digest: SHA-256 of the value; until: when it may be forgotten.
CREATE TABLE _used_value (
    digest TEXT PRIMARY KEY,
    until TEXT NOT NULL
) {strict};
