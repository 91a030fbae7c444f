-- colleague_note: a message between whoever owns a touchpoint and whoever sells, about the rating of a ref: that it is
-- fixed, a question, an answer. company_value: what the company wants to stand for. check_in: what the owner of a
-- touchpoint answered to the question of a week; subject T and a touchpoint, or V and a value.
CREATE TABLE colleague_note (
    id {pk},
    tenant {int} NOT NULL,
    kind TEXT NOT NULL,
    rating {int} NOT NULL,
    touchpoint {int} NOT NULL REFERENCES touchpoint (id),
    account {int} NOT NULL,
    author {int} NOT NULL,
    recipient {int} NOT NULL,
    at TEXT NOT NULL,
    words TEXT NOT NULL DEFAULT ''
) {strict};
CREATE INDEX colleague_note_recipient ON colleague_note (tenant, recipient, at);
CREATE INDEX colleague_note_rating ON colleague_note (tenant, rating);
CREATE TABLE company_value (
    id {pk},
    tenant {int} NOT NULL,
    name TEXT NOT NULL,
    key TEXT NOT NULL,
    gone {int} NOT NULL DEFAULT 0,
    UNIQUE (tenant, key)
) {strict};
CREATE TABLE check_in (
    tenant {int} NOT NULL,
    person {int} NOT NULL,
    subject TEXT NOT NULL,
    day TEXT NOT NULL,
    choice TEXT NOT NULL,
    words TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (tenant, person, subject, day)
) {strict};
CREATE INDEX check_in_day ON check_in (tenant, day);
CREATE INDEX standing_touchpoint ON standing (tenant, touchpoint, day);
CREATE INDEX rating_touchpoint ON rating (tenant, touchpoint, entry) WHERE live = 1;
