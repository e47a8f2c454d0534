import SQLText
import Yams

/// An operation of pgroll's, and the SQL that leaves the schema as it is once the migration is
/// completed (`pkg/migrations/op_*.go`). What pgroll makes only for the time between, such as copies
/// of columns and the views of a version, is no part of it.
struct PgrollOperation {
    let name: String
    let node: Node
    let line: Int

    /// The statements, in order; nil for an operation that is not known.
    func statements() throws(IncompleteChange) -> [EmbeddedSQL]? {
        switch name {
        case "create_table": try createTable()
        case "drop_table": [statement("DROP TABLE IF EXISTS \(try identifier("name"))")]
        case "rename_table":
            [
                statement(
                    "ALTER TABLE \(try identifier("from")) RENAME TO \(try identifier("to"))")
            ]
        case "add_column": try addColumn()
        case "drop_column": [try alter("DROP COLUMN IF EXISTS \(try identifier("column"))")]
        case "rename_column":
            [try alter("RENAME COLUMN \(try identifier("from")) TO \(try identifier("to"))")]
        case "alter_column": try alterColumn()
        case "create_constraint": try createConstraint()
        case "drop_constraint", "drop_multicolumn_constraint":
            [try alter("DROP CONSTRAINT IF EXISTS \(try identifier("name"))")]
        case "rename_constraint":
            [try alter("RENAME CONSTRAINT \(try identifier("from")) TO \(try identifier("to"))")]
        case "create_index": try createIndex()
        case "drop_index": [statement("DROP INDEX IF EXISTS \(try identifier("name"))")]
        case "set_replica_identity": try setReplicaIdentity()
        default: nil
        }
    }

    // MARK: - Values

    func required(_ key: String) throws(IncompleteChange) -> String {
        guard let text = node.text(key) else { throw lacks(key) }
        return text
    }

    func lacks(_ key: String, line: Int? = nil) -> IncompleteChange {
        IncompleteChange(message: "\(name) lacks \(key)", line: line ?? self.line)
    }

    /// pgroll quotes every name.
    func identifier(_ key: String) throws(IncompleteChange) -> String {
        PsqlArgument.identifier(try required(key))
    }

    func statement(_ text: String, line: Int? = nil) -> EmbeddedSQL {
        EmbeddedSQL(text, line: line ?? self.line)
    }

    /// `ALTER TABLE` of the operation's table.
    func alter(_ action: String) throws(IncompleteChange) -> EmbeddedSQL {
        statement("ALTER TABLE \(try identifier("table")) \(action)")
    }

    // MARK: - Operations

    private func createTable() throws(IncompleteChange) -> [EmbeddedSQL] {
        let table = try identifier("name")
        var sql = PlacedSQL("CREATE TABLE \(table) (", line: line)
        var comments: [EmbeddedSQL] = []
        var keys: [String] = []
        let columns = node.list("columns")
        for (index, element) in columns.enumerated() {
            let column = try PgrollColumn(element, of: self)
            sql.add((index == 0 ? "" : ", ") + column.definition, line: column.line)
            if column.isPrimaryKey { keys.append(column.name) }
            if let comment = column.comment {
                comments.append(
                    statement(
                        "COMMENT ON COLUMN \(table).\(column.name) IS \(comment)",
                        line: column.line))
            }
        }
        if !keys.isEmpty { sql.add(", PRIMARY KEY (\(keys.joined(separator: ", ")))") }
        for (index, element) in node.list("constraints").enumerated() {
            guard let constraint = PgrollConstraint(element) else {
                throw lacks("what a constraint needs", line: element.line)
            }
            let isFirst = columns.isEmpty && index == 0
            sql.add((isFirst ? "" : ", ") + constraint.definition, line: element.line)
        }
        sql.add(")")
        if let comment = node.text("comment") {
            comments.append(
                statement("COMMENT ON TABLE \(table) IS \(PsqlArgument.literal(comment))"))
        }
        return [sql.piece] + comments
    }

    /// A unique column's constraint is named as the column is.
    private func addColumn() throws(IncompleteChange) -> [EmbeddedSQL] {
        guard let element = node["column"] else { throw lacks("column") }
        let column = try PgrollColumn(element, of: self)
        var found = [try alter("ADD COLUMN \(column.addition)")]
        if column.isUnique {
            found.append(try alter("ADD CONSTRAINT \(column.name) UNIQUE (\(column.name))"))
        }
        if let comment = column.comment {
            found.append(
                statement(
                    "COMMENT ON COLUMN \(try identifier("table")).\(column.name) IS \(comment)"))
        }
        return found
    }

