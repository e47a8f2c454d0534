--
-- PostgreSQL database dump
--

\restrict aBcDeF

SET statement_timeout = 0;
SELECT pg_catalog.set_config('search_path', '', false);

CREATE TABLE public.crate (
    crate_id integer NOT NULL,
    label text
);

COPY public.crate (crate_id, label) FROM stdin;
1	CREATE TABLE public.ghost (id integer);
\.

ALTER TABLE ONLY public.crate
    ADD CONSTRAINT crate_pkey PRIMARY KEY (crate_id);

\unrestrict aBcDeF
