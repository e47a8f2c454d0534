-- Deploy library:overdue to pg
-- requires: fines

BEGIN;

CREATE VIEW library.overdue AS
SELECT l.loan_id, p.full_name, w.title, CURRENT_DATE - l.due_on AS days_late, f.amount AS fine
  FROM library.loans l
  JOIN library.patrons p USING (patron_id)
  JOIN library.works w USING (work_id)
  LEFT JOIN library.fines f USING (loan_id)
 WHERE l.returned_at IS NULL AND l.due_on < CURRENT_DATE;

CREATE FUNCTION library.outstanding(patron INTEGER) RETURNS NUMERIC
LANGUAGE sql STABLE AS $$
    SELECT coalesce(sum(amount), 0) FROM library.fines JOIN library.loans USING (loan_id)
     WHERE patron_id = patron AND paid_at IS NULL
$$;

COMMIT;
