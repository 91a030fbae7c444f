-- What a person's own words mean in a place, by what they picked; a kind is the name of the argument, or verb.
CREATE TABLE own_word (
    tenant {int} NOT NULL REFERENCES tenant (id),
    person {int} NOT NULL REFERENCES person (id),
    kind TEXT NOT NULL,
    word TEXT NOT NULL,
    meaning TEXT NOT NULL,
    picks {int} NOT NULL,
    picked_at TEXT NOT NULL,
    PRIMARY KEY (tenant, person, kind, word)
) {strict};