    private func alterColumn() throws(IncompleteChange) -> [EmbeddedSQL] {
        let column = try identifier("column")
        var found: [EmbeddedSQL] = []
        if let type = node.text("type") {
            found.append(try alter("ALTER COLUMN \(column) TYPE \(type) USING \(column)::\(type)"))
        }
        if let value = node["default"] {
            let action = value.isNull ? "DROP DEFAULT" : "SET DEFAULT \(value.string ?? "NULL")"
            found.append(try alter("ALTER COLUMN \(column) \(action)"))
        }
        if let nullable = node["nullable"]?.bool {
            found.append(
                try alter("ALTER COLUMN \(column) \(nullable ? "DROP" : "SET") NOT NULL"))
        }
        if let check = node["check"].flatMap(PgrollConstraint.init(check:)) {
            found.append(try alter("ADD " + check.definition))
        }
        if let name = node["unique"]?.text("name") {
            found.append(
                try alter("ADD CONSTRAINT \(PsqlArgument.identifier(name)) UNIQUE (\(column))"))
        }
        if let reference = node["references"].flatMap({ PgrollReference(ofColumn: $0) }) {
            found.append(
                try alter("ADD \(reference.prefix)FOREIGN KEY (\(column)) \(reference.clause)"))
        }
        if let comment = node["comment"] {
            let text = comment.isNull ? "NULL" : PsqlArgument.literal(comment.string ?? "")
            found.append(
                statement("COMMENT ON COLUMN \(try identifier("table")).\(column) IS \(text)"))
        }
        return found
    }

    private func createConstraint() throws(IncompleteChange) -> [EmbeddedSQL] {
        guard let constraint = PgrollConstraint(node) else {
            throw lacks("what the constraint needs")
        }
        return [try alter("ADD " + constraint.definition)]
    }

    private func createIndex() throws(IncompleteChange) -> [EmbeddedSQL] {
        let unique = node["unique"]?.bool ?? false ? "UNIQUE " : ""
        var text = "CREATE \(unique)INDEX \(try identifier("name")) ON \(try identifier("table"))"
        if let method = node.text("method") { text += " USING \(method)" }
        let fields = indexFields
        guard !fields.isEmpty else { throw lacks("columns") }
        text += " (\(fields.joined(separator: ", ")))"
        if let parameters = node.text("storage_parameters") { text += " WITH (\(parameters))" }
        if let predicate = node.text("predicate") { text += " WHERE \(predicate)" }
        return [statement(text)]
    }

    /// A list of columns with their settings; older versions write a list of names, or a mapping
    /// from names to settings.
    private var indexFields: [String] {
        if case .mapping(let mapping)? = node["columns"] {
            return mapping.compactMap { name, settings in
                name.string.map { Self.indexField($0, settings) }
            }
        }
        return node.list("columns").compactMap { field in
            (field.text("column") ?? field.string).map { Self.indexField($0, field) }
        }
    }

    private static func indexField(_ column: String, _ settings: Node) -> String {
        var text = PsqlArgument.identifier(column)
        if let collation = settings.text("collate") { text += " COLLATE \(collation)" }
        if let opclass = settings["opclass"], let name = opclass.text("name") {
            let parameters = opclass.list("params").compactMap(\.string)
            text += " \(name)"
            if !parameters.isEmpty { text += " (\(parameters.joined(separator: ", ")))" }
        }
        if let sort = settings.text("sort") { text += " \(sort)" }
        if let nulls = settings.text("nulls") { text += " NULLS \(nulls)" }
        return text
    }

    private func setReplicaIdentity() throws(IncompleteChange) -> [EmbeddedSQL] {
        guard let identity = node["identity"], let type = identity.text("type") else {
            throw lacks("identity")
        }
        let index = identity.text("index").map(PsqlArgument.identifier)
        let text = type.uppercased() == "INDEX" ? "USING INDEX \(index ?? "")" : type
        return [try alter("REPLICA IDENTITY \(text)")]
    }
}

extension Node {
    /// A scalar under a key; nil where there is none, or an empty one.
    func text(_ key: String) -> String? {
        guard case .scalar(let scalar)? = self[key], !scalar.string.isEmpty,
            !(self[key]?.isNull ?? false)
        else { return nil }
        return scalar.string
    }

    /// The items of a sequence under a key.
    func list(_ key: String) -> [Node] { self[key]?.sequence.map(Array.init) ?? [] }

    var isNull: Bool { null != nil }

    var line: Int { mark?.line ?? 1 }
}
