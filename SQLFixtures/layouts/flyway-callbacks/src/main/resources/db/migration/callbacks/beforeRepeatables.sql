COMMENT ON TABLE entry IS 'all entries';
