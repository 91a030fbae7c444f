-- :name values
-- What the company values, in the order in which it was said.
SELECT id, name FROM company_value WHERE tenant = :tenant AND gone = 0 ORDER BY id

-- :name add_value
-- A value, one that was removed too.
INSERT INTO company_value (tenant, name, key) VALUES (:tenant, :name, :key)
ON CONFLICT (tenant, key) DO UPDATE SET name = excluded.name, gone = 0
RETURNING id

-- :name remove_value
-- A value that is asked about no more; what was answered stays.
UPDATE company_value SET gone = 1 WHERE tenant = :tenant AND id = :value

-- :name answer
-- One answer a person and day, the last one. -- beside others
INSERT INTO check_in (tenant, person, subject, day, choice, words)
VALUES (:tenant, :person, :subject, :day, :choice, :words)
ON CONFLICT (tenant, person, subject, day) DO UPDATE SET
    choice = excluded.choice, words = CASE WHEN excluded.words = '' THEN check_in.words ELSE excluded.words END

-- :name since
-- What was answered since a day, the newest first.
SELECT person, subject, day, choice, words FROM check_in
WHERE tenant = :tenant AND day >= :day ORDER BY day DESC, person, subject

-- :name find
-- What a person answered on a day.
SELECT person, subject, day, choice, words FROM check_in
WHERE tenant = :tenant AND person = :person AND subject = :subject AND day = :day

-- :name forget
-- It is taken back.
DELETE FROM check_in WHERE tenant = :tenant AND person = :person AND subject = :subject AND day = :day
