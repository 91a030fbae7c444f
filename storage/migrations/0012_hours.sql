-- hour: the local time of day until which a promise is due, or at which a follow-up is wanted, as HH:MM; NULL for none
ALTER TABLE pledge ADD COLUMN hour TEXT;
ALTER TABLE step ADD COLUMN hour TEXT;
ALTER TABLE followup ADD COLUMN hour TEXT;
ALTER TABLE promise ADD COLUMN hour TEXT;
