-- what a customer uses up, and every how many days; key: the normal form of the item, by which a newer rhythm is told
CREATE TABLE refill (
    entry {int} PRIMARY KEY REFERENCES entry (id),
    tenant {int} NOT NULL,
    item TEXT NOT NULL,
    key TEXT NOT NULL,
    every {int} NOT NULL
) {strict};
-- refill: the number of the rhythm of which something was ordered
CREATE TABLE refill_order (
    entry {int} PRIMARY KEY REFERENCES entry (id),
    tenant {int} NOT NULL,
    refill {int} NOT NULL
) {strict};
CREATE INDEX refill_order_refill ON refill_order (tenant, refill);
-- person > 0, and number > 0 below: only what says so too uses these, as they know neither account nor number
CREATE INDEX entry_refill_by ON entry (tenant, person) WHERE kind = 'B' AND live = 1 AND person > 0;
-- minutes that went into something else than customers
CREATE TABLE junk (
    entry {int} PRIMARY KEY REFERENCES entry (id),
    tenant {int} NOT NULL,
    minutes {int} NOT NULL,
    what TEXT NOT NULL
) {strict};
CREATE INDEX entry_junk ON entry (tenant, person, day) WHERE kind = 'J' AND live = 1;
-- what one customer alone may have, and where; an empty place is everywhere
CREATE TABLE exclusivity (
    entry {int} PRIMARY KEY REFERENCES entry (id),
    tenant {int} NOT NULL,
    item TEXT NOT NULL,
    place TEXT NOT NULL DEFAULT ''
) {strict};
CREATE INDEX entry_exclusive ON entry (tenant, number) WHERE kind = 'X' AND live = 1 AND number > 0;
-- customers who are left alone on purpose, from then on or (over) no longer; value: what they brought a year by then
CREATE TABLE account_freeze (
    entry {int} PRIMARY KEY REFERENCES entry (id),
    tenant {int} NOT NULL,
    over {int} NOT NULL,
    value {int},
    why TEXT NOT NULL DEFAULT ''
) {strict};
-- customers who went, as far as anybody knows
CREATE TABLE departure (
    entry {int} PRIMARY KEY REFERENCES entry (id),
    tenant {int} NOT NULL,
    why TEXT NOT NULL DEFAULT ''
) {strict};
CREATE INDEX entry_resting ON entry (tenant, account, day, id) WHERE kind IN ('Z', 'L') AND live = 1;
