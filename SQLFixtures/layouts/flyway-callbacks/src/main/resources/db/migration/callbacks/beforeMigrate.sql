CREATE ROLE ledger_keeper;
