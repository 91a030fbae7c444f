-- What is open is claimed in the order in which it would be too late, and found again by whose claim it is.
CREATE INDEX outbox_until ON outbox (tenant, until, due, id) WHERE state IN ('due', 'claimed');
CREATE INDEX outbox_claimed ON outbox (tenant, owner, lease) WHERE state = 'claimed';
CREATE INDEX outbox_day ON outbox (tenant, local_day);
CREATE INDEX inbound_at ON inbound (tenant, at);
-- Who may look at others' figures, hears of breaches or lets people in: few, however many people there are.
CREATE INDEX person_admin ON person (tenant, id) WHERE bootstrap = 1 OR roles LIKE '%admin%';
CREATE INDEX person_manager ON person (tenant, team, id) WHERE bootstrap = 1 OR roles LIKE '%manager%';
CREATE INDEX person_listed ON person (tenant, id, key) WHERE active = 1 AND gone = 0 AND merged_into IS NULL;
CREATE INDEX person_renamed ON person (tenant, id, renamed_from) WHERE renamed_from <> '' AND merged_into IS NULL;
-- left_over: how many changes of an import, from the first on, are not undone; empty for an import of before
ALTER TABLE import_run ADD COLUMN left_over {int};
-- What a rule asks for one person, however much the others have.
DROP INDEX audit_access;
DROP INDEX audit_old;
CREATE INDEX audit_at ON audit (tenant, at, id);
CREATE INDEX audit_list ON audit (tenant, id) WHERE action IN ('role given', 'role taken', 'removed', 'restored');
CREATE INDEX promise_broken ON promise (tenant, account, closed) WHERE state = 'broken' AND told = 0;
CREATE INDEX audit_role ON audit (tenant, person, at) WHERE action IN ('role given', 'role taken');
CREATE INDEX audit_arrival ON audit (tenant, at, id) WHERE (author IS NULL OR action = 'installed')
    AND action IN ('role given', 'role taken', 'installed', 'claim confirmed');
CREATE INDEX rating_zero_account ON rating (tenant, account, day) WHERE score = 0 AND live = 1;
CREATE INDEX rating_zero_touchpoint ON rating (tenant, touchpoint, day) WHERE score = 0 AND live = 1;
