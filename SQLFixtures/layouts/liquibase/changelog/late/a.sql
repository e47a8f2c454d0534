--liquibase formatted sql
--changeset ann:a
CREATE VIEW heaviest AS SELECT crate_id FROM heavy_crate;
