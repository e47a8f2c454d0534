import SQLText

/// A change that Liquibase itself turns into SQL, and the SQL that it makes of it for PostgreSQL
/// (`liquibase.change.core`, `liquibase.sqlgenerator.core`).
struct LiquibaseChange {
    let element: MarkupElement
    let quoting: LiquibaseQuoting
    private let edits: LiquibaseEdits

    init(_ element: MarkupElement, _ quoting: LiquibaseQuoting, _ edits: LiquibaseEdits) {
        (self.element, self.quoting, self.edits) = (element, quoting, edits)
    }

    private typealias Translation =
        @Sendable (LiquibaseChange) throws(IncompleteChange) -> [EmbeddedSQL]

    private static let translations: [String: Translation] = [
        "createTable": { change throws(IncompleteChange) in try change.createTable() },
        "dropTable": { change throws(IncompleteChange) in try change.dropTable() },
        "renameTable": { change throws(IncompleteChange) in try change.renameTable() },
        "setTableRemarks": { change throws(IncompleteChange) in try change.setTableRemarks() },
        "addLookupTable": { change throws(IncompleteChange) in try change.addLookupTable() },
        "addColumn": { change throws(IncompleteChange) in try change.addColumn() },
        "dropColumn": { change throws(IncompleteChange) in try change.dropColumn() },
        "renameColumn": { change throws(IncompleteChange) in try change.renameColumn() },
        "modifyDataType": { change throws(IncompleteChange) in try change.modifyDataType() },
        "mergeColumns": { change throws(IncompleteChange) in try change.mergeColumns() },
        "setColumnRemarks": { change throws(IncompleteChange) in try change.setColumnRemarks() },
        "addAutoIncrement": { change throws(IncompleteChange) in try change.addAutoIncrement() },
        "addDefaultValue": { change throws(IncompleteChange) in try change.addDefaultValue() },
        "dropDefaultValue": { change throws(IncompleteChange) in try change.dropDefaultValue() },
        "addNotNullConstraint": { change throws(IncompleteChange) in try change.addNotNull() },
        "dropNotNullConstraint": { change throws(IncompleteChange) in try change.dropNotNull() },
        "addPrimaryKey": { change throws(IncompleteChange) in try change.addPrimaryKey() },
        "dropPrimaryKey": { change throws(IncompleteChange) in try change.dropPrimaryKey() },
        "addUniqueConstraint": { change throws(IncompleteChange) in try change.addUnique() },
        "dropUniqueConstraint": { change throws(IncompleteChange) in try change.dropConstraint() },
        "addForeignKeyConstraint": { change throws(IncompleteChange) in try change.addForeignKey()
        },
        "dropForeignKeyConstraint": { change throws(IncompleteChange) in
            try change.dropConstraint(of: "baseTable")
        },
        "dropAllForeignKeyConstraints": { change throws(IncompleteChange) in
            try change.dropAllForeignKeys()
        },
        "addCheckConstraint": { change throws(IncompleteChange) in try change.addCheck() },
        "dropCheckConstraint": { change throws(IncompleteChange) in try change.dropConstraint() },
        "createIndex": { change throws(IncompleteChange) in try change.createIndex() },
        "dropIndex": { change throws(IncompleteChange) in try change.dropIndex() },
        "createSequence": { change throws(IncompleteChange) in try change.createSequence() },
        "alterSequence": { change throws(IncompleteChange) in try change.alterSequence() },
        "dropSequence": { change throws(IncompleteChange) in try change.dropSequence() },
        "renameSequence": { change throws(IncompleteChange) in try change.renameSequence() },
        "createView": { change throws(IncompleteChange) in try change.createView() },
        "dropView": { change throws(IncompleteChange) in try change.dropView() },
        "renameView": { change throws(IncompleteChange) in try change.renameView() },
        "createProcedure": { change throws(IncompleteChange) in try change.createRoutine() },
        "createFunction": { change throws(IncompleteChange) in try change.createRoutine() },
        "createTrigger": { change throws(IncompleteChange) in try change.createRoutine() },
        "dropProcedure": { change throws(IncompleteChange) in try change.dropRoutine("PROCEDURE") },
        "dropFunction": { change throws(IncompleteChange) in try change.dropRoutine("FUNCTION") },
        "dropTrigger": { change throws(IncompleteChange) in try change.dropTrigger() },
        "insert": { change throws(IncompleteChange) in try change.insert() },
        "update": { change throws(IncompleteChange) in try change.update() },
        "delete": { change throws(IncompleteChange) in try change.delete() },
        "loadData": { change throws(IncompleteChange) in try change.loadData() },
        "loadUpdateData": { change throws(IncompleteChange) in try change.loadData() },
    ]

