-- :name bump_seller
-- Moves a person's sums of a day. -- beside others
INSERT INTO seller_day (tenant, team, day, person, calls, visits, meetings, mails, offers, promises, kept, broken, told, acts)
VALUES (:tenant, :team, :day, :person, :calls, :visits, :meetings, :mails, :offers, :promises, :kept, :broken, :told,
    :acts)
ON CONFLICT (tenant, team, day, person) DO UPDATE SET
    calls = seller_day.calls + excluded.calls, visits = seller_day.visits + excluded.visits,
    meetings = seller_day.meetings + excluded.meetings, mails = seller_day.mails + excluded.mails,
    offers = seller_day.offers + excluded.offers, promises = seller_day.promises + excluded.promises,
    kept = seller_day.kept + excluded.kept, broken = seller_day.broken + excluded.broken,
    told = seller_day.told + excluded.told, acts = seller_day.acts + excluded.acts

-- :name bump_touch
-- Moves a touchpoint's sums of a day. -- beside others
INSERT INTO touch_day (tenant, team, day, touchpoint, factor, ratings, zeros, points)
VALUES (:tenant, :team, :day, :touchpoint, :factor, :ratings, :zeros, :points)
ON CONFLICT (tenant, team, day, touchpoint, factor) DO UPDATE SET
    ratings = touch_day.ratings + excluded.ratings, zeros = touch_day.zeros + excluded.zeros,
    points = touch_day.points + excluded.points

-- :name drop_standing
-- Forgets the newest rating of a key, which may be none. -- beside others
DELETE FROM standing WHERE tenant = :tenant AND account = :account AND touchpoint = :touchpoint
    AND factor = :factor AND firm = :firm

-- :name set_standing
-- The newest live rating of a key: of the later day, then the later logged. -- beside others
INSERT INTO standing (tenant, account, touchpoint, factor, firm, score, source, day, entry)
SELECT tenant, account, touchpoint, factor, firm, score, source, day, entry FROM rating
WHERE tenant = :tenant AND account = :account AND touchpoint = :touchpoint AND factor = :factor AND firm = :firm
    AND live = 1
ORDER BY day DESC, entry DESC LIMIT 1
ON CONFLICT (tenant, account, touchpoint, factor, firm) DO UPDATE SET
    score = excluded.score, source = excluded.source, day = excluded.day, entry = excluded.entry

-- :name set_last_contact
-- The day of the last live contact with an account. -- beside others
-- Computed anew, as one that is taken back may have been the last; a select a kind, as the index leads with it.
UPDATE account SET last_contact = (
    SELECT MAX(day) FROM (
        SELECT MAX(day) AS day FROM entry WHERE tenant = :tenant AND account = :account AND kind = 'C' AND live = 1
        UNION ALL
        SELECT MAX(day) AS day FROM entry WHERE tenant = :tenant AND account = :account AND kind = 'V' AND live = 1
        UNION ALL
        SELECT MAX(day) AS day FROM entry WHERE tenant = :tenant AND account = :account AND kind = 'M' AND live = 1
        UNION ALL
        SELECT MAX(day) AS day FROM entry WHERE tenant = :tenant AND account = :account AND kind = 'E' AND live = 1
        UNION ALL
        SELECT MAX(day) AS day FROM entry WHERE tenant = :tenant AND account = :account AND kind = 'O' AND live = 1) contacts)
WHERE tenant = :tenant AND id = :account

-- :name answer_followups
-- A contact answers the follow-ups of its account that were logged before it and are due by its day. -- beside others
-- One of an earlier day that is entered late answers nothing that is due after it.
UPDATE entry SET answered = 1
WHERE tenant = :tenant AND account = :account AND kind = 'F' AND live = 1 AND answered = 0 AND id < :contact
    AND EXISTS (SELECT 1 FROM followup f WHERE f.tenant = :tenant AND f.entry = entry.id AND f.due <= :day)

-- :name reopen_followups
-- A contact does not count any more: the follow-ups of its account that no other one answers are open again. -- beside others
UPDATE entry SET answered = 0
WHERE tenant = :tenant AND account = :account AND kind = 'F' AND live = 1 AND answered = 1 AND id < :contact
    AND NOT EXISTS (
        SELECT 1 FROM followup f JOIN entry c ON c.tenant = f.tenant AND c.account = :account
        WHERE f.tenant = :tenant AND f.entry = entry.id AND c.kind IN ('C', 'V', 'M', 'E', 'O') AND c.live = 1 AND c.id > entry.id
        AND c.day >= f.due)

-- :name set_followup_answered
-- Whether a follow-up that counts from now on was answered by a contact since it was logged. -- beside others
UPDATE entry SET answered = CASE WHEN EXISTS (
    SELECT 1 FROM followup f JOIN entry c ON c.tenant = f.tenant AND c.account = :account
    WHERE f.tenant = :tenant AND f.entry = entry.id AND c.kind IN ('C', 'V', 'M', 'E', 'O') AND c.live = 1 AND c.id > entry.id
    AND c.day >= f.due) THEN 1 ELSE 0 END
WHERE tenant = :tenant AND id = :followup

-- :name set_wait_answered
-- Whether somebody went to a customer who waits. -- beside others
UPDATE entry SET answered = CASE WHEN EXISTS (
    SELECT 1 FROM went w JOIN entry g ON g.id = w.entry AND g.tenant = w.tenant
    WHERE w.tenant = :tenant AND w.waiting = :number AND g.live = 1) THEN 1 ELSE 0 END
WHERE tenant = :tenant AND kind = 'W' AND number = :number AND live = 1
