-- _sender: the process that sends for a company; beat counts up for as long as it lives, and whoever sees it stand still
-- takes over. _pause: until when (machine time) a platform wants no posts of the company, from whichever process.
-- The leading underscores keep them out of exports: they are about processes, not about people.
CREATE TABLE _sender (
    tenant {int} PRIMARY KEY REFERENCES tenant (id),
    owner TEXT NOT NULL,
    beat {int} NOT NULL
) {strict};
CREATE TABLE _pause (
    tenant {int} NOT NULL REFERENCES tenant (id),
    platform TEXT NOT NULL,
    until TEXT NOT NULL,
    PRIMARY KEY (tenant, platform)
) {strict};
