-- One object or more of each kind that pgTAP asserts something about, in two schemas, with names that
-- occur in both.
CREATE ROLE prediction_reader;
CREATE ROLE prediction_owner LOGIN;
GRANT prediction_reader TO prediction_owner;
CREATE ROLE prediction_editor IN ROLE prediction_reader;
CREATE ROLE prediction_loner NOINHERIT IN ROLE prediction_reader;
CREATE SCHEMA shop;
CREATE SCHEMA "Odd Schema" AUTHORIZATION prediction_owner;
GRANT USAGE ON SCHEMA shop TO prediction_reader;

CREATE TYPE shop.status AS ENUM ('open', 'paid', 'shipped');
CREATE TYPE mood AS ENUM ('sad', 'glad');
CREATE DOMAIN shop.price AS numeric(10,2) CHECK (VALUE >= 0);
CREATE DOMAIN email AS text NOT NULL;
CREATE TYPE shop.address AS (street text, zip character varying(10));
CREATE TYPE floats AS RANGE (subtype = float8);
CREATE SEQUENCE shop.receipt_seq;
CREATE SEQUENCE counter AS integer;

CREATE TABLE shop.customer (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL DEFAULT 'nobody',
  email email,
  "Mixed Case" character varying(40),
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  tags text[] DEFAULT '{}',
  UNIQUE (name, email)
);
CREATE TABLE shop.orders (
  id bigserial PRIMARY KEY,
  customer_id integer NOT NULL REFERENCES shop.customer,
  second_id integer REFERENCES shop.customer (id) ON DELETE CASCADE,
  state shop.status NOT NULL DEFAULT 'open',
  total shop.price DEFAULT 0,
  doubled numeric GENERATED ALWAYS AS (total * 2) STORED,
  note text CHECK (note <> ''),
  CHECK (total > 0 OR note IS NOT NULL)
);
CREATE TABLE shop.line (
  order_id bigint REFERENCES shop.orders,
  position smallint,
  PRIMARY KEY (order_id, position),
  during int4range,
  EXCLUDE USING gist (during WITH &&)
);
CREATE TABLE customer (id integer, name text);
CREATE TABLE keyless (a integer, b integer UNIQUE);
CREATE TABLE events (at date NOT NULL, what text) PARTITION BY RANGE (at);
CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE events_rest PARTITION OF events DEFAULT;
CREATE TABLE parent (id integer PRIMARY KEY);
CREATE TABLE child (extra text) INHERITS (parent);
CREATE TABLE grandchild () INHERITS (child);
ALTER TABLE keyless OWNER TO prediction_owner;
GRANT SELECT, INSERT ON shop.customer TO prediction_reader;
GRANT UPDATE (name) ON shop.customer TO prediction_reader;
GRANT SELECT ON keyless TO PUBLIC;
GRANT USAGE ON SEQUENCE shop.receipt_seq TO prediction_reader;

CREATE INDEX orders_customer ON shop.orders (customer_id, state);
CREATE UNIQUE INDEX customer_lower ON shop.customer (lower(name));
CREATE INDEX orders_open ON shop.orders USING btree (id) WHERE state = 'open';
CREATE INDEX customer_tags ON shop.customer USING gin (tags);
CREATE INDEX keyless_a ON keyless USING hash (a);
CREATE INDEX customer_name ON customer (name);
ALTER TABLE shop.orders CLUSTER ON orders_customer;

CREATE VIEW shop.open_orders AS SELECT id, total FROM shop.orders WHERE state = 'open';
CREATE VIEW names AS SELECT name, count(*) AS n FROM shop.customer GROUP BY name;
ALTER VIEW names OWNER TO prediction_owner;
CREATE MATERIALIZED VIEW shop.totals AS SELECT customer_id, sum(total) AS total FROM shop.orders GROUP BY 1;
CREATE MATERIALIZED VIEW everything AS SELECT 1 AS one;

CREATE FUNCTION shop.total_of(customer integer) RETURNS numeric LANGUAGE sql STABLE STRICT SECURITY DEFINER
  AS 'SELECT sum(total) FROM shop.orders WHERE customer_id = customer';
CREATE FUNCTION shop.total_of(customer integer, state shop.status) RETURNS numeric LANGUAGE sql
  AS 'SELECT 0::numeric';
CREATE FUNCTION add(a integer, b integer DEFAULT 1) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT a + b';
CREATE FUNCTION names_like(pattern character varying) RETURNS SETOF text LANGUAGE plpgsql AS 'BEGIN END';
CREATE FUNCTION pairs(OUT a integer, OUT b text) RETURNS SETOF record LANGUAGE sql AS $$SELECT 1, 'x'$$;
CREATE FUNCTION rows_of(limit_to integer) RETURNS TABLE (id bigint) LANGUAGE sql AS 'SELECT 1::bigint';
CREATE FUNCTION every(VARIADIC items text[]) RETURNS boolean LANGUAGE sql AS 'SELECT true';
CREATE FUNCTION shop.stamp() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE PROCEDURE shop.close_all(before date) LANGUAGE sql AS 'SELECT 1';
CREATE AGGREGATE shop.add_all(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '0');
ALTER FUNCTION add(integer, integer) OWNER TO prediction_owner;
REVOKE EXECUTE ON FUNCTION add(integer, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION add(integer, integer) TO prediction_reader;

CREATE TRIGGER stamp_order BEFORE INSERT ON shop.orders FOR EACH ROW EXECUTE FUNCTION shop.stamp();
CREATE TRIGGER stamp_customer BEFORE UPDATE ON customer FOR EACH ROW EXECUTE FUNCTION stamp();
CREATE RULE quiet AS ON DELETE TO keyless DO INSTEAD NOTHING;
CREATE RULE also AS ON INSERT TO shop.customer DO ALSO NOTIFY customers;

ALTER TABLE shop.customer ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON shop.customer FOR SELECT TO prediction_reader USING (name = CURRENT_USER);
CREATE POLICY everyone ON shop.customer USING (true);
ALTER TABLE keyless ENABLE ROW LEVEL SECURITY;
CREATE POLICY two_roles ON keyless FOR UPDATE TO prediction_reader, prediction_owner USING (a > 0);

CREATE OPERATOR shop.<-> (LEFTARG = integer, RIGHTARG = integer, FUNCTION = int4pl);
CREATE CAST (shop.status AS integer) WITH INOUT AS ASSIGNMENT;
CREATE FOREIGN DATA WRAPPER elsewhere;
CREATE SERVER far FOREIGN DATA WRAPPER elsewhere;
CREATE FOREIGN TABLE shop.remote (id integer, body text) SERVER far;
CREATE TABLE "Odd Schema"."Odd Table" ("Odd Column" integer DEFAULT 7 CHECK ("Odd Column" > 0));

CREATE TYPE "Odd Schema"."Odd Kind" AS ENUM ('odd', 'even');
CREATE DOMAIN shop.country AS character(2);
CREATE DOMAIN flags AS bit(4);
ALTER TABLE keyless ADD COLUMN kind "Odd Schema"."Odd Kind", ADD COLUMN country shop.country;
CREATE INDEX keyless_kind ON keyless (kind) INCLUDE (country, b);
CREATE FUNCTION shop.cents(shop.address) RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint';
CREATE CAST (shop.address AS bigint) WITH FUNCTION shop.cents(shop.address);
