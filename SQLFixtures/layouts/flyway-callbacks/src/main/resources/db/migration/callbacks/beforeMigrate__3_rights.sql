GRANT CREATE, USAGE ON SCHEMA ledger, archive TO ledger_keeper;
