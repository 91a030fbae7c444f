-- :name bump_seller
-- Moves a person's sums of a day. -- beside others
INSERT INTO seller_day (tenant, team, day, person, calls, promises, kept, broken, told)
VALUES (:tenant, :team, :day, :person, :calls, :promises, :kept, :broken, :told)
ON CONFLICT (tenant, team, day, person) DO UPDATE SET
    calls = seller_day.calls + excluded.calls, promises = seller_day.promises + excluded.promises,
    kept = seller_day.kept + excluded.kept, broken = seller_day.broken + excluded.broken,
    told = seller_day.told + excluded.told

-- :name bump_touch
-- Moves a touchpoint's sums of a day. -- beside others
INSERT INTO touch_day (tenant, team, day, touchpoint, factor, ratings, zeros, points)
VALUES (:tenant, :team, :day, :touchpoint, :factor, :ratings, :zeros, :points)
ON CONFLICT (tenant, team, day, touchpoint, factor) DO UPDATE SET
    ratings = touch_day.ratings + excluded.ratings, zeros = touch_day.zeros + excluded.zeros,
    points = touch_day.points + excluded.points

-- :name drop_standing
-- Forgets the newest rating of a key, to be set anew. -- beside others
DELETE FROM standing WHERE tenant = :tenant AND account = :account AND touchpoint = :touchpoint
    AND factor = :factor AND firm = :firm

-- :name set_standing
-- The newest live rating of a key: of the later day, then the later logged. -- beside others
INSERT INTO standing (tenant, account, touchpoint, factor, firm, score, source, day, entry)
SELECT tenant, account, touchpoint, factor, firm, score, source, day, entry FROM rating
WHERE tenant = :tenant AND account = :account AND touchpoint = :touchpoint AND factor = :factor AND firm = :firm
    AND live = 1
ORDER BY day DESC, entry DESC LIMIT 1

-- :name drop_promise
-- Forgets a promise, to be set anew. -- beside others
DELETE FROM promise WHERE tenant = :tenant AND number = :number

-- :name set_promise
-- A promise as it stands after its steps. -- beside others
INSERT INTO promise (tenant, number, account, person, what, due, hour, state, told, closed, made_at)
VALUES (:tenant, :number, :account, :person, :what, :due, :hour, :state, :told, :closed, :made_at)

-- :name pledge
-- The live promise of a number.
SELECT e.account, e.person, e.day, e.at, p.what, p.due, p.hour, p.broken, p.told
FROM entry e JOIN pledge p ON p.entry = e.id AND p.tenant = e.tenant
WHERE e.tenant = :tenant AND e.kind = 'P' AND e.number = :number AND e.live = 1

-- :name set_last_contact
-- The day of the last live call to an account. -- beside others
-- Computed anew, as a call that is taken back may have been the last one.
UPDATE account SET last_contact = (
    SELECT MAX(day) FROM entry WHERE tenant = :tenant AND account = :account AND kind = 'C' AND live = 1)
WHERE tenant = :tenant AND id = :account
