-- Deploy library:loans to pg
-- requires: patrons
-- requires: catalogue

BEGIN;

CREATE TABLE library.loans (
    loan_id      BIGSERIAL    PRIMARY KEY,
    patron_id    INTEGER      NOT NULL REFERENCES library.patrons (patron_id),
    work_id      INTEGER      NOT NULL,
    copy_no      SMALLINT     NOT NULL,
    lent_at      TIMESTAMPTZ  NOT NULL DEFAULT NOW(),
    due_on       DATE         NOT NULL,
    returned_at  TIMESTAMPTZ,
    FOREIGN KEY (work_id, copy_no) REFERENCES library.copies ON UPDATE CASCADE,
    CONSTRAINT returned_after_lent CHECK (returned_at >= lent_at)
);

CREATE UNIQUE INDEX one_open_loan ON library.loans (work_id, copy_no) WHERE returned_at IS NULL;
CREATE INDEX ON library.loans (patron_id);

COMMIT;
