INSERT INTO crate VALUES (1, 'a');
