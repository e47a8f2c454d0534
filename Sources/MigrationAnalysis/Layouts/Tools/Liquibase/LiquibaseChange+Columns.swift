import SQLSyntax
extension LiquibaseChange {
    /// `AddColumnChange`: the columns, what rows that exist get, and only then NOT NULL.
    func addColumn() throws(IncompleteChange) -> [EmbeddedSQL] {
        let table = try table()
        var added: [EmbeddedSQL] = []
        var filled: [EmbeddedSQL] = []
        var demanded: [EmbeddedSQL] = []
        var comments: [EmbeddedSQL] = []
        for element in columns {
            let column = try LiquibaseColumn(element, of: self)
            let name = escape(column.name)
            let value = column.value(quoting)
            added += [statement(addition(column, value == nil, table), line: column.line)]
            added += try constraints(of: column, table)
            if let value {
                filled += [
                    statement("UPDATE \(table) SET \(name) = \(value)", line: column.line)
                ]
                if column.isNotNull {
                    demanded += [
                        statement(
                            "ALTER TABLE \(table) ALTER COLUMN \(name) SET NOT NULL",
                            line: column.line)
                    ]
                }
            }
            comments += [comment(column, table)].compactMap { $0 }
        }
        guard !added.isEmpty else { throw lacks("columns") }
        return added + filled + demanded + comments
    }

    /// Unlike in a new table, a type such as `serial` asks for no numbers.
    private func addition(_ column: LiquibaseColumn, _ isDemanded: Bool, _ table: String) -> String
    {
        "ALTER TABLE \(table) ADD \(escape(column.name))" + (column.type.map { " " + $0.sql } ?? "")
            + (column.asksForNumbers ? column.identity : "") + column.defaultClause(quoting)
            + (column.isNotNull && isDemanded ? " NOT NULL" : "")
            + (column.isPrimaryKey ? " PRIMARY KEY" : "")
    }

    private func constraints(of column: LiquibaseColumn, _ table: String) throws(IncompleteChange)
        -> [EmbeddedSQL]
    {
        var found: [EmbeddedSQL] = []
        let name = escape(column.name)
        if column.isUnique {
            let constraint =
                column.constraint("uniqueConstraintName").map { "CONSTRAINT \(escape($0)) " } ?? ""
            found.append(
                statement(
                    "ALTER TABLE \(table) ADD \(constraint)UNIQUE (\(name))", line: column.line)
            )
        }
        if let references = column.references(quoting) {
            guard let constraint = column.constraint("foreignKeyName") else {
                throw lacks(
                    "foreignKeyName for the references of \(column.name)", line: column.line)
            }
            let cascade = column.isConstraint("deleteCascade") ? " ON DELETE CASCADE" : ""
            found.append(
                statement(
                    "ALTER TABLE \(table) ADD CONSTRAINT \(escape(constraint)) FOREIGN KEY (\(name)) REFERENCES \(references)\(cascade)",
                    line: column.line))
        }
        return found
    }

    func dropColumn() throws(IncompleteChange) -> [EmbeddedSQL] {
        let table = try table()
        let listed = columns.compactMap { column in
            column.text("name").map { (name: $0, line: column.line) }
        }
        let all =
            listed.isEmpty ? [(name: try required("columnName"), line: element.line)] : listed
        return all.map {
            statement("ALTER TABLE \(table) DROP COLUMN \(escape($0.name))", line: $0.line)
        }
    }

    func renameColumn() throws(IncompleteChange) -> [EmbeddedSQL] {
        let (old, new) = (try required("oldColumnName"), try required("newColumnName"))
        return [alter("RENAME COLUMN \(escape(old)) TO \(escape(new))", try table())]
    }

    func modifyDataType() throws(IncompleteChange) -> [EmbeddedSQL] {
        let type = LiquibaseType(try required("newDataType")).sql
        let column = try column()
        return [
            alter("ALTER COLUMN \(column) TYPE \(type) USING (\(column)::\(type))", try table())
        ]
    }

