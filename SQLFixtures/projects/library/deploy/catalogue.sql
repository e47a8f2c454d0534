-- Deploy library:catalogue to pg
-- requires: appschema

BEGIN;

SET LOCAL search_path = library;

CREATE TYPE copy_state AS ENUM ('shelved', 'lent', 'lost');

CREATE TABLE works (
    work_id    SERIAL  PRIMARY KEY,
    isbn       CHAR(13) UNIQUE,
    title      TEXT    NOT NULL,
    authors    TEXT[]  NOT NULL DEFAULT '{}',
    published  SMALLINT CHECK (published BETWEEN 1400 AND 2100)
);

CREATE TABLE copies (
    work_id  INTEGER     NOT NULL REFERENCES works,
    copy_no  SMALLINT    NOT NULL,
    state    copy_state  NOT NULL DEFAULT 'shelved',
    PRIMARY KEY (work_id, copy_no)
);

COMMIT;
