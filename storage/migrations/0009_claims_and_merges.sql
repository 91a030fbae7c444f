-- merged_into: the person that this one turned out to be; all that named it names that one now, and old buttons find it
ALTER TABLE person ADD COLUMN merged_into {int} REFERENCES person (id);
-- what is read for every plan of an admin, however many claims were decided and however many looks were recorded
CREATE INDEX claim_open ON claim (tenant, id) WHERE outcome = '';
CREATE INDEX audit_access ON audit (tenant, at) WHERE action IN ('role given', 'role taken', 'installed', 'claim confirmed');