    /// `MergeColumnChange`: two columns become one, of both texts.
    func mergeColumns() throws(IncompleteChange) -> [EmbeddedSQL] {
        let table = try table()
        let final = escape(try required("finalColumnName"))
        let type = LiquibaseType(try required("finalColumnType")).sql
        let (one, other) = (
            escape(try required("column1Name")), escape(try required("column2Name"))
        )
        let between = QuotedLiteral.quote(element.value("joinString") ?? "")
        return [
            alter("ADD \(final) \(type)", table),
            statement("UPDATE \(table) SET \(final) = \(one) || \(between) || \(other)"),
            alter("DROP COLUMN \(one)", table), alter("DROP COLUMN \(other)", table),
        ]
    }

    func setColumnRemarks() throws(IncompleteChange) -> [EmbeddedSQL] {
        let text = QuotedLiteral.quote(optional("remarks") ?? "")
        return [statement("COMMENT ON COLUMN \(try table()).\(try column()) IS \(text)")]
    }

    /// `AddAutoIncrementChange`: a sequence that the column owns, not an identity.
    func addAutoIncrement() throws(IncompleteChange) -> [EmbeddedSQL] {
        let table = try table()
        let (tableName, columnName) = (try required("tableName"), try required("columnName"))
        let isQuoted = escape(tableName).hasPrefix("\"") || escape(columnName).hasPrefix("\"")
        let name = "\(tableName)_\(columnName)_seq"
        let sequence = qualified(optional("schemaName"), isQuoted ? name : name.lowercased())
        let column = escape(columnName)
        let options =
            (optional("startWith").map { " START WITH \($0)" } ?? "")
            + (optional("incrementBy").map { " INCREMENT BY \($0)" } ?? "")
        return [
            statement("CREATE SEQUENCE IF NOT EXISTS \(sequence)\(options)"),
            alter("ALTER COLUMN \(column) SET NOT NULL", table),
            alter("ALTER COLUMN \(column) SET DEFAULT nextval('\(sequence)')", table),
            statement("ALTER SEQUENCE \(sequence) OWNED BY \(table).\(column)"),
        ]
    }

    /// The value's own type decides how it is written, not the column's.
    func addDefaultValue() throws(IncompleteChange) -> [EmbeddedSQL] {
        guard let value = LiquibaseValue(element, "defaultValue") else {
            throw lacks("a default value")
        }
        let (table, column) = (try table(), try column())
        let set = alter("ALTER COLUMN \(column) SET DEFAULT \(value.sql(nil, quoting))", table)
        guard let sequence = value.sequence else { return [set] }
        return [
            set,
            statement(
                "ALTER SEQUENCE \(qualified(optional("schemaName"), sequence)) OWNED BY \(table).\(column)"
            ),
        ]
    }

    func dropDefaultValue() throws(IncompleteChange) -> [EmbeddedSQL] {
        [alter("ALTER COLUMN \(try column()) DROP DEFAULT", try table())]
    }

    func addNotNull() throws(IncompleteChange) -> [EmbeddedSQL] {
        let (table, column) = (try table(), try column())
        let set = alter("ALTER COLUMN \(column) SET NOT NULL", table)
        guard let value = optional("defaultNullValue"), value.lowercased() != "null" else {
            return [set]
        }
        let type = optional("columnDataType").map(LiquibaseType.init) ?? LiquibaseType("varchar")
        return [
            statement(
                "UPDATE \(table) SET \(column) = \(type.literal(value)) WHERE \(column) IS NULL"),
            set,
        ]
    }

    func dropNotNull() throws(IncompleteChange) -> [EmbeddedSQL] {
        [alter("ALTER COLUMN \(try column()) DROP NOT NULL", try table())]
    }

    private func column() throws(IncompleteChange) -> String { escape(try required("columnName")) }

    func alter(_ action: String, _ table: String) -> EmbeddedSQL {
        statement("ALTER TABLE \(table) \(action)")
    }
}
