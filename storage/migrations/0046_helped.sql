-- helped: what its reader said of a nudge, yes or no; empty while they said nothing.
ALTER TABLE outbox ADD COLUMN helped TEXT NOT NULL DEFAULT '';
