CREATE VIEW big_crate AS SELECT crate_id FROM crate WHERE size = 'big';
