CREATE TABLE tenant (
    id {pk},
    name TEXT NOT NULL UNIQUE
) {strict};

CREATE TABLE team (
    id {pk},
    tenant {int} NOT NULL REFERENCES tenant (id),
    name TEXT NOT NULL,
    key TEXT NOT NULL,
    channel TEXT NOT NULL DEFAULT '',
    address TEXT NOT NULL DEFAULT '',
    zone TEXT NOT NULL DEFAULT '',
    country TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',
    UNIQUE (tenant, key)
) {strict};

-- roles: given by an admin; bootstrap: 1 for those who are admin and manager from first contact
CREATE TABLE person (
    id {pk},
    tenant {int} NOT NULL REFERENCES tenant (id),
    name TEXT NOT NULL,
    key TEXT NOT NULL,
    team {int} REFERENCES team (id),
    roles TEXT NOT NULL DEFAULT '',
    bootstrap {int} NOT NULL DEFAULT 0,
    zone TEXT NOT NULL DEFAULT '',
    country TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',
    hint_zone TEXT NOT NULL DEFAULT '',
    hint_language TEXT NOT NULL DEFAULT '',
    hours TEXT NOT NULL DEFAULT '',
    quotas TEXT NOT NULL DEFAULT '',
    active {int} NOT NULL DEFAULT 1,
    paused_until TEXT,
    muted TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL
) {strict};
CREATE INDEX person_key ON person (tenant, key);
CREATE INDEX person_team ON person (tenant, team);

CREATE TABLE address (
    tenant {int} NOT NULL,
    platform TEXT NOT NULL,
    target TEXT NOT NULL,
    person {int} NOT NULL REFERENCES person (id),
    PRIMARY KEY (tenant, platform, target)
) {strict};
CREATE INDEX address_person ON address (tenant, person);

CREATE TABLE leave (
    id {pk},
    tenant {int} NOT NULL,
    person {int} NOT NULL REFERENCES person (id),
    first TEXT NOT NULL,
    last TEXT NOT NULL
) {strict};
CREATE INDEX leave_person ON leave (tenant, person);

CREATE TABLE account (
    id {pk},
    tenant {int} NOT NULL REFERENCES tenant (id),
    name TEXT NOT NULL,
    key TEXT NOT NULL,
    owner {int} REFERENCES person (id),
    place TEXT NOT NULL DEFAULT '',
    value {int},
    contacts {int},
    rhythm {int},
    external TEXT NOT NULL DEFAULT '',
    last_contact TEXT,
    imported_contact TEXT,
    created_at TEXT NOT NULL,
    UNIQUE (tenant, key)
) {strict};
CREATE INDEX account_owner ON account (tenant, owner);
CREATE INDEX account_external ON account (tenant, external) WHERE external <> '';

CREATE TABLE touchpoint (
    id {pk},
    tenant {int} NOT NULL REFERENCES tenant (id),
    name TEXT NOT NULL,
    key TEXT NOT NULL,
    owner {int} REFERENCES person (id),
    UNIQUE (tenant, key)
) {strict};

-- the log: edits names the entry that this one replaced; live is 0 once undone or replaced
CREATE TABLE entry (
    id {pk},
    tenant {int} NOT NULL REFERENCES tenant (id),
    kind TEXT NOT NULL,
    number {int} NOT NULL,
    person {int} NOT NULL REFERENCES person (id),
    team {int},
    account {int} REFERENCES account (id),
    day TEXT NOT NULL,
    at TEXT NOT NULL,
    edits {int},
    live {int} NOT NULL DEFAULT 1,
    undone_at TEXT
) {strict};
CREATE UNIQUE INDEX entry_live ON entry (tenant, kind, number) WHERE live = 1;
CREATE INDEX entry_number ON entry (tenant, kind, number);
CREATE INDEX entry_person ON entry (tenant, person, id) WHERE live = 1;
CREATE INDEX entry_waiting ON entry (tenant, day) WHERE kind = 'W' AND live = 1;
CREATE INDEX entry_account ON entry (tenant, account, kind, day) WHERE live = 1;

