DROP VIEW heavy_crate;
