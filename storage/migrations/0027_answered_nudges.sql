-- answered: whether the reader of a nudge pressed a button of it that did something, or put it off.
ALTER TABLE outbox ADD COLUMN answered {int} NOT NULL DEFAULT 0;
