DROP FUNCTION ledger.post(text, text, bigint, text);

CREATE FUNCTION ledger.post(debit text, credit text, amount bigint)
RETURNS bigint LANGUAGE sql AS $$
    INSERT INTO ledger.entries (debit_id, credit_id, cents)
    SELECT d.id, c.id, amount
      FROM ledger.accounts d, ledger.accounts c
     WHERE d.code = debit AND c.code = credit
    RETURNING id;
$$;

ALTER TABLE ledger.entries DROP COLUMN memo;
