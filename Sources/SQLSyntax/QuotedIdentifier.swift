/// Names as the server prints them (`quote_identifier`, `src/backend/utils/adt/ruleutils.c`).
public enum QuotedIdentifier {
    /// In double quotes unless the name is a plain lower-case word that is no keyword.
    public static func quote(_ name: String) -> String {
        let bytes = Array(name.utf8)
        let isPlain =
            bytes.first.map { ($0 >= 0x61 && $0 <= 0x7A) || $0 == 0x5F } ?? false
            && bytes.allSatisfy {
                ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x5F
            }
        if isPlain, !keywords.contains(name) { return name }
        var result = "\""
        for character in name {
            if character == "\"" { result.append("\"") }
            result.append(character)
        }
        return result + "\""
    }

    /// A column of an index as `pg_get_indexdef()` prints it: an expression is as it is.
    public static func indexColumn(_ column: String) -> String {
        column.contains("(") ? column : quote(column)
    }

    /// Whether the name must be quoted because it is a keyword.
    public static func isKeyword(_ name: String) -> Bool { keywords.contains(name) }

    /// Keywords that are not unreserved (`src/include/parser/kwlist.h`, PostgreSQL 15).
    static let keywords: Set<String> = Set(
        """
        all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean both case cast \
        char character check coalesce collate collation column concurrently constraint create cross current_catalog \
        current_date current_role current_schema current_time current_timestamp current_user dec decimal default \
        deferrable desc distinct do else end except exists extract false fetch float for foreign freeze from full grant \
        greatest group grouping having ilike in initially inner inout int integer intersect interval into is isnull join \
        lateral leading least left like limit localtime localtimestamp national natural nchar none normalize not notnull \
        null nullif numeric offset on only or order out outer overlaps overlay placing position precision primary real \
        references returning right row select session_user setof similar smallint some substring symmetric table \
        tablesample then time timestamp to trailing treat trim true union unique user using values varchar variadic \
        verbose when where window with xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse \
        xmlpi xmlroot xmlserialize xmltable
        """.split(separator: " ").map(String.init))
}
