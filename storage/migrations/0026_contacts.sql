-- What a visit, a meeting, a mail or an offer says; amount: whole units of the team's currency, of an offer.
CREATE TABLE contact (
    entry {int} PRIMARY KEY REFERENCES entry (id),
    tenant {int} NOT NULL,
    amount {int},
    note TEXT NOT NULL DEFAULT ''
) {strict};
ALTER TABLE seller_day ADD COLUMN visits {int} NOT NULL DEFAULT 0;
ALTER TABLE seller_day ADD COLUMN meetings {int} NOT NULL DEFAULT 0;
ALTER TABLE seller_day ADD COLUMN mails {int} NOT NULL DEFAULT 0;
ALTER TABLE seller_day ADD COLUMN offers {int} NOT NULL DEFAULT 0;
-- contact_quotas: what is asked for a day beside calls, as kind=weekday=count
ALTER TABLE person ADD COLUMN contact_quotas TEXT NOT NULL DEFAULT '';
-- What makes a person active on a day, with the contacts that are no calls.
DROP INDEX entry_counted;
CREATE INDEX entry_counted ON entry (tenant, person, day) WHERE kind IN ('C', 'E', 'G', 'M', 'O', 'P', 'S', 'V');
