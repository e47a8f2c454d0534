// libpg_query's parse trees while they exist, without the bytes that it hands over instead.
#ifndef CPGTREE_H
#define CPGTREE_H

#include <pg_query.h>
#include <pg_query/pg_query.pb-c.h>

/// Takes a tree, which is gone when it returns. It must not leave by `longjmp`.
typedef void (*pg_tree_reader)(const PgQuery__ParseResult *tree, void *context);

/// Parses SQL text, and calls `read` with the tree: with one of no statement, or not at all, where
/// there is an error.
///
/// Returns what `pg_query_parse_protobuf` does, for its error alone; the caller frees it.
PgQueryProtobufParseResult pg_tree_parse(const char *sql, pg_tree_reader read, void *context);

#endif
