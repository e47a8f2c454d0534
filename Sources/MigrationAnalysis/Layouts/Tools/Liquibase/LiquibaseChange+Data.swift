import SQLSyntax
extension LiquibaseChange {
    func insert() throws(IncompleteChange) -> [EmbeddedSQL] {
        let table = try table()
        var (names, values): ([String], [String]) = ([], [])
        for element in columns {
            let column = try LiquibaseColumn(element, of: self)
            names.append(escape(column.name))
            values.append(column.value(quoting) ?? "NULL")
        }
        guard !names.isEmpty else { throw lacks("columns") }
        return [
            statement(
                "INSERT INTO \(table) (\(names.joined(separator: ", "))) VALUES (\(values.joined(separator: ", ")))"
            )
        ]
    }

    func update() throws(IncompleteChange) -> [EmbeddedSQL] {
        var changes: [String] = []
        for element in columns {
            let column = try LiquibaseColumn(element, of: self)
            changes.append("\(escape(column.name)) = \(column.value(quoting) ?? "NULL")")
        }
        guard !changes.isEmpty else { throw lacks("columns") }
        return [
            statement(
                "UPDATE \(try table()) SET \(changes.joined(separator: ", "))\(try condition())")
        ]
    }

    func delete() throws(IncompleteChange) -> [EmbeddedSQL] {
        [statement("DELETE FROM \(try table())\(try condition())")]
    }

    /// `where`, in which `:name` and `:value` stand for the parameters, one after the other
    /// (`AbstractModifyDataChange`).
    private func condition() throws(IncompleteChange) -> String {
        guard var text = optional("where") else { return "" }
        let parameters = element.children.filter { $0.name == "whereParams" }.flatMap(\.children)
        for parameter in parameters {
            if let name = parameter.text("name"), let place = text.firstRange(of: ":name") {
                text.replaceSubrange(place, with: escape(name))
            }
            if let value = LiquibaseValue(parameter, "value"),
                let place = text.firstRange(of: ":value")
            {
                text.replaceSubrange(place, with: value.sql(nil, quoting))
            }
        }
        return " WHERE " + text
    }

    /// Rows of a file, which are none of the schema's facts.
    func loadData() throws(IncompleteChange) -> [EmbeddedSQL] {
        let file = QuotedLiteral.quote(try required("file"))
        return [statement("COPY \(try table()) FROM \(file) (FORMAT csv, HEADER)")]
    }
}
