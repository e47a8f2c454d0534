{{ template "shared/heavy.sql" . }}
---- create above / drop below ----
DROP VIEW heavy_crate;
