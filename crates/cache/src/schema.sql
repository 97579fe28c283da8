-- Tables folded from the ledger. Numbers of documents count in the order of the fold. Times are milliseconds since 1970,
-- places in a text are code points, identifiers and hashes are bytes.
CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;

CREATE TABLE log (
    step INTEGER NOT NULL, device BLOB NOT NULL, sequence INTEGER NOT NULL, hash BLOB NOT NULL,
    kind INTEGER NOT NULL, record BLOB NOT NULL, author BLOB NOT NULL, time INTEGER NOT NULL,
    details TEXT NOT NULL,      -- a JSON list of [field, value or null when it cannot be read]; long values are left out
    undoes BLOB,                -- hash of the entry that this one takes back
    undone INTEGER NOT NULL DEFAULT 0,
    number INTEGER NOT NULL,    -- counts in the order of the key, in which entries are folded
    PRIMARY KEY (step, device, sequence, hash)
) WITHOUT ROWID;
CREATE UNIQUE INDEX log_number ON log (number);
CREATE UNIQUE INDEX log_hash ON log (hash);
CREATE INDEX log_undoes ON log (undoes) WHERE undoes IS NOT NULL;

CREATE TABLE documents (
    number INTEGER PRIMARY KEY, record BLOB NOT NULL UNIQUE, entry BLOB NOT NULL, subject BLOB NOT NULL,
    sha256 TEXT, blob TEXT, size INTEGER, name TEXT, media_type TEXT, source TEXT, obtained TEXT, obtained_at TEXT,
    consent TEXT, notes TEXT NOT NULL, time INTEGER NOT NULL, author BLOB NOT NULL,
    same_bytes_as INTEGER       -- number of the first document with the same bytes
);
CREATE INDEX documents_sha256 ON documents (sha256);

-- The latest reading of each document counts; the others are in the log.
CREATE TABLE readings (
    document INTEGER PRIMARY KEY, entry BLOB NOT NULL, sha256 TEXT, program TEXT, codebook TEXT, model TEXT, gazetteer TEXT,
    time INTEGER NOT NULL,
    title TEXT, language TEXT, media_type TEXT, publisher TEXT, origin TEXT NOT NULL, earliest TEXT, latest TEXT,
    problems TEXT NOT NULL,                 -- a JSON list of [code, message]
    result BLOB                             -- the record, zlib (RFC 1950); last, so that nobody reads past it
);
CREATE INDEX readings_entry ON readings (document, entry);

-- What resolution needs to know of the latest reading (resolution::Digest as JSON, zlib) and of its text
-- (resolution::families::Fingerprints, zlib); null when the record cannot be read.
CREATE TABLE digests (document INTEGER PRIMARY KEY, known INTEGER NOT NULL, digest BLOB, prints BLOB);
CREATE INDEX digests_known ON digests (document, known);    -- nobody reads digests to learn which there are

CREATE TABLE entities (
    document INTEGER NOT NULL, entity TEXT NOT NULL, key TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,
    folded TEXT NOT NULL, protected INTEGER NOT NULL, mentions INTEGER NOT NULL, starts INTEGER NOT NULL, ends INTEGER NOT NULL,
    PRIMARY KEY (document, entity)
) WITHOUT ROWID;
CREATE INDEX entities_folded ON entities (folded);

CREATE TABLE acts (
    document INTEGER NOT NULL, act TEXT NOT NULL, key TEXT NOT NULL, type TEXT NOT NULL, status TEXT NOT NULL,
    earliest TEXT, latest TEXT, starts INTEGER NOT NULL, ends INTEGER NOT NULL, confidence REAL NOT NULL,
    judged INTEGER NOT NULL DEFAULT 0,      -- whether somebody decided about it, kept by triggers
    PRIMARY KEY (document, act)
) WITHOUT ROWID;
CREATE INDEX acts_type ON acts (type, confidence);
CREATE INDEX acts_open ON acts (type, confidence, document, starts) WHERE judged = 0;

