-- liquibase formatted sql
--changeset a:2
ALTER TABLE crate ADD COLUMN weight numeric NOT NULL DEFAULT 0;