    /// Whether a change of this name becomes SQL.
    static func isKnown(_ name: String) -> Bool { translations[name] != nil }

    /// The statements, in order.
    func statements() throws(IncompleteChange) -> [EmbeddedSQL] {
        try (Self.translations[element.name]?(self) ?? []).map(edits.apply)
    }

    /// With the values of properties in place of `${name}`: they decide about types and quotes, so
    /// they are put in before a changelog is read (`ChangeLogParameters`).
    func expanding(_ properties: [String: String]) -> LiquibaseChange {
        LiquibaseChange(element.expanding(properties), quoting, edits)
    }

    // MARK: - Attributes

    /// An attribute's value; nil where it is missing or blank.
    func optional(_ name: String) -> String? { element.text(name) }

    func required(_ name: String) throws(IncompleteChange) -> String {
        guard let value = optional(name) else { throw lacks(name) }
        return value
    }

    func lacks(_ name: String, line: Int? = nil) -> IncompleteChange {
        IncompleteChange(message: "\(element.name) lacks \(name)", line: line ?? element.line)
    }

    func isTrue(_ name: String) -> Bool { element.truth(name) == true }

    /// The columns within: YAML keeps them in a list, or one as it is.
    var columns: [MarkupElement] {
        element.children.flatMap { child in
            guard child.name == "columns" else { return child.name == "column" ? [child] : [] }
            let listed = child.children.filter { $0.name == "column" }
            return listed.isEmpty && child.text("name") != nil ? [child] : listed
        }
    }

    // MARK: - Names

    func escape(_ name: String) -> String { quoting.escape(name) }

    /// An object's name as two attributes give it: `schemaName` and `tableName`.
    func object(_ name: String, schema: String = "schemaName") throws(IncompleteChange) -> String {
        qualified(optional(schema), try required(name))
    }

    /// The name of `schemaName` and `tableName`.
    func table() throws(IncompleteChange) -> String { try object("tableName") }

    func qualified(_ schema: String?, _ name: String) -> String {
        (schema.map { escape($0) + "." } ?? "") + escape(name)
    }

    /// A statement on the change's own line.
    func statement(_ text: String, line: Int? = nil) -> EmbeddedSQL {
        EmbeddedSQL(text, line: line ?? element.line)
    }
}

extension MarkupElement {
    fileprivate func expanding(_ properties: [String: String]) -> MarkupElement {
        guard !properties.isEmpty else { return self }
        func expand(_ text: String) -> String {
            guard text.holds("${") else { return text }
            return properties.reduce(text) { text, property in
                text.replacing("${\(property.key)}", with: property.value)
            }
        }
        var copy = self
        copy.attributes = attributes.mapValues(expand)
        copy.text = expand(text)
        copy.children = children.map { $0.expanding(properties) }
        return copy
    }

    /// A value without blanks around; nil where nothing is left.
    func text(_ name: String) -> String? {
        guard let text = value(name)?.trimmed, !text.isEmpty else { return nil }
        return text
    }

    /// A value that is yes or no; nil for none.
    func truth(_ name: String) -> Bool? {
        switch text(name)?.lowercased() {
        case "true", "yes", "1": true
        case "false", "no", "0": false
        default: nil
        }
    }
}
