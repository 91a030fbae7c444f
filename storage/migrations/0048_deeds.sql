-- deeds: what a person changed last outside of the log, in JSON: the command, the press that takes it back, its message
ALTER TABLE person ADD COLUMN deeds TEXT NOT NULL DEFAULT '';
