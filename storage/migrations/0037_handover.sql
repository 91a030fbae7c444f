-- handover: an entry by which what a person who left answered for went to somebody else, beside the accounts that the entry
-- changes. handover_item: what went, by kind: P a promise and F a follow-up by its number, T a touchpoint and G a person,
-- taken off the list, by its id.
CREATE TABLE handover (
    entry {int} PRIMARY KEY REFERENCES entry (id),
    tenant {int} NOT NULL,
    leaver {int} NOT NULL,
    heir {int} NOT NULL
) {strict};
CREATE INDEX handover_heir ON handover (tenant, heir);
CREATE INDEX handover_leaver ON handover (tenant, leaver);
CREATE TABLE handover_item (
    entry {int} NOT NULL REFERENCES entry (id),
    kind TEXT NOT NULL,
    item {int} NOT NULL,
    tenant {int} NOT NULL,
    PRIMARY KEY (entry, kind, item)
) {strict};
CREATE INDEX handover_item_item ON handover_item (tenant, kind, item, entry);
