CREATE TABLE public.crate (crate_id integer);
