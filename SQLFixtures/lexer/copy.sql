COPY t FROM STDIN;
1	it's "a" $$ /* ; \N
\.x
 \.
\.
COPY public.t (a, "from") FROM stdin WITH (FORMAT csv); -- note
1,';
\.
copy t from stdin; SELECT 'same line'; copy u from stdout;
first
\.
second
\.
COPY t FROM 'file'; SELECT 1;
COPY t TO stdout;
COPY (SELECT a FROM stdin) TO STDOUT;
COPY t FROM PROGRAM 'cat stdin';
SELECT copy FROM stdin;
COPY t FROM STDIN \g
binary
\.
\copy t from stdin
data for psql's own copy
\.
\copy t (a, b) from 'stdin' csv
\copy t from pstdin
also data
\.
COPY t FROM STDIN \; SELECT 2;
data
\.
COPY empty FROM STDIN;
\.
COPY t FROM STDIN;
no end
