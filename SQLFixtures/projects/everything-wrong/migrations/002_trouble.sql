-- No such table: the server would stop here.
ALTER TABLE couriers ADD COLUMN phone text;

CREATE TABLE parcels (id bigint PRIMARY KEY);

DO $$
DECLARE
    t text;
BEGIN
    FOR t IN SELECT label FROM parcels LOOP
        EXECUTE 'CREATE TABLE ' || quote_ident('parcel_' || t) || ' (id bigint)';
    END LOOP;
END;
$$;

DROP TABLE routes;
CREATE TABLE deliveries (
    parcel_id bigint NOT NULL REFERENCES parcels,
    signed_by text
);