CREATE TABLE participants (
    document INTEGER NOT NULL, act TEXT NOT NULL, place INTEGER NOT NULL, role TEXT NOT NULL, entity TEXT,
    starts INTEGER NOT NULL, ends INTEGER NOT NULL,
    PRIMARY KEY (document, act, place)
) WITHOUT ROWID;

CREATE TABLE statements (
    document INTEGER NOT NULL, statement TEXT NOT NULL, key TEXT NOT NULL, kind TEXT NOT NULL, speaker TEXT,
    starts INTEGER NOT NULL, ends INTEGER NOT NULL,
    PRIMARY KEY (document, statement)
) WITHOUT ROWID;

-- What people decided, apart from what the program read.
CREATE TABLE judgements (
    entry BLOB PRIMARY KEY, number INTEGER NOT NULL UNIQUE, record BLOB NOT NULL, verdict TEXT, field TEXT, value TEXT,
    reason TEXT, of TEXT NOT NULL, seen TEXT NOT NULL, evidence TEXT NOT NULL, author BLOB NOT NULL, time INTEGER NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0,
    replaces TEXT NOT NULL, confirms TEXT NOT NULL   -- JSON lists of hashes of earlier judgements
) WITHOUT ROWID;
CREATE INDEX judgements_settings ON judgements (field, number) WHERE verdict = 'setting';
CREATE INDEX judgements_claims ON judgements (number) WHERE verdict = 'claim';
-- What they decided about: a document, and a part of it that keeps its key when the document is read again.
CREATE TABLE judged (
    document BLOB NOT NULL, key TEXT NOT NULL, entry BLOB NOT NULL, place INTEGER NOT NULL,
    PRIMARY KEY (document, key, entry, place)
) WITHOUT ROWID;
CREATE INDEX judged_entry ON judged (entry);

