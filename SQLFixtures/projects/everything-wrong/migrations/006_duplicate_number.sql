CREATE INDEX deliveries_parcel_idx ON deliveries (parcel_id);
