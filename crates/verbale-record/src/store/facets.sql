-- What each piece of the record gave the tables below, to be taken out again: postcard, for no other program.
CREATE TABLE IF NOT EXISTS ledger (
    kind  TEXT NOT NULL,
    owner INTEGER NOT NULL,
    lines BLOB NOT NULL,
    PRIMARY KEY (kind, owner)
) STRICT, WITHOUT ROWID;

-- What a reader's lists are made of, so that any page of any list is a short walk along one index. Derived, like all
-- below `article` in schema.sql; made where it is missing.

-- A property entries share: `all`, or an actor, country, dyad (`CHN-USA`), issue, kind, status, outlet, flag, relation.
-- `n` counts its entries.
CREATE TABLE IF NOT EXISTS facet (
    k     INTEGER PRIMARY KEY,
    facet TEXT NOT NULL,
    value TEXT NOT NULL,
    n     INTEGER NOT NULL,
    UNIQUE (facet, value)
) STRICT;
CREATE INDEX IF NOT EXISTS facet_by_n ON facet (facet, n DESC, value);

-- The entries that have it. `type` names their table (`consult`: an event that repeats an encounter), `ord` their row there;
-- `day` is the first day the entry's date may mean, `2023-05` and `2023` kept short, empty if undated.
CREATE TABLE IF NOT EXISTS listing (
    k    INTEGER NOT NULL,
    type TEXT NOT NULL,
    day  TEXT NOT NULL,
    ord  INTEGER NOT NULL,
    PRIMARY KEY (k, type, day, ord)
) STRICT, WITHOUT ROWID;

-- How many of them a month.
CREATE TABLE IF NOT EXISTS density (
    k     INTEGER NOT NULL,
    type  TEXT NOT NULL,
    month TEXT NOT NULL,
    n     INTEGER NOT NULL,
    PRIMARY KEY (k, type, month)
) STRICT, WITHOUT ROWID;

-- Sums of tenths of Goldstein weights of events that occurred, from one country to another, a month.
CREATE TABLE IF NOT EXISTS pulse (
    source      TEXT NOT NULL,
    target      TEXT NOT NULL,
    month       TEXT NOT NULL,
    events      INTEGER NOT NULL,
    cooperation INTEGER NOT NULL,
    conflict    INTEGER NOT NULL,
    PRIMARY KEY (source, target, month)
) STRICT, WITHOUT ROWID;

-- How often an actor, or (`side` 1) a country by any of its people, took which stance on an issue, a month.
CREATE TABLE IF NOT EXISTS stand (
    issue  TEXT NOT NULL,
    side   INTEGER NOT NULL,
    holder TEXT NOT NULL,
    month  TEXT NOT NULL,
    stance TEXT NOT NULL,
    n      INTEGER NOT NULL,
    PRIMARY KEY (issue, side, holder, month, stance)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS stand_by_holder ON stand (holder);

-- Full text of what was said, and of actors' names.
CREATE VIRTUAL TABLE IF NOT EXISTS said USING fts5 (
    content, content = 'statement', content_rowid = 'ord', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE IF NOT EXISTS called USING fts5 (
    names, content = '', prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE INDEX IF NOT EXISTS story_article_by_article ON story_article (article);
CREATE INDEX IF NOT EXISTS position_by_issue ON position (issue, actor);
