-- The key of this installation, with which buttons and forms are sealed; made once, by whoever applies this first.
-- The leading underscore keeps the table out of exports; a backup has it, so that buttons work after a restore.
CREATE TABLE _seal_key (
    id {int} PRIMARY KEY CHECK (id = 1),
    key TEXT NOT NULL
) {strict};
INSERT INTO _seal_key (id, key) VALUES (1, '{secret}');
