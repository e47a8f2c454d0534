-- +goose Up
ALTER TABLE fee ADD COLUMN paid boolean NOT NULL DEFAULT false;
