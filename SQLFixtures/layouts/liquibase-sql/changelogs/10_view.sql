-- liquibase formatted sql
--changeset a:3
CREATE VIEW heavy_crate AS
    SELECT crate_id FROM crate WHERE weight > 100;
