-- A word that stands for an account is read wherever accounts are named; those learned behind "broken" had a kind of
-- their own. What was learned for the same word anywhere else came later, and stays.
UPDATE own_word SET kind = 'account'
WHERE kind = 'subject' AND NOT EXISTS (
    SELECT 1 FROM own_word AS known
    WHERE known.tenant = own_word.tenant AND known.person = own_word.person
        AND known.kind = 'account' AND known.word = own_word.word
);
DELETE FROM own_word WHERE kind = 'subject';
