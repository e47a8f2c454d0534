-- Deploy library:lend to pg
-- requires: lend@v1.0.0

BEGIN;

CREATE OR REPLACE FUNCTION library.lend(
    card_no TEXT,
    work    INTEGER,
    copy    INTEGER,
    days    INTEGER DEFAULT 28
) RETURNS BIGINT LANGUAGE plpgsql SECURITY DEFINER SET search_path = library, pg_temp AS $$
DECLARE
    borrower INTEGER;
    new_loan BIGINT;
BEGIN
    SELECT patron_id INTO STRICT borrower FROM patrons WHERE card = card_no;
    IF EXISTS (SELECT 1 FROM fines JOIN loans USING (loan_id)
                WHERE patron_id = borrower AND paid_at IS NULL) THEN
        RAISE EXCEPTION 'card % owes a fine', card_no;
    END IF;
    INSERT INTO loans (patron_id, work_id, copy_no, due_on)
    VALUES (borrower, work, copy, CURRENT_DATE + days)
    RETURNING loan_id INTO new_loan;
    UPDATE copies SET state = 'lent' WHERE work_id = work AND copy_no = copy;
    RETURN new_loan;
END;
$$;

COMMIT;
