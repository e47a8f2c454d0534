import SQLSyntax
import SQLText

extension LiquibaseChange {
    /// `CreateTableGenerator`: columns, then the primary key, foreign keys and unique constraints.
    func createTable() throws(IncompleteChange) -> [EmbeddedSQL] {
        var columns: [LiquibaseColumn] = []
        for element in self.columns {
            columns.append(try LiquibaseColumn(element, of: self))
        }
        guard !columns.isEmpty else { throw lacks("columns") }
        let name = try createdTable()
        let kind = optional("tableType").map { $0.uppercased() + " " } ?? ""
        let condition = isTrue("ifNotExists") ? "IF NOT EXISTS " : ""
        var sql = PlacedSQL("CREATE \(kind)TABLE \(condition)\(name) (", line: element.line)
        for (index, column) in columns.enumerated() {
            sql.add((index == 0 ? "" : ", ") + definition(column), line: column.line)
        }
        sql.add(try primaryKey(columns))
        for column in columns { sql.add(try foreignKey(column)) }
        sql.add(uniqueConstraints(columns))
        sql.add(")")
        if let partition = optional("partitionBy") { sql.add(" PARTITION BY " + partition) }
        if let space = optional("tablespace") { sql.add(" TABLESPACE " + space) }
        return [sql.piece] + (try remarks(columns))
    }

    /// Temporary tables have no schema.
    private func createdTable() throws(IncompleteChange) -> String {
        optional("tableType")?.lowercased().holds("temp") ?? false
            ? escape(try required("tableName")) : try table()
    }

    /// Name, type, default, numbers, NOT NULL.
    private func definition(_ column: LiquibaseColumn) -> String {
        var text = escape(column.name)
        if let type = column.type { text += " " + type.sql }
        text += column.defaultClause(quoting)
        if column.asksForNumbers || column.type?.isAutoIncrement ?? false {
            text += column.identity
        }
        return text + (column.isNotNull ? " NOT NULL" : "")
    }

    private func primaryKey(_ columns: [LiquibaseColumn]) throws(IncompleteChange) -> String {
        let key = columns.filter(\.isPrimaryKey)
        guard let first = key.first else { return "" }
        let table = try required("tableName")
        let name =
            key.lazy.compactMap { $0.constraint("primaryKeyName") }.first
            ?? Self.primaryKeyName(table)
        let names = key.map { escape($0.name) }.joined(separator: ", ")
        return ", CONSTRAINT \(escape(name)) PRIMARY KEY (\(names))" + first.deferral
    }

    /// The name that Liquibase gives to a key without one
    /// (`PostgresDatabase.generatePrimaryKeyName`).
    private static func primaryKeyName(_ table: String) -> String {
        let suffix = "_pkey"
        guard table.utf8.count + suffix.utf8.count > 63 else { return table + suffix }
        return String(decoding: table.utf8.prefix(63 - suffix.utf8.count), as: UTF8.self).dropLast()
            + suffix
    }

    private func foreignKey(_ column: LiquibaseColumn) throws(IncompleteChange) -> String {
        guard let references = column.references(quoting) else { return "" }
        guard let name = column.constraint("foreignKeyName") else {
            throw lacks("foreignKeyName for the references of \(column.name)", line: column.line)
        }
        return ", CONSTRAINT \(escape(name)) FOREIGN KEY (\(escape(column.name))) REFERENCES "
            + references + (column.isConstraint("deleteCascade") ? " ON DELETE CASCADE" : "")
            + column.deferral
    }

    /// Columns whose constraints have one name make one constraint; those without, one each.
    private func uniqueConstraints(_ columns: [LiquibaseColumn]) -> String {
        var unnamed = ""
        var named: [(name: String, columns: [String])] = []
        for column in columns where column.isUnique {
            guard let name = column.constraint("uniqueConstraintName") else {
                unnamed += ", UNIQUE (\(escape(column.name)))"
                continue
            }
            if let index = named.firstIndex(where: { $0.name == name }) {
                named[index].columns.append(escape(column.name))
            } else {
                named.append((name, [escape(column.name)]))
            }
        }
        return unnamed
            + named.map {
                ", CONSTRAINT \(escape($0.name)) UNIQUE (\($0.columns.joined(separator: ", ")))"
            }.joined()
    }

    private func remarks(_ columns: [LiquibaseColumn]) throws(IncompleteChange) -> [EmbeddedSQL] {
        let table = try createdTable()
        let ofTable = optional("remarks").map {
            [statement("COMMENT ON TABLE \(table) IS \(QuotedLiteral.quote($0))")]
        }
        return (ofTable ?? []) + columns.compactMap { comment($0, table) }
    }

    /// `COMMENT ON COLUMN` for a column's remarks.
    func comment(_ column: LiquibaseColumn, _ table: String) -> EmbeddedSQL? {
        column.remarks.map {
            statement(
                "COMMENT ON COLUMN \(table).\(escape(column.name)) IS \(QuotedLiteral.quote($0))",
                line: column.line)
        }
    }

    func dropTable() throws(IncompleteChange) -> [EmbeddedSQL] {
        let cascade = isTrue("cascadeConstraints") ? " CASCADE" : ""
        return [statement("DROP TABLE \(try table())\(cascade)")]
    }

    func renameTable() throws(IncompleteChange) -> [EmbeddedSQL] {
        let new = escape(try required("newTableName"))
        return [statement("ALTER TABLE \(try object("oldTableName")) RENAME TO \(new)")]
    }

    func setTableRemarks() throws(IncompleteChange) -> [EmbeddedSQL] {
        let text = QuotedLiteral.quote(optional("remarks") ?? "")
        return [statement("COMMENT ON TABLE \(try table()) IS \(text)")]
    }

    /// `AddLookupTableChange`: a table of a column's values, which the column refers to from then
    /// on.
    func addLookupTable() throws(IncompleteChange) -> [EmbeddedSQL] {
        let old = try required("existingTableName")
        let new = try required("newTableName")
        let existing = qualified(optional("existingTableSchemaName"), old)
        let table = qualified(optional("newTableSchemaName"), new)
        let from = escape(try required("existingColumnName"))
        let column = escape(try required("newColumnName"))
        let name = optional("constraintName") ?? "FK_\(old)_\(new)".uppercased()
        return [
            "CREATE TABLE \(table) AS SELECT DISTINCT \(from) AS \(column) FROM \(existing) WHERE \(from) IS NOT NULL",
            "ALTER TABLE \(table) ALTER COLUMN \(column) SET NOT NULL",
            "ALTER TABLE \(table) ADD PRIMARY KEY (\(column))",
            "ALTER TABLE \(existing) ADD CONSTRAINT \(escape(name)) FOREIGN KEY (\(from)) REFERENCES \(table) (\(column))",
        ].map { statement($0) }
    }
}
