--liquibase formatted sql

--changeset a:11-1
--preconditions onFail:MARK_RAN
--precondition-sql-check expectedResult:0 SELECT count(*) FROM information_schema.columns WHERE table_name = 'crate' AND column_name = 'weight'
ALTER TABLE crate ADD COLUMN weight numeric;

--changeset a:11-2
--preconditions onFail:CONTINUE onError:HALT
--precondition-sql-check expectedResult:0 SELECT count(*) FROM information_schema.tables WHERE table_name = 'pallet'
CREATE TABLE pallet (
    pallet_id integer PRIMARY KEY
);
;
COMMENT ON TABLE pallet IS 'carries crates' -- the last one has no semicolon

--changeset a:11-3 endDelimiter:/
--preconditions onFail:MARK_RAN
--precondition-table-exists table:pallet
ALTER TABLE crate ADD COLUMN pallet_id integer REFERENCES pallet
/
CREATE INDEX crate_pallet_idx ON crate (pallet_id)
/

--changeset a:11-4
--preconditions onFail:MARK_RAN
--precondition-view-exists view:light_crate
DROP VIEW light_crate;

--changeset a:11-5
--preconditions onFail:HALT
--precondition-table-exists table:pallet
ALTER TABLE pallet ADD COLUMN label text;
