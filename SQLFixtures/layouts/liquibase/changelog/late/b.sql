CREATE VIEW heavier AS SELECT crate_id FROM heaviest;
