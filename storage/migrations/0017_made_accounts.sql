-- made: the account that the line of an entry made; it stays when that account is removed, so that no other gets its number
ALTER TABLE entry ADD COLUMN made {int};
CREATE INDEX entry_made ON entry (made) WHERE made IS NOT NULL;
