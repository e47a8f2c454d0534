import SQLSyntax

extension StatementUses.Named {
    /// `'text'::regclass` and its kin.
    init?(_ constant: Expression, castTo type: TypeName) {
        guard case .string(let text) = constant, !type.isArray,
            let kind = Self.registered[type.name.name], !text.allSatisfy(\.isNumber)
        else { return nil }
        self.init(kind: kind, name: text)
    }

    private static let registered: [String: Kind] = [
        "regclass": .relation, "regproc": .routine, "regprocedure": .routine, "regtype": .type,
        "regnamespace": .schema,
    ]

    /// The objects that `has_table_privilege('web', 'app.users', 'SELECT')` and its kin name
    /// (manual, section 9.26.2): without them the call is an error.
    static func arguments(of call: FunctionCall) -> [Self] {
        guard call.name.schema == nil || call.name.schema == "pg_catalog",
            let kind = inquiries[call.name.name]
        else { return [] }
        let isOfColumn = call.name.name == "has_column_privilege"
        // The role may be left out.
        let position = call.arguments.count - (isOfColumn ? 3 : 2)
        guard position >= 0, let text = text(call.arguments[position]) else { return [] }
        return [Self(kind: kind, name: text)]
    }

    private static let inquiries: [String: Kind] = [
        "has_table_privilege": .relation, "has_any_column_privilege": .relation,
        "has_column_privilege": .relation, "has_sequence_privilege": .relation,
        "has_function_privilege": .routine, "has_schema_privilege": .schema,
        "has_type_privilege": .type, "pg_get_serial_sequence": .relation,
    ]

    private static func text(_ expression: Expression) -> String? {
        switch expression {
        case .string(let text): text
        case .cast(.string(let text), let type) where registered[type.name.name] == nil: text
        default: nil
        }
    }

    /// The text of a `reg…` constant that means this name.
    init(_ kind: Kind, _ name: QualifiedName, arguments: [TypeName?]? = nil) {
        var text = QuotedIdentifier.quote(name.name)
        if let schema = name.schema { text = QuotedIdentifier.quote(schema) + "." + text }
        if let arguments {
            let types = arguments.compactMap { $0 }.map { type in
                (type.name.schema.map { $0 + "." } ?? "") + type.name.name
                    + (type.isArray ? "[]" : "")
            }
            text += "(" + types.joined(separator: ",") + ")"
        }
        self.init(kind: kind, name: text)
    }
}
