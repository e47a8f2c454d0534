-- +goose Up
-- +goose StatementBegin
DO $$
BEGIN
    ALTER TABLE crate ADD COLUMN weight numeric NOT NULL DEFAULT 0;
END
$$
-- +goose StatementEnd
CREATE INDEX crate_weight ON crate (weight);

-- +goose Down
DROP INDEX crate_weight;
