-- Deploy library:lend to pg
-- requires: loans

BEGIN;

CREATE OR REPLACE FUNCTION library.lend(
    card_no TEXT,
    work    INTEGER,
    copy    INTEGER,
    days    INTEGER DEFAULT 28
) RETURNS BIGINT LANGUAGE plpgsql AS $$
DECLARE
    new_loan BIGINT;
BEGIN
    INSERT INTO library.loans (patron_id, work_id, copy_no, due_on)
    SELECT patron_id, work, copy, CURRENT_DATE + days
      FROM library.patrons
     WHERE card = card_no
    RETURNING loan_id INTO STRICT new_loan;
    UPDATE library.copies SET state = 'lent' WHERE work_id = work AND copy_no = copy;
    RETURN new_loan;
END;
$$;

COMMIT;
