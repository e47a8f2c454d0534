CREATE TABLE parcels (
    id bigint PRIMARY KEY,
    label text NOT NULL,
    weight_g integer,
    CONSTRAINT parcels_weight CHECK (weight_g > 0)
);

-- The comma before the parenthesis is one too many.
CREATE TABLE stops (
    id bigint PRIMARY KEY,
    address text NOT NULL,
);

CREATE TABLE routes (
    id bigint PRIMARY KEY,
    parcel_id bigint REFERENCES parcels (id)
);
