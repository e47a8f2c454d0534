-- +goose NO TRANSACTION
-- +goose Up
-- +goose ENVSUB ON
CREATE VIEW heavy_crate AS
    SELECT crate_id FROM crate WHERE weight > ${LIMIT:-100};
-- +goose ENVSUB OFF
COMMENT ON VIEW heavy_crate IS '${LIMIT}';
-- +goose Down
DROP VIEW heavy_crate;
