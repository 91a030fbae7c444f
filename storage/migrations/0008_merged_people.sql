-- merged_into: the person that this one turned out to be; all that named it names that one now, and old buttons find it
ALTER TABLE person ADD COLUMN merged_into {int} REFERENCES person (id);
