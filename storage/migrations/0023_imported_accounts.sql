-- made: the highest number of an account that an import made; it stays when the import is undone, so that no other
-- account gets its number
ALTER TABLE import_run ADD COLUMN made {int};
CREATE INDEX import_run_made ON import_run (made) WHERE made IS NOT NULL;
