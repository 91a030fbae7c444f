-- Several entries may come from one typed line: each names the first of them, so that one undo takes back all.
ALTER TABLE entry ADD COLUMN line {int};
CREATE INDEX entry_line ON entry (tenant, line);
