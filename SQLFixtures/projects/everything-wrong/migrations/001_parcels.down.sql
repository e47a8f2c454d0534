DROP TABLE routes, parcels;
