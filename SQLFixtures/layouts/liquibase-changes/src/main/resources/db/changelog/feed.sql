CREATE TABLE feed (id int); -- once
/
COMMENT ON TABLE feed IS 'What hens eat'
/
