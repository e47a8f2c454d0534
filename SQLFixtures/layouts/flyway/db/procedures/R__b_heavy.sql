CREATE OR REPLACE VIEW heavy_crate AS
    SELECT crate_id FROM ${flyway:defaultSchema}.crate WHERE weight > ${limit};
