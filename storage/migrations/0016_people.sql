-- What is open is claimed in the order in which it would be too late, and found again by whose claim it is.
CREATE INDEX outbox_until ON outbox (tenant, until, due, id) WHERE state IN ('due', 'claimed');
CREATE INDEX outbox_claimed ON outbox (tenant, owner, lease) WHERE state = 'claimed';
-- Who may look at others' figures, hears of breaches or lets people in: few, however many people there are.
CREATE INDEX person_admin ON person (tenant, id) WHERE bootstrap = 1 OR roles LIKE '%admin%';
CREATE INDEX person_manager ON person (tenant, team, id) WHERE bootstrap = 1 OR roles LIKE '%manager%';
CREATE INDEX person_listed ON person (tenant, id, key) WHERE active = 1 AND gone = 0 AND merged_into IS NULL;
CREATE INDEX person_renamed ON person (tenant, id, renamed_from) WHERE renamed_from <> '' AND merged_into IS NULL;
