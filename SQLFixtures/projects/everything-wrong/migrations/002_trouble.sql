-- No such table: the server would stop here.
ALTER TABLE couriers ADD COLUMN phone text;

CREATE TABLE parcels (id bigint PRIMARY KEY);

DO $$
DECLARE
    t text;
BEGIN
    FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE 'ALTER TABLE ' || quote_ident(t) || ' ADD COLUMN touched_at timestamptz';
    END LOOP;
END;
$$;

DROP TABLE routes;
CREATE TABLE deliveries (
    parcel_id bigint NOT NULL REFERENCES parcels,
    signed_by text
);