CREATE TABLE call (
    entry {int} PRIMARY KEY REFERENCES entry (id),
    tenant {int} NOT NULL,
    outcome TEXT NOT NULL,
    questions {int},
    listened {int} NOT NULL DEFAULT 0,
    note TEXT NOT NULL DEFAULT ''
) {strict};

CREATE TABLE rating (
    entry {int} NOT NULL REFERENCES entry (id),
    factor TEXT NOT NULL,
    tenant {int} NOT NULL,
    account {int} NOT NULL,
    touchpoint {int} NOT NULL REFERENCES touchpoint (id),
    score {int} NOT NULL CHECK (score BETWEEN 0 AND 2),
    source TEXT NOT NULL,
    firm {int} NOT NULL,
    day TEXT NOT NULL,
    live {int} NOT NULL DEFAULT 1,
    why TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (entry, factor)
) {strict};
CREATE INDEX rating_newest ON rating (tenant, account, touchpoint, factor, firm, day, entry) WHERE live = 1;
CREATE INDEX rating_zero ON rating (tenant, day, account, factor) WHERE score = 0 AND live = 1;

CREATE TABLE pledge (
    entry {int} PRIMARY KEY REFERENCES entry (id),
    tenant {int} NOT NULL,
    what TEXT NOT NULL,
    due TEXT NOT NULL,
    broken {int} NOT NULL DEFAULT 0,
    told {int} NOT NULL DEFAULT 0
) {strict};

CREATE TABLE step (
    entry {int} PRIMARY KEY REFERENCES entry (id),
    tenant {int} NOT NULL,
    promise {int} NOT NULL,
    fate TEXT NOT NULL,
    told {int} NOT NULL DEFAULT 0,
    due TEXT,
    note TEXT NOT NULL DEFAULT ''
) {strict};
CREATE INDEX step_promise ON step (tenant, promise);

CREATE TABLE followup (
    entry {int} PRIMARY KEY REFERENCES entry (id),
    tenant {int} NOT NULL,
    due TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT ''
) {strict};
CREATE INDEX followup_due ON followup (tenant, due);

CREATE TABLE waiting (
    entry {int} PRIMARY KEY REFERENCES entry (id),
    tenant {int} NOT NULL,
    place TEXT NOT NULL,
    what TEXT NOT NULL DEFAULT '',
    receipt TEXT NOT NULL DEFAULT ''
) {strict};

CREATE TABLE went (
    entry {int} PRIMARY KEY REFERENCES entry (id),
    tenant {int} NOT NULL,
    waiting {int} NOT NULL
) {strict};
CREATE INDEX went_waiting ON went (tenant, waiting);

-- projections: always a function of the live entries above
CREATE TABLE promise (
    tenant {int} NOT NULL,
    number {int} NOT NULL,
    account {int} NOT NULL,
    person {int} NOT NULL,
    what TEXT NOT NULL,
    due TEXT NOT NULL,
    state TEXT NOT NULL,
    told {int} NOT NULL,
    closed TEXT,
    made_at TEXT NOT NULL,
    PRIMARY KEY (tenant, number)
) {strict};
CREATE INDEX promise_open ON promise (tenant, person, due) WHERE state = 'open';
CREATE INDEX promise_account ON promise (tenant, account, state);
CREATE INDEX promise_breach ON promise (tenant, closed, account) WHERE state = 'broken' AND told = 0;

CREATE TABLE standing (
    tenant {int} NOT NULL,
    account {int} NOT NULL,
    touchpoint {int} NOT NULL,
    factor TEXT NOT NULL,
    firm {int} NOT NULL,
    score {int} NOT NULL,
    source TEXT NOT NULL,
    day TEXT NOT NULL,
    entry {int} NOT NULL,
    PRIMARY KEY (tenant, account, touchpoint, factor, firm)
) {strict};

