-- Hand-offs are in sums that a channel is shown, so they are compared with earlier ones as contacts are.
DROP INDEX entry_counted;
CREATE INDEX entry_counted ON entry (tenant, person, day) WHERE kind IN ('C', 'E', 'G', 'H', 'M', 'O', 'P', 'S', 'V');
