import SQLText
import Yams

/// A constraint of an operation as a table's definition has it (`pkg/migrations/constraints.go`).
struct PgrollConstraint {
    let definition: String

    /// A table's constraint; nil where something is missing.
    init?(_ node: Node) {
        guard let name = node.text("name"), let type = node.text("type") else { return nil }
        let columns = Self.names(node.list("columns"))
        let body: String
        switch type {
        case "primary_key" where !columns.isEmpty:
            body = "PRIMARY KEY (\(columns))" + Self.parameters(node)
        case "unique" where !columns.isEmpty:
            let nulls = node["nulls_not_distinct"]?.bool ?? false ? "NULLS NOT DISTINCT " : ""
            body = "UNIQUE \(nulls)(\(columns))" + Self.parameters(node)
        case "check":
            guard let check = node.text("check") else { return nil }
            body = Self.check(check, node)
        case "foreign_key" where !columns.isEmpty:
            guard let reference = node["references"].flatMap({ PgrollReference(ofTable: $0) })
            else { return nil }
            body = "FOREIGN KEY (\(columns)) \(reference.clause)"
        case "exclude":
            guard let exclude = node["exclude"], let elements = exclude.text("elements") else {
                return nil
            }
            let method = exclude.text("index_method") ?? "gist"
            let predicate = exclude.text("predicate").map { " WHERE (\($0))" } ?? ""
            body = "EXCLUDE USING \(method) (\(elements))" + Self.parameters(node) + predicate
        default: return nil
        }
        let deferral = type == "check" ? "" : Self.deferral(node)
        definition = "CONSTRAINT \(PsqlArgument.identifier(name)) \(body)\(deferral)"
    }

    /// A column's check; nil where its condition or its name is missing.
    init?(check node: Node) {
        guard let check = node.text("constraint"), let name = node.text("name") else { return nil }
        definition = "CONSTRAINT \(PsqlArgument.identifier(name)) \(Self.check(check, node))"
    }

    private static func check(_ condition: String, _ node: Node) -> String {
        let inherit = node["no_inherit"]?.bool ?? false ? " NO INHERIT" : ""
        return (condition.hasPrefix("CHECK (") ? condition : "CHECK (\(condition))") + inherit
    }

    /// Names in quotes.
    static func names(_ nodes: [Node]) -> String {
        nodes.compactMap(\.string).map(PsqlArgument.identifier).joined(separator: ", ")
    }

    private static func parameters(_ node: Node) -> String {
        guard let parameters = node["index_parameters"] else { return "" }
        let included = names(parameters.list("include_columns"))
        return (included.isEmpty ? "" : " INCLUDE (\(included))")
            + (parameters.text("storage_parameters").map { " WITH (\($0))" } ?? "")
            + (parameters.text("tablespace").map { " USING INDEX TABLESPACE \($0)" } ?? "")
    }

    /// DEFERRABLE, and when it is checked.
    static func deferral(_ node: Node) -> String {
        guard node["deferrable"]?.bool ?? false else { return "" }
        return " DEFERRABLE INITIALLY "
            + (node["initially_deferred"]?.bool ?? false ? "DEFERRED" : "IMMEDIATE")
    }
}

/// What a foreign key refers to.
struct PgrollReference {
    /// `CONSTRAINT "name" `; empty for none.
    let prefix: String
    /// `REFERENCES …`.
    let clause: String

    /// Of a column, with one column; nil where something is missing.
    init?(ofColumn node: Node) {
        guard let column = node.text("column") else { return nil }
        self.init(node, PsqlArgument.identifier(column), PgrollConstraint.deferral(node))
    }

    /// Of a table's constraint, with several; nil where something is missing.
    init?(ofTable node: Node) {
        let columns = PgrollConstraint.names(node.list("columns"))
        guard !columns.isEmpty else { return nil }
        self.init(node, columns, "")
    }

    private init?(_ node: Node, _ columns: String, _ deferral: String) {
        guard let table = node.text("table") else { return nil }
        prefix = node.text("name").map { "CONSTRAINT \(PsqlArgument.identifier($0)) " } ?? ""
        var text = "REFERENCES \(PsqlArgument.identifier(table)) (\(columns))"
        if let match = node.text("match_type") { text += " MATCH \(match.uppercased())" }
        if let action = node.text("on_delete") {
            let set = PgrollConstraint.names(node.list("on_delete_set_columns"))
            text += " ON DELETE \(action.uppercased())" + (set.isEmpty ? "" : " (\(set))")
        }
        if let action = node.text("on_update") { text += " ON UPDATE \(action.uppercased())" }
        clause = text + deferral
    }
}
