CREATE FUNCTION ledger.post(debit text, credit text, amount bigint, memo text DEFAULT NULL)
RETURNS bigint LANGUAGE sql AS $$
    INSERT INTO ledger.entries (debit_id, credit_id, cents, memo)
    SELECT d.id, c.id, amount, post.memo
      FROM ledger.accounts d, ledger.accounts c
     WHERE d.code = debit AND c.code = credit
    RETURNING id;
$$;

CREATE FUNCTION ledger.forbid_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'ledger entries are final' USING ERRCODE = 'restrict_violation';
END;
$$;

CREATE TRIGGER entries_are_final
    BEFORE UPDATE OR DELETE ON ledger.entries
    FOR EACH ROW EXECUTE FUNCTION ledger.forbid_change();

CREATE VIEW ledger.balances AS
SELECT a.id, a.code, a.currency,
       coalesce(sum(e.cents) FILTER (WHERE e.debit_id = a.id), 0)
     - coalesce(sum(e.cents) FILTER (WHERE e.credit_id = a.id), 0) AS cents
  FROM ledger.accounts a
  LEFT JOIN ledger.entries e ON a.id IN (e.debit_id, e.credit_id)
 GROUP BY a.id;
