-- phone, contact_person: whom to ask for at the account, and under which number
ALTER TABLE account ADD COLUMN phone TEXT NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN contact_person TEXT NOT NULL DEFAULT '';
