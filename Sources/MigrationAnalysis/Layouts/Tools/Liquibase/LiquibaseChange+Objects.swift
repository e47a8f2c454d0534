import SQLSyntax
import SQLText

extension LiquibaseChange {
    // MARK: - Indexes

    /// `CreateIndexGeneratorPostgres`; an index said to belong to a key or constraint is not made.
    func createIndex() throws(IncompleteChange) -> [EmbeddedSQL] {
        guard !belongsToConstraint else { return [] }
        let name = optional("indexName").map { escape($0) + " " } ?? ""
        let unique = isTrue("unique") ? "UNIQUE " : ""
        let method = optional("using").map { " USING " + $0 } ?? ""
        var sql = PlacedSQL(
            "CREATE \(unique)INDEX \(name)ON \(try table())\(method) (", line: element.line)
        let columns = columns
        guard !columns.isEmpty else { throw lacks("columns") }
        for (index, column) in columns.enumerated() {
            guard let name = column.text("name") else {
                throw lacks("the name of a column", line: column.line)
            }
            let isExpression = column.truth("computed") ?? name.holds("(")
            let order = column.truth("descending") == true ? " DESC" : ""
            sql.add(
                (index == 0 ? "" : ", ") + (isExpression ? name : escape(name)) + order,
                line: column.line)
        }
        sql.add(")" + (optional("tablespace").map { " TABLESPACE " + $0 } ?? ""))
        return [sql.piece]
    }

    private var belongsToConstraint: Bool {
        let owners = (optional("associatedWith") ?? "").split(separator: ",")
        return owners.contains {
            ["primaryKey", "uniqueConstraint", "foreignKey"].contains(String($0).trimmed)
        }
    }

    func dropIndex() throws(IncompleteChange) -> [EmbeddedSQL] {
        belongsToConstraint ? [] : [statement("DROP INDEX \(try object("indexName"))")]
    }

    // MARK: - Sequences

    func createSequence() throws(IncompleteChange) -> [EmbeddedSQL] {
        let type = optional("dataType").map { " AS " + $0 } ?? ""
        let start = optional("startValue").map { " START WITH " + $0 } ?? ""
        let name = try object("sequenceName")
        return [
            statement(
                "CREATE SEQUENCE IF NOT EXISTS \(name)\(type)\(start)\(sequenceOptions(isNew: true))"
            )
        ]
    }

    func alterSequence() throws(IncompleteChange) -> [EmbeddedSQL] {
        let type = optional("dataType").map { " AS " + $0 } ?? ""
        let options = type + sequenceOptions(isNew: false)
        guard !options.isEmpty else { return [] }
        return [statement("ALTER SEQUENCE \(try object("sequenceName"))\(options)")]
    }

    private func sequenceOptions(isNew: Bool) -> String {
        var text = ""
        for (name, words) in [
            ("incrementBy", "INCREMENT BY"), ("minValue", "MINVALUE"), ("maxValue", "MAXVALUE"),
        ] {
            if let value = optional(name) { text += " \(words) \(value)" }
        }
        if let size = optional("cacheSize") { text += " CACHE \(size == "0" ? "1" : size)" }
        switch element.truth("cycle") {
        case true?: text += " CYCLE"
        case false? where !isNew: text += " NO CYCLE"
        default: break
        }
        return text
    }

    func dropSequence() throws(IncompleteChange) -> [EmbeddedSQL] {
        [statement("DROP SEQUENCE \(try object("sequenceName")) CASCADE")]
    }

    func renameSequence() throws(IncompleteChange) -> [EmbeddedSQL] {
        let new = escape(try required("newSequenceName"))
        return [statement("ALTER SEQUENCE \(try object("oldSequenceName")) RENAME TO \(new)")]
    }

    // MARK: - Views

    /// The query stands as the change's text, or in `selectQuery`; a full definition is the whole
    /// statement.
    func createView() throws(IncompleteChange) -> [EmbeddedSQL] {
        let query = body(["selectQuery"])
        guard !query.text.trimmed.isEmpty else { throw lacks("a query") }
        if isTrue("fullDefinition") { return [EmbeddedSQL(query.text, line: query.line)] }
        let replace = isTrue("replaceIfExists") ? "OR REPLACE " : ""
        var sql = PlacedSQL(
            "CREATE \(replace)VIEW \(try object("viewName")) AS ", line: element.line)
        sql.add(query.text, line: query.line)
        let comment = try optional("remarks").map { remarks throws(IncompleteChange) in
            statement(
                "COMMENT ON VIEW \(try object("viewName")) IS \(QuotedLiteral.quote(remarks))")
        }
        return [sql.piece] + [comment].compactMap { $0 }
    }

    func dropView() throws(IncompleteChange) -> [EmbeddedSQL] {
        let condition = isTrue("ifExists") ? "IF EXISTS " : ""
        return [statement("DROP VIEW \(condition)\(try object("viewName"))")]
    }

    func renameView() throws(IncompleteChange) -> [EmbeddedSQL] {
        let new = escape(try required("newViewName"))
        return [statement("ALTER TABLE \(try object("oldViewName")) RENAME TO \(new)")]
    }

    // MARK: - Routines

    /// The body is the whole statement.
    func createRoutine() throws(IncompleteChange) -> [EmbeddedSQL] {
        let body = body(["procedureText", "procedureBody", "functionText", "triggerText"])
        guard !body.text.trimmed.isEmpty else { throw lacks("a body") }
        return [EmbeddedSQL(body.text, line: body.line)]
    }

    func dropRoutine(_ kind: String) throws(IncompleteChange) -> [EmbeddedSQL] {
        let name = try required(kind.lowercased() + "Name")
        // Arguments stand behind the name.
        let text =
            name.holds("(") ? name : qualified(optional("schemaName"), name)
        return [statement("DROP \(kind) \(text)")]
    }

    func dropTrigger() throws(IncompleteChange) -> [EmbeddedSQL] {
        [statement("DROP TRIGGER \(escape(try required("triggerName"))) ON \(try table())")]
    }

    /// The text of a child, or else the change's own, with its first line.
    private func body(_ names: [String]) -> (text: String, line: Int) {
        if let child = element.children.first(where: { names.contains($0.name) }) {
            return (child.text, child.textLine)
        }
        if let text = names.lazy.compactMap({ element.attributes[$0] }).first {
            return (text, element.line)
        }
        return (element.text, element.textLine)
    }
}
