-- migrate:up
ALTER VIEW heavy_crate RENAME TO heavy;
-- migrate:down
ALTER VIEW heavy RENAME TO heavy_crate;
