import SQLText
import Yams

/// A column of an operation (`pkg/migrations/column.go`).
struct PgrollColumn {
    /// Quoted.
    let name: String
    let line: Int
    private let type: String
    private let node: Node

    init(_ node: Node, of operation: PgrollOperation) throws(IncompleteChange) {
        guard let name = node.text("name") else {
            throw operation.lacks("the name of a column", line: node.line)
        }
        guard let type = node.text("type") else {
            throw operation.lacks("the type of \(name)", line: node.line)
        }
        (self.name, self.type) = (PsqlArgument.identifier(name), type)
        (self.node, line) = (node, node.line)
    }

    var isPrimaryKey: Bool { node["pk"]?.bool ?? false }
    var isUnique: Bool { node["unique"]?.bool ?? false }
    /// As a literal.
    var comment: String? { node.text("comment").map(PsqlArgument.literal) }

    /// Within CREATE TABLE.
    var definition: String { text(isUnique: isUnique) }

    /// Behind ADD COLUMN: the constraint of a unique column is made apart.
    var addition: String { text(isUnique: false) }

    /// Columns are NOT NULL unless they say otherwise.
    private func text(isUnique: Bool) -> String {
        let identity = node["generated"]?["identity"]
        let isNullable = node["nullable"]?.bool ?? false || identity != nil
        var text = "\(name) \(type)" + (isUnique ? " UNIQUE" : "")
        if !isNullable { text += " NOT NULL" }
        if let value = node.text("default") { text += " DEFAULT \(value)" }
        if let expression = node["generated"]?.text("expression") {
            text += " GENERATED ALWAYS AS (\(expression)) STORED"
        } else if let identity {
            let values = identity.text("user_specified_values") ?? "BY DEFAULT"
            let options = identity.text("sequence_options").map { " (\($0))" } ?? ""
            text += " GENERATED \(values) AS IDENTITY\(options)"
        }
        if let reference = node["references"].flatMap({ PgrollReference(ofColumn: $0) }) {
            text += " \(reference.prefix)\(reference.clause)"
        }
        if let check = node["check"].flatMap(PgrollConstraint.init(check:)) {
            text += " \(check.definition)"
        }
        return text
    }
}
