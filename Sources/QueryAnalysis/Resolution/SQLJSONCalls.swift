import SQLSyntax

/// SQL/JSON's constructors and query functions without clauses: PostgreSQL 15 reads calls, later
/// ones have them in their grammar, with results of their own
/// (`src/backend/parser/parse_expr.c`).
enum SQLJSONCalls {
    /// What one results in; nil for another call.
    static func result(of call: FunctionCall) -> SQLType? {
        guard call.name.schema == nil else { return nil }
        return switch call.name.name {
        case "json_object", "json_objectagg", "json_array", "json_arrayagg", "json", "json_scalar":
            SQLType(.json)
        case "json_query": SQLType(.jsonb)
        case "json_value", "json_serialize": SQLType(.text)
        case "json_exists": SQLType(.bool)
        default: nil
        }
    }
}