CREATE TABLE seller_day (
    tenant {int} NOT NULL,
    team {int} NOT NULL,
    day TEXT NOT NULL,
    person {int} NOT NULL,
    calls {int} NOT NULL DEFAULT 0,
    promises {int} NOT NULL DEFAULT 0,
    kept {int} NOT NULL DEFAULT 0,
    broken {int} NOT NULL DEFAULT 0,
    told {int} NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant, team, day, person)
) {strict};
CREATE INDEX seller_day_person ON seller_day (tenant, person, day);

CREATE TABLE touch_day (
    tenant {int} NOT NULL,
    team {int} NOT NULL,
    day TEXT NOT NULL,
    touchpoint {int} NOT NULL,
    factor TEXT NOT NULL,
    ratings {int} NOT NULL DEFAULT 0,
    zeros {int} NOT NULL DEFAULT 0,
    points {int} NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant, team, day, touchpoint, factor)
) {strict};

CREATE TABLE inbound (
    id {pk},
    tenant {int} NOT NULL,
    key TEXT,
    person {int} NOT NULL,
    line TEXT NOT NULL,
    receipt TEXT NOT NULL,
    at TEXT NOT NULL,
    UNIQUE (tenant, key)
) {strict};
CREATE INDEX inbound_person ON inbound (tenant, person, at);

CREATE TABLE outbox (
    id {pk},
    tenant {int} NOT NULL,
    key TEXT NOT NULL,
    rule TEXT NOT NULL,
    person {int} REFERENCES person (id),
    team {int} REFERENCES team (id),
    local_day TEXT NOT NULL,
    due TEXT NOT NULL,
    until TEXT NOT NULL,
    subject TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'due',
    why TEXT NOT NULL DEFAULT '',
    owner TEXT NOT NULL DEFAULT '',
    lease TEXT,
    attempt {int} NOT NULL DEFAULT 0,
    receipt TEXT NOT NULL DEFAULT '',
    words {int} NOT NULL DEFAULT 0,
    sent_at TEXT,
    UNIQUE (tenant, key)
) {strict};
CREATE INDEX outbox_open ON outbox (due) WHERE state IN ('due', 'claimed');
CREATE INDEX outbox_person ON outbox (tenant, person, local_day);
CREATE INDEX outbox_team ON outbox (tenant, team, local_day);
CREATE INDEX outbox_receipt ON outbox (tenant, receipt) WHERE receipt <> '';

CREATE TABLE answer (
    tenant {int} NOT NULL,
    team {int} NOT NULL,
    day TEXT NOT NULL,
    person {int} NOT NULL,
    choice TEXT NOT NULL,
    PRIMARY KEY (tenant, team, day, person)
) {strict};

CREATE TABLE look (
    id {pk},
    tenant {int} NOT NULL,
    person {int} NOT NULL REFERENCES person (id),
    viewer {int} NOT NULL REFERENCES person (id),
    what TEXT NOT NULL,
    at TEXT NOT NULL
) {strict};

CREATE INDEX look_person ON look (tenant, person, id);

-- how far the planner has come, and the like
CREATE TABLE mark (
    tenant {int} NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (tenant, name)
) {strict};

CREATE TABLE import_run (
    id {pk},
    tenant {int} NOT NULL,
    at TEXT NOT NULL,
    undone_at TEXT,
    changes TEXT NOT NULL
) {strict};

INSERT INTO tenant (id, name) VALUES (1, 'default');
INSERT INTO touchpoint (tenant, name, key) VALUES
    (1, 'invoice', 'invoice'), (1, 'site', 'site'), (1, 'mail', 'mail'), (1, 'material', 'material'),
    (1, 'reception', 'reception'), (1, 'yard', 'yard'), (1, 'seller', 'seller');
