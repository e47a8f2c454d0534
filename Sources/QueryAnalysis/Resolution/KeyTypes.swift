/// Whether columns can refer to a key (`ATAddForeignKeyConstraint()`,
/// `src/backend/commands/tablecmds.c`).
public struct KeyTypes {
    private let coercion: Coercion

    /// Makes an answer for the types of a scope.
    public init(_ scope: Scope) { coercion = Coercion(scope: scope) }

    /// False where a column of one type can for certain not refer to a key of another; what stands
    /// for types of the schema's own or arrays is not looked at.
    public func canRefer(_ column: SQLType, to key: SQLType) -> Bool {
        guard let from = coercion.baseType(column).builtin, let to = coercion.baseType(key).builtin
        else { return true }
        if Self.families.contains(where: { $0.contains(from) && $0.contains(to) }) { return true }
        return coercion.canCoerce(SQLType(from), to: SQLType(to == .varchar ? .text : to))
    }

    /// Types that one family of B-tree operators compares (`src/include/catalog/pg_amop.dat`).
    private static let families: [Set<BuiltinType>] = [
        [.int2, .int4, .int8], [.float4, .float8], [.date, .timestamp, .timestamptz],
        [.text, .varchar, .name],
    ]
}
