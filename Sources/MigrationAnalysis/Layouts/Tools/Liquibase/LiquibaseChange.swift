import SQLText

/// A change that Liquibase itself turns into SQL, and the SQL that it makes of it for PostgreSQL
/// (`liquibase.change.core`, `liquibase.sqlgenerator.core`).
struct LiquibaseChange {
    let element: MarkupElement
    let quoting: LiquibaseQuoting
    private let edits: LiquibaseEdits
    private let kind: Kind

    /// Nil where Liquibase makes no SQL of it.
    init?(_ element: MarkupElement, _ quoting: LiquibaseQuoting, _ edits: LiquibaseEdits) {
        guard let kind = Kind(rawValue: element.name) else { return nil }
        self.init(element, quoting, edits, kind)
    }

    private init(
        _ element: MarkupElement, _ quoting: LiquibaseQuoting, _ edits: LiquibaseEdits,
        _ kind: Kind
    ) {
        (self.element, self.quoting, self.edits, self.kind) = (element, quoting, edits, kind)
    }

    /// The changes that become SQL, by the names of their elements.
    private enum Kind: String {
        case createTable, dropTable, renameTable, setTableRemarks, addLookupTable, addColumn
        case dropColumn, renameColumn, modifyDataType, mergeColumns, setColumnRemarks
        case addAutoIncrement, addDefaultValue, dropDefaultValue, addNotNullConstraint
        case dropNotNullConstraint, addPrimaryKey, dropPrimaryKey, addUniqueConstraint
        case dropUniqueConstraint, addForeignKeyConstraint, dropForeignKeyConstraint
        case dropAllForeignKeyConstraints, addCheckConstraint, dropCheckConstraint
        case createIndex, dropIndex, createSequence, alterSequence, dropSequence
        case renameSequence, createView, dropView, renameView, createProcedure, createFunction
        case createTrigger, dropProcedure, dropFunction, dropTrigger, insert, update, delete
        case loadData, loadUpdateData
    }

    /// The statements, in order.
    func statements() throws(IncompleteChange) -> [EmbeddedSQL] { try made().map(edits.apply) }

    private func made() throws(IncompleteChange) -> [EmbeddedSQL] {
        switch kind {
        case .createTable: try createTable()
        case .dropTable: try dropTable()
        case .renameTable: try renameTable()
        case .setTableRemarks: try setTableRemarks()
        case .addLookupTable: try addLookupTable()
        case .addColumn: try addColumn()
        case .dropColumn: try dropColumn()
        case .renameColumn: try renameColumn()
        case .modifyDataType: try modifyDataType()
        case .mergeColumns: try mergeColumns()
        case .setColumnRemarks: try setColumnRemarks()
        case .addAutoIncrement: try addAutoIncrement()
        case .addDefaultValue: try addDefaultValue()
        case .dropDefaultValue: try dropDefaultValue()
        case .addNotNullConstraint: try addNotNull()
        case .dropNotNullConstraint: try dropNotNull()
        case .addPrimaryKey: try addPrimaryKey()
        case .dropPrimaryKey: try dropPrimaryKey()
        case .addUniqueConstraint: try addUnique()
        case .dropUniqueConstraint, .dropCheckConstraint: try dropConstraint()
        case .addForeignKeyConstraint: try addForeignKey()
        case .dropForeignKeyConstraint: try dropConstraint(of: "baseTable")
        case .dropAllForeignKeyConstraints: try dropAllForeignKeys()
        case .addCheckConstraint: try addCheck()
        case .createIndex: try createIndex()
        case .dropIndex: try dropIndex()
        case .createSequence: try createSequence()
        case .alterSequence: try alterSequence()
        case .dropSequence: try dropSequence()
        case .renameSequence: try renameSequence()
        case .createView: try createView()
        case .dropView: try dropView()
        case .renameView: try renameView()
        case .createProcedure, .createFunction, .createTrigger: try createRoutine()
        case .dropProcedure: try dropRoutine("PROCEDURE")
        case .dropFunction: try dropRoutine("FUNCTION")
        case .dropTrigger: try dropTrigger()
        case .insert: try insert()
        case .update: try update()
        case .delete: try delete()
        case .loadData, .loadUpdateData: try loadData()
        }
    }

    /// With the values of properties in place of `${name}`: they decide about types and quotes, so
    /// they are put in before a changelog is read (`ChangeLogParameters`).
    func expanding(_ properties: [String: String]) -> LiquibaseChange {
        LiquibaseChange(element.expanding(properties), quoting, edits, kind)
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
