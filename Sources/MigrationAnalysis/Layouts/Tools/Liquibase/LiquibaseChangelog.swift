/// A changelog in YAML, JSON or XML.
struct LiquibaseChangelog {
    /// In order.
    private(set) var entries: [Entry] = []
    private let quoting: LiquibaseQuoting

    /// One thing that a changelog says.
    enum Entry {
        case include(file: String, isRelative: Bool, line: Int)
        case includeAll(path: String, isRelative: Bool, filter: String?, line: Int)
        case property(name: String, value: String)
        /// A file of properties.
        case properties(file: String, isRelative: Bool, line: Int)
        /// Statements of a changeset, which run where the condition holds.
        case statements([Statement], condition: String?, line: Int)
        case sqlFile(SQLFile, condition: String?)
        /// A change that is no SQL.
        case other(name: String, line: Int)

        /// Whether other files are deployed at this place.
        var bringsFiles: Bool {
            switch self {
            case .include, .includeAll, .sqlFile: true
            case .property, .properties, .statements, .other: false
            }
        }
    }

    /// SQL of another file.
    struct SQLFile {
        var path: String
        var isRelative: Bool
        var line: Int
        /// What ends its statements; nil for `;`.
        var delimiter: String?
    }

    /// What becomes statements.
    enum Statement {
        case sql(EmbeddedSQL)
        /// A change of which Liquibase makes SQL.
        case change(LiquibaseChange)
    }

    /// The changelog that a file in XML is; nil for what is none.
    static func root(ofXml text: String) -> MarkupElement? {
        guard let root = XmlFile.root(text), root.name == "databaseChangeLog" else { return nil }
        return root
    }

    init(_ root: MarkupElement) {
        quoting = LiquibaseQuoting(root.value("objectQuotingStrategy")) ?? .legacy
        for element in root.children { read(element) }
    }

    private mutating func read(_ element: MarkupElement) {
        guard element.isForPostgres else { return }
        switch element.name {
        case "include":
            if let file = element.value("file") {
                entries.append(
                    .include(file: file, isRelative: Self.isRelative(element), line: element.line))
            }
        case "includeAll":
            if let path = element.value("path") {
                entries.append(
                    .includeAll(
                        path: path, isRelative: Self.isRelative(element),
                        filter: element.value("endsWithFilter"), line: element.line))
            }
        case "property":
            if let file = element.text("file") {
                entries.append(
                    .properties(
                        file: file, isRelative: Self.isRelative(element), line: element.line))
            } else if let name = element.value("name"), let value = element.value("value") {
                entries.append(.property(name: name, value: value))
            }
        case "changeSet": readChangeSet(element)
        default: break
        }
    }

    private mutating func readChangeSet(_ element: MarkupElement) {
        let own = LiquibaseQuoting(element.value("objectQuotingStrategy")) ?? quoting
        let condition: String?
        switch LiquibasePreconditions(element, own) {
        case .never: return
        case .always: condition = nil
        case .when(let text): condition = text
        }
        guard element.value("ignore")?.lowercased() != "true" else { return }
        // YAML keeps them in a list of changes; XML as they are.
        let changes = element.children.flatMap { $0.name == "changes" ? $0.children : [$0] }
        let edits = LiquibaseEdits(changes)
        var statements: [Statement] = []
        func flush() {
            guard !statements.isEmpty else { return }
            entries.append(
                .statements(statements, condition: condition, line: element.line))
            statements = []
        }
        for change in changes where change.isForPostgres {
            if let statement = Self.statement(change, own, edits) {
                statements.append(statement)
            } else if let other = Self.other(change, condition) {
                flush()
                entries.append(other)
            }
        }
        flush()
        for edit in edits.unread {
            entries.append(.other(name: "modifySql \(edit.name)", line: edit.line))
        }
    }

    private static let notChanges: Set<String> = [
        "rollback", "comment", "preConditions", "validCheckSum", "modifySql", "id", "author",
        "context", "contextFilter", "labels",
        "dbms", "runOnChange", "runAlways", "failOnError", "runInTransaction", "logicalFilePath",
        "objectQuotingStrategy", "runOrder",
        "created", "onValidationFail", "ignore", "runWith", "tagDatabase", "empty", "output",
    ]

    private static func statement(
        _ change: MarkupElement, _ quoting: LiquibaseQuoting, _ edits: LiquibaseEdits
    ) -> Statement? {
        if change.name == "sql" {
            let text = change.children.first { $0.name == "sql" }
            let sql = text?.text ?? change.attributes["sql"] ?? change.text
            return .sql(
                edits.apply(
                    to: EmbeddedSQL(
                        LiquibaseDelimiter.replaced(delimiter(of: change), in: sql),
                        line: text?.textLine ?? change.textLine)))
        }
        return isFile(change)
            ? nil : LiquibaseChange(change, quoting, edits).map(Statement.change)
    }

    /// A file of SQL, or what is none; nil for what is no change.
    private static func other(_ change: MarkupElement, _ condition: String?) -> Entry? {
        if isFile(change) {
            return change.value("path").map {
                .sqlFile(
                    SQLFile(
                        path: $0, isRelative: isRelative(change), line: change.line,
                        delimiter: delimiter(of: change)), condition: condition)
            }
        }
        return notChanges.contains(change.name)
            ? nil : .other(name: change.name, line: change.line)
    }

    /// Whether its SQL stands in another file: routines may have a path in place of their body.
    private static func isFile(_ change: MarkupElement) -> Bool {
        switch change.name {
        case "sqlFile": true
        case "createProcedure", "createFunction", "createTrigger": change.value("path") != nil
        default: false
        }
    }

    private static func delimiter(of change: MarkupElement) -> String? {
        change.value("endDelimiter").flatMap(LiquibaseDelimiter.init)?.text
    }

    private static func isRelative(_ element: MarkupElement) -> Bool {
        element.value("relativeToChangelogFile")?.lowercased() == "true"
    }
}

extension String {
    /// Without blanks at both ends.
    var trimmed: String { String(self[...].trimmed) }
}

extension MarkupElement {
    var isForPostgres: Bool { value("dbms").map(LiquibaseDatabases.includePostgres) ?? true }
}
