COMMENT ON TABLE entry IS 'booked entries';
