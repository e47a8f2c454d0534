import SQLSyntax
extension LiquibaseChange {
    func addPrimaryKey() throws(IncompleteChange) -> [EmbeddedSQL] {
        let columns = quoting.list(try required("columnNames"))
        return [
            alter("ADD \(constraintName)PRIMARY KEY (\(columns))\(indexTablespace)", try table())
        ]
    }

    /// Without a name Liquibase looks for it when it runs, and so does the block that stands for
    /// its own.
    func dropPrimaryKey() throws(IncompleteChange) -> [EmbeddedSQL] {
        if optional("constraintName") != nil { return try dropConstraint() }
        return [dropAll("p", try table())]
    }

    func addUnique() throws(IncompleteChange) -> [EmbeddedSQL] {
        let columns = quoting.list(try required("columnNames"))
        let deferral =
            (isTrue("deferrable") ? " DEFERRABLE" : "")
            + (isTrue("initiallyDeferred") ? " INITIALLY DEFERRED" : "")
        return [
            alter(
                "ADD \(constraintName)UNIQUE (\(columns))\(indexTablespace)\(deferral)",
                try table())
        ]
    }

    /// - Parameter prefix: Of the attributes that name the table.
    func dropConstraint(of prefix: String = "table") throws(IncompleteChange) -> [EmbeddedSQL] {
        let table = try object(
            prefix + "Name", schema: prefix == "table" ? "schemaName" : prefix + "SchemaName")
        return [alter("DROP CONSTRAINT \(escape(try required("constraintName")))", table)]
    }

    func addForeignKey() throws(IncompleteChange) -> [EmbeddedSQL] {
        let table = try object("baseTableName", schema: "baseTableSchemaName")
        let referenced = try object("referencedTableName", schema: "referencedTableSchemaName")
        let name = escape(try required("constraintName"))
        let columns = quoting.list(try required("baseColumnNames"))
        let keys = quoting.list(try required("referencedColumnNames"))
        var text =
            "ADD CONSTRAINT \(name) FOREIGN KEY (\(columns)) REFERENCES \(referenced) (\(keys))"
        if let action = optional("onUpdate") { text += " ON UPDATE " + action }
        if let action = optional("onDelete") ?? (isTrue("deleteCascade") ? "CASCADE" : nil) {
            text += " ON DELETE " + action
        }
        if isTrue("deferrable") { text += " DEFERRABLE" }
        if isTrue("initiallyDeferred") { text += " INITIALLY DEFERRED" }
        if element.truth("validate") == false { text += " NOT VALID" }
        return [alter(text, table)]
    }

    func dropAllForeignKeys() throws(IncompleteChange) -> [EmbeddedSQL] {
        [dropAll("f", try object("baseTableName", schema: "baseTableSchemaName"))]
    }

    /// The condition stands as the change's text, or in an attribute.
    func addCheck() throws(IncompleteChange) -> [EmbeddedSQL] {
        let body = optional("constraintBody") ?? element.text.trimmed
        guard !body.isEmpty else { throw lacks("constraintBody") }
        return [alter("ADD \(constraintName)CHECK (\(body))", try table())]
    }

    private var constraintName: String {
        optional("constraintName").map { "CONSTRAINT \(escape($0)) " } ?? ""
    }

    private var indexTablespace: String {
        optional("tablespace").map { " USING INDEX TABLESPACE \($0)" } ?? ""
    }

    /// A block that drops a table's constraints of a kind (`pg_constraint.contype`), whatever they
    /// are called.
    private func dropAll(_ kind: String, _ table: String) -> EmbeddedSQL {
        let name = QuotedLiteral.quote(table)
        return statement(
            "DO $constraints$ DECLARE found record; BEGIN FOR found IN SELECT conname FROM pg_constraint WHERE contype = '\(kind)' AND conrelid = \(name)::regclass LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', \(name), found.conname); END LOOP; END $constraints$"
        )
    }
}