-- How many there are, kept by triggers: no page counts rows.
CREATE TABLE counts (name TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO counts VALUES ('entries', 0), ('documents', 0), ('unread', 0), ('acts', 0), ('judged', 0), ('imported', 0), ('imported_judged', 0);
CREATE TRIGGER entry_counted AFTER INSERT ON log BEGIN UPDATE counts SET n = n + 1 WHERE name = 'entries'; END;
CREATE TRIGGER document_counted AFTER INSERT ON documents BEGIN
    UPDATE counts SET n = n + 1 WHERE name = 'documents' OR (name = 'unread' AND new.sha256 IS NOT NULL);
END;
CREATE TRIGGER document_read AFTER INSERT ON readings BEGIN
    UPDATE counts SET n = n - 1 WHERE name = 'unread' AND (SELECT sha256 FROM documents WHERE number = new.document) IS NOT NULL;
END;
CREATE TRIGGER document_unread AFTER DELETE ON readings BEGIN
    UPDATE counts SET n = n + 1 WHERE name = 'unread' AND (SELECT sha256 FROM documents WHERE number = old.document) IS NOT NULL;
END;
CREATE TRIGGER act_counted AFTER INSERT ON acts BEGIN
    UPDATE counts SET n = n + 1 WHERE name = 'acts';
    UPDATE acts SET judged = 1 WHERE document = new.document AND act = new.act
        AND EXISTS (SELECT 1 FROM decided WHERE document = new.document AND key = new.key);
END;
CREATE TRIGGER act_gone AFTER DELETE ON acts BEGIN
    UPDATE counts SET n = n - 1 WHERE name = 'acts' OR (name = 'judged' AND old.judged);
END;
CREATE TRIGGER act_judged AFTER UPDATE OF judged ON acts BEGIN
    UPDATE counts SET n = n + new.judged - old.judged WHERE name = 'judged';
END;
CREATE TRIGGER part_judged AFTER INSERT ON judged BEGIN
    UPDATE acts SET judged = 1 WHERE document = (SELECT number FROM documents WHERE record = new.document) AND key = new.key
        AND NOT judged AND EXISTS (SELECT 1 FROM decided d WHERE d.document = acts.document AND d.key = new.key);
END;
CREATE TRIGGER judgement_undone AFTER UPDATE OF undone ON judgements WHEN new.undone <> old.undone BEGIN
    UPDATE acts SET judged = EXISTS (SELECT 1 FROM decided d WHERE d.document = acts.document AND d.key = acts.key)
        WHERE (document, key) IN (SELECT d.number, j.key FROM judged j JOIN documents d ON d.record = j.document WHERE j.entry = new.entry);
END;
-- The parts that somebody decided about.
CREATE VIEW decided AS SELECT d.number AS document, j.key AS key FROM documents d JOIN judged j ON j.document = d.record
    JOIN judgements g ON g.entry = j.entry WHERE NOT g.undone AND g.verdict IN ('accept', 'amend', 'reject', 'unsure');

-- What people concerned agreed to, refused and withdrew, and whom two members name all the same, in the order of the fold.
CREATE TABLE consents (
    entry BLOB PRIMARY KEY, number INTEGER NOT NULL UNIQUE, document BLOB, key TEXT, of TEXT, name TEXT, state TEXT, purpose TEXT,
    recipient TEXT, given TEXT, until TEXT, how TEXT, given_by TEXT, guardian TEXT, minor TEXT, note TEXT, confirms TEXT,
    author BLOB NOT NULL, time INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE members (
    signing_key BLOB PRIMARY KEY, name TEXT, role TEXT, added INTEGER NOT NULL, added_by BLOB NOT NULL,
    removed INTEGER, removed_by BLOB
) WITHOUT ROWID;

-- Steps of interventions (kind 15) and of what came in (kind 16), in order; `fields`: a JSON list of [field, value or null].
CREATE TABLE steps (
    entry BLOB PRIMARY KEY, number INTEGER NOT NULL UNIQUE, kind INTEGER NOT NULL, record BLOB NOT NULL, subject BLOB,
    fields TEXT NOT NULL, author BLOB NOT NULL, time INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX steps_kind ON steps (kind, number);

-- Tables of others that were taken in, each with its mapping, and the documents that they are in.
CREATE TABLE imports (
    entry BLOB PRIMARY KEY, name TEXT, mapping TEXT, format TEXT, sha256 TEXT, n_rows INTEGER NOT NULL, n_acts INTEGER NOT NULL,
    time INTEGER NOT NULL, author BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE imported (document INTEGER PRIMARY KEY);
-- Acts of tables that were taken in: they wait for nobody.
CREATE TRIGGER imported_act_counted AFTER INSERT ON acts WHEN EXISTS (SELECT 1 FROM imported WHERE document = new.document) BEGIN
    UPDATE counts SET n = n + 1 WHERE name = 'imported';
END;
CREATE TRIGGER imported_act_gone AFTER DELETE ON acts WHEN EXISTS (SELECT 1 FROM imported WHERE document = old.document) BEGIN
    UPDATE counts SET n = n - 1 WHERE name = 'imported' OR (name = 'imported_judged' AND old.judged);
END;
CREATE TRIGGER imported_act_judged AFTER UPDATE OF judged ON acts
    WHEN EXISTS (SELECT 1 FROM imported WHERE document = new.document) BEGIN
    UPDATE counts SET n = n + new.judged - old.judged WHERE name = 'imported_judged';
END;
CREATE TRIGGER imported_counted AFTER INSERT ON imported BEGIN
    UPDATE counts SET n = n + (SELECT count(*) FROM acts WHERE document = new.document) WHERE name = 'imported';
    UPDATE counts SET n = n + (SELECT coalesce(sum(judged), 0) FROM acts WHERE document = new.document) WHERE name = 'imported_judged';
END;

-- Words, without accents; and pairs of characters for scripts that put no space between words.
CREATE VIRTUAL TABLE words USING fts5 (title, text, names, tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE pairs USING fts5 (text, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0');
-- So many bytes of the index wait in memory before they are written: fewer, larger pieces to merge and to look through.
INSERT INTO words (words, rank) VALUES ('hashsize', 8388608);
INSERT INTO pairs (pairs, rank) VALUES ('hashsize', 8388608);

-- What was worked out from the rows at a cost, with a hash of all that it was worked out from. May be missing at any time.
CREATE TABLE worked_out (name TEXT PRIMARY KEY, input BLOB NOT NULL, value BLOB NOT NULL) WITHOUT ROWID;
