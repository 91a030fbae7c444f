-- channel_post: messages in channels that are changed while their subject does: a wait (W12) or a question (Q1:DAY).
-- card is what was posted first, shown the digest of what the platform was given last, version how often the subject
-- changed; due is when it is to be drawn anew, empty at once, NULL not any more.
CREATE TABLE channel_post (
    id {pk},
    tenant {int} NOT NULL,
    subject TEXT NOT NULL,
    address TEXT NOT NULL,
    receipt TEXT NOT NULL,
    card TEXT NOT NULL,
    language TEXT NOT NULL,
    until TEXT NOT NULL,
    version {int} NOT NULL DEFAULT 0,
    shown TEXT NOT NULL DEFAULT '',
    due TEXT,
    UNIQUE (tenant, receipt)
) {strict};
CREATE INDEX channel_post_due ON channel_post (tenant, due) WHERE due IS NOT NULL;
CREATE INDEX channel_post_subject ON channel_post (tenant, subject);
CREATE INDEX channel_post_until ON channel_post (tenant, until);
