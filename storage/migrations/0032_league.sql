-- who takes part in the league of the own team
CREATE TABLE league_member (
    tenant {int} NOT NULL,
    person {int} NOT NULL REFERENCES person (id),
    PRIMARY KEY (tenant, person)
) {strict};
