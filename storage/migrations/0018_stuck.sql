-- What is parked or uncertain is listed for an operator, however much was sent.
CREATE INDEX outbox_stuck ON outbox (tenant, local_day, id) WHERE state IN ('parked', 'uncertain');
