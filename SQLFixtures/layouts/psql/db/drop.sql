DROP VIEW big_crate;
