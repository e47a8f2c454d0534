INSERT INTO crate VALUES (2, 'b');
