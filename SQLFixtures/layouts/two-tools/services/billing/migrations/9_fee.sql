-- +goose Up
CREATE TABLE fee (fee_id integer PRIMARY KEY);
-- +goose Down
DROP TABLE fee;
