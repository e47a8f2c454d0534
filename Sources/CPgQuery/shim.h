// libpg_query: PostgreSQL's own grammar as a library, and its parse tree as protobuf-c structs.
#include <pg_query.h>
#include <pg_query/pg_query.pb-c.h>
