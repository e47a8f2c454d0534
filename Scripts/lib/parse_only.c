// The least that any reader of these files could do: read all of them, and have PostgreSQL's grammar parse
// the migrations. Takes paths on standard input; those after a line "--" are read and not parsed.
#include <pg_query.h>
#include <pg_query/pg_query.pb-c.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void parse(const char *path, const char *text) {
    PgQueryProtobufParseResult result = pg_query_parse_protobuf(text);
    if (result.error) {
        fprintf(stderr, "%s: %s\n", path, result.error->message);
    } else {
        PgQuery__ParseResult *tree = pg_query__parse_result__unpack(
            NULL, result.parse_tree.len, (const uint8_t *)result.parse_tree.data);
        if (tree) pg_query__parse_result__free_unpacked(tree, NULL);
    }
    pg_query_free_protobuf_parse_result(result);
}

int main(int count, char **arguments) {
    // With an argument, nothing is parsed at all.
    int parses = count == 1;
    (void)arguments;
    char path[4096];
    size_t total = 0;
    while (fgets(path, sizeof path, stdin)) {
        path[strcspn(path, "\n")] = 0;
        if (strcmp(path, "--") == 0) {
            parses = 0;
            continue;
        }
        FILE *file = fopen(path, "rb");
        if (!file) continue;
        fseek(file, 0, SEEK_END);
        long size = ftell(file);
        rewind(file);
        char *text = malloc((size_t)size + 1);
        size_t length = fread(text, 1, (size_t)size, file);
        text[length] = 0;
        fclose(file);
        total += length;
        if (parses) parse(path, text);
        free(text);
    }
    printf("%zu bytes\n", total);
    return 0;
}
