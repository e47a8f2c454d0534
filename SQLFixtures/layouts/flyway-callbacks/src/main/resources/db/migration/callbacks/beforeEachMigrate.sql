SET ROLE ledger_keeper;
