// `pg_query_parse_protobuf` lays the tree out as protobuf-c structs, packs those into bytes, and
// frees them; whoever wants the structs unpacks the bytes. Packing and unpacking are four fifths of
// what parsing costs.
//
// The library calls the two functions that pack through the dynamic linker, which takes the ones
// below: they hand the structs over and pack nothing. Where a linker binds the library's own
// (static linking, macOS), they are never called, and the bytes are unpacked as usual.
#include "CPgTree.h"

#include <stdbool.h>

struct reading {
    pg_tree_reader read;
    void *context;
    bool done;
};

static _Thread_local struct reading current;

__attribute__((weak)) size_t pg_query__parse_result__get_packed_size(
    const PgQuery__ParseResult *message)
{
    if (!current.read) return protobuf_c_message_get_packed_size(&message->base);
    // Cleared first: reading may parse something else.
    struct reading taken = current;
    current = (struct reading){0};
    taken.read(message, taken.context);
    current.done = true;
    return 0;
}

__attribute__((weak)) size_t pg_query__parse_result__pack(
    const PgQuery__ParseResult *message, uint8_t *out)
{
    return current.done ? 0 : protobuf_c_message_pack(&message->base, out);
}

PgQueryProtobufParseResult pg_tree_parse(const char *sql, pg_tree_reader read, void *context)
{
    struct reading outer = current;
    current = (struct reading){.read = read, .context = context};
    PgQueryProtobufParseResult result = pg_query_parse_protobuf(sql);
    bool done = current.done;
    current = outer;
    if (done || result.error) return result;
    PgQuery__ParseResult *tree = pg_query__parse_result__unpack(
        NULL, result.parse_tree.len, (const uint8_t *)result.parse_tree.data);
    if (tree) {
        read(tree, context);
        pg_query__parse_result__free_unpacked(tree, NULL);
    }
    return result;
}
