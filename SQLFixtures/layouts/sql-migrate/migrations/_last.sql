-- +migrate Up
ALTER VIEW heavy_crate RENAME TO heavy;
