-- The record file, format 3. Any program that reads SQLite can read it; docs/record-file.md explains it.
--
-- `reading` holds what was read, article by article; all else is derived from it, and what a build did not change it
-- does not write. `ord` is a number made of the entry's id; where ids are hexadecimal it sorts as they do.

CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One row an article read. `article` and `findings` are JSON; `extractor` names what made the findings.
CREATE TABLE reading (
    id        TEXT PRIMARY KEY,
    source    TEXT NOT NULL,
    extractor TEXT NOT NULL,
    article   TEXT NOT NULL,
    findings  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX reading_by_source ON reading (source);
-- With it the ids are listed without a look at the texts.
CREATE INDEX reading_by_extractor ON reading (extractor);

-- Sources that could not be read, with the reason.
CREATE TABLE set_aside (
    source TEXT PRIMARY KEY,
    reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What the program keeps in mind of each article, to tell what new ones change: postcard, for no other program.
CREATE TABLE trace (
    ord   INTEGER PRIMARY KEY,
    trace BLOB NOT NULL
) STRICT;

-- The weighed words of each article, looked up where two may be of one story.
CREATE TABLE weighed (
    ord   INTEGER PRIMARY KEY,
    words BLOB NOT NULL
) STRICT;

-- Pairs of articles that have to do with one another: how alike they are by their words, and whether that may make them
-- one story by itself.
CREATE TABLE bond (
    a     INTEGER NOT NULL,
    b     INTEGER NOT NULL,
    alike REAL NOT NULL,
    near  INTEGER NOT NULL,
    PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX bond_by_b ON bond (b);

-- Circles of such articles, each by a number made of all that its entries follow from. `asked`, `placed` and `dates` are
-- what it gives to demands, actors and positions, which run through many circles.
CREATE TABLE circle (
    circle INTEGER PRIMARY KEY,
    asked  TEXT NOT NULL,
    placed TEXT NOT NULL,
    dates  TEXT NOT NULL
) STRICT;

-- Articles in the index of texts, `search`.
CREATE TABLE listed (
    ord INTEGER PRIMARY KEY
) STRICT;

-- Numbers made of the content of actors, demands and positions, to tell which changed.
CREATE TABLE print (
    kind  TEXT NOT NULL,
    id    TEXT NOT NULL,
    print INTEGER NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

-- The record from here on. `entry` is the entry's JSON, exactly as exported; the columns repeat what one queries by.
-- `circle` is the circle of articles the entry follows from.
CREATE TABLE article (
    ord       INTEGER PRIMARY KEY,
    id        TEXT NOT NULL UNIQUE,
    source    TEXT NOT NULL,
    outlet    TEXT,
    agency    TEXT,
    headline  TEXT,
    published TEXT,
    body      TEXT NOT NULL,
    entry     TEXT NOT NULL,
    circle INTEGER NOT NULL
) STRICT;

CREATE TABLE actor (
    ord     INTEGER PRIMARY KEY,
    id      TEXT NOT NULL UNIQUE,
    kind    TEXT NOT NULL,
    name    TEXT NOT NULL,
    country TEXT,
    sector  TEXT,
    entry   TEXT NOT NULL
) STRICT;

CREATE TABLE encounter (
    ord           INTEGER PRIMARY KEY,
    id            TEXT NOT NULL UNIQUE,
    kind          TEXT NOT NULL,
    status        TEXT NOT NULL,
    date          TEXT,
    place         TEXT,
    place_country TEXT,
    minutes_low   REAL,
    minutes_high  REAL,
    entry         TEXT NOT NULL,
    circle INTEGER NOT NULL
) STRICT;

CREATE TABLE participant (
    encounter TEXT NOT NULL REFERENCES encounter (id),
    position  INTEGER NOT NULL,
    actor     TEXT,
    name      TEXT,
    country   TEXT,
    PRIMARY KEY (encounter, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE statement (
    ord       INTEGER PRIMARY KEY,
    id        TEXT NOT NULL UNIQUE,
    article   TEXT NOT NULL REFERENCES article (id),
    speaker   TEXT,
    speaker_name TEXT,
    country   TEXT,
    addressee TEXT,
    channel   TEXT,
    form      TEXT NOT NULL,
    stance    TEXT NOT NULL,
    date      TEXT,
    content   TEXT NOT NULL,
    entry     TEXT NOT NULL,
    circle INTEGER NOT NULL
) STRICT;

CREATE TABLE demand (
    ord        INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    by_actor   TEXT,
    by_name    TEXT,
    by_country TEXT,
    of_actor   TEXT,
    of_name    TEXT,
    of_country TEXT,
    content    TEXT NOT NULL,
    entry      TEXT NOT NULL
) STRICT;

-- The line of an actor on an issue.
CREATE TABLE position (
    ord     INTEGER PRIMARY KEY,
    id      TEXT NOT NULL UNIQUE,
    actor   TEXT,
    name    TEXT,
    country TEXT,
    issue   TEXT NOT NULL,
    entry   TEXT NOT NULL
) STRICT;

-- What was said, in order of date. `entry_id` is a demand or a statement; `again` is when it was last said again.
CREATE TABLE position_entry (
    position TEXT NOT NULL REFERENCES position (id),
    ord      INTEGER NOT NULL,
    entry_id TEXT NOT NULL,
    date     TEXT,
    again    TEXT,
    stance   TEXT NOT NULL,
    speaker  TEXT,
    addressee TEXT,
    content  TEXT NOT NULL,
    reports  INTEGER NOT NULL,
    PRIMARY KEY (position, ord)
) STRICT, WITHOUT ROWID;

-- Where a position may have changed: an earlier entry and a later one.
CREATE TABLE position_change (
    position TEXT NOT NULL REFERENCES position (id),
    ord      INTEGER NOT NULL,
    kind     TEXT NOT NULL,
    from_entry TEXT NOT NULL,
    to_entry TEXT NOT NULL,
    from_date TEXT NOT NULL,
    to_date  TEXT NOT NULL,
    reason   TEXT NOT NULL,
    PRIMARY KEY (position, ord)
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
    ord       INTEGER PRIMARY KEY,
    id        TEXT NOT NULL UNIQUE,
    date      TEXT,
    event     TEXT NOT NULL,
    mode      TEXT,
    modality  TEXT NOT NULL,
    cameo     TEXT,
    goldstein REAL,
    place     TEXT,
    entry     TEXT NOT NULL,
    circle INTEGER NOT NULL
) STRICT;

-- role: `source` or `target`.
CREATE TABLE event_actor (
    event    TEXT NOT NULL REFERENCES event (id),
    role     TEXT NOT NULL,
    position INTEGER NOT NULL,
    actor    TEXT,
    name     TEXT,
    country  TEXT,
    sector   TEXT,
    PRIMARY KEY (event, role, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE story (
    ord   INTEGER PRIMARY KEY,
    id    TEXT NOT NULL UNIQUE,
    title TEXT,
    date  TEXT,
    entry TEXT NOT NULL,
    circle INTEGER NOT NULL
) STRICT;

CREATE TABLE story_article (
    story    TEXT NOT NULL REFERENCES story (id),
    article  TEXT NOT NULL REFERENCES article (id),
    relation TEXT NOT NULL,
    of       TEXT,
    PRIMARY KEY (story, article)
) STRICT, WITHOUT ROWID;

CREATE TABLE comparison (
    ord       INTEGER PRIMARY KEY,
    id        TEXT NOT NULL UNIQUE,
    kind      TEXT NOT NULL,
    subject   TEXT NOT NULL,
    attribute TEXT NOT NULL,
    entry     TEXT NOT NULL,
    circle INTEGER NOT NULL
) STRICT;

-- The issues of statements, demands and encounters.
CREATE TABLE entry_issue (
    entry_id TEXT NOT NULL,
    issue    TEXT NOT NULL,
    PRIMARY KEY (entry_id, issue)
) STRICT, WITHOUT ROWID;

-- Every account of an entry, by its words. Offsets count Unicode code points of the article's part.
CREATE TABLE evidence (
    entry_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    article  TEXT NOT NULL REFERENCES article (id),
    part     TEXT NOT NULL,
    start    INTEGER NOT NULL,
    "end"    INTEGER NOT NULL,
    quote    TEXT NOT NULL,
    PRIMARY KEY (entry_id, position)
) STRICT, WITHOUT ROWID;

-- Any finding's id leads to the entry that holds it.
CREATE TABLE finding (
    id    TEXT PRIMARY KEY,
    entry TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE search USING fts5 (
    headline, body, content = 'article', content_rowid = 'ord', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE INDEX article_by_circle ON article (circle);
CREATE INDEX encounter_by_circle ON encounter (circle);
CREATE INDEX statement_by_circle ON statement (circle);
CREATE INDEX event_by_circle ON event (circle);
CREATE INDEX story_by_circle ON story (circle);
CREATE INDEX comparison_by_circle ON comparison (circle);
CREATE INDEX participant_by_actor ON participant (actor);
CREATE INDEX statement_by_speaker ON statement (speaker);
CREATE INDEX statement_by_article ON statement (article);
CREATE INDEX position_by_actor ON position (actor);
CREATE INDEX event_by_date ON event (date);
CREATE INDEX event_actor_by_actor ON event_actor (actor);
CREATE INDEX comparison_by_subject ON comparison (subject);
CREATE INDEX evidence_by_article ON evidence (article);

-- Who met whom, where and when, one row an encounter.
CREATE VIEW v_encounters AS
SELECT e.id, e.date, e.kind, e.status,
       (SELECT group_concat(name, '; ') FROM (SELECT name FROM participant p WHERE p.encounter = e.id ORDER BY position)) AS participants,
       e.place, e.place_country, e.minutes_low, e.minutes_high,
       (SELECT count(DISTINCT article) FROM evidence v WHERE v.entry_id = e.id) AS reports
FROM encounter e;

-- Who said what, one row a statement.
CREATE VIEW v_statements AS
SELECT s.id, s.date, s.speaker_name AS speaker, s.country, s.stance, s.form, s.channel, s.content,
       (SELECT group_concat(issue, '; ') FROM entry_issue i WHERE i.entry_id = s.id) AS issues,
       a.outlet, a.headline, a.source
FROM statement s JOIN article a ON a.id = s.article;

-- Who wants what of whom, one row a demand.
CREATE VIEW v_demands AS
SELECT d.id, d.by_name, d.by_country, d.of_name, d.of_country, d.content,
       (SELECT count(DISTINCT article) FROM evidence v WHERE v.entry_id = d.id) AS reports
FROM demand d;

-- Who said what on which issue over time, one row an utterance or demand.
CREATE VIEW v_positions AS
SELECT p.issue, p.name AS actor, p.country, e.date, e.again, e.stance, e.speaker, e.addressee, e.content, e.reports,
       e.entry_id
FROM position p JOIN position_entry e ON e.position = p.id
ORDER BY p.issue, p.name, p.id, e.ord;

-- Where a position may have changed.
CREATE VIEW v_position_changes AS
SELECT p.issue, p.name AS actor, p.country, c.kind, c.from_date, f.content AS "before", c.to_date, t.content AS "after",
       c.reason
FROM position_change c
JOIN position p ON p.id = c.position
JOIN position_entry f ON f.position = c.position AND f.entry_id = c.from_entry
JOIN position_entry t ON t.position = c.position AND t.entry_id = c.to_entry
ORDER BY p.issue, p.name, p.id, c.ord;

-- Coded events as one row a dyad: a data set in the usual form.
CREATE VIEW v_events AS
SELECT e.id, e.date, s.country AS source_country, s.name AS source, s.sector AS source_sector,
       t.country AS target_country, t.name AS target, t.sector AS target_sector,
       e.event, e.mode, e.modality, e.cameo, e.goldstein, e.place,
       (SELECT count(DISTINCT article) FROM evidence v WHERE v.entry_id = e.id) AS reports
FROM event e
JOIN event_actor s ON s.event = e.id AND s.role = 'source'
LEFT JOIN event_actor t ON t.event = e.id AND t.role = 'target';

-- What the accounts dispute.
CREATE VIEW v_disputes AS
SELECT c.subject, c.attribute, json_extract(v.value, '$.value') AS value, json_extract(v.value, '$.origins') AS origins
FROM comparison c, json_each(c.entry, '$.values') v
WHERE c.kind = 'dispute';

-- What happened when, past and planned.
CREATE VIEW v_timeline AS
SELECT date, 'encounter' AS type, id, kind || ' (' || status || '): ' || coalesce(participants, '') || coalesce(', ' || place, '') AS what
FROM v_encounters
UNION ALL
SELECT date, 'event', id, source || ' → ' || coalesce(target, '?') || ': ' || event || coalesce('/' || mode, '') || ' (' || modality || ')'
FROM v_events WHERE event <> 'CONSULT';
