/// A changelog in YAML, JSON or XML.
struct LiquibaseChangelog {
    /// In order.
    var entries: [Entry] = []
    private var quoting = LiquibaseQuoting.legacy

    /// One thing that a changelog says.
    enum Entry {
        case include(file: String, isRelative: Bool, line: Int)
        case includeAll(path: String, isRelative: Bool, filter: String?, line: Int)
        case property(name: String, value: String)
        /// SQL of a changeset.
        case sql(EmbeddedSQL)
        case sqlFile(path: String, isRelative: Bool, line: Int)
        /// A change of which Liquibase makes SQL.
        case change(LiquibaseChange)
        /// A change that is no SQL.
        case other(name: String, line: Int)

        /// Whether other files are deployed at this place.
        var bringsFiles: Bool {
            switch self {
            case .include, .includeAll, .sqlFile: true
            case .property, .sql, .change, .other: false
            }
        }
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
            if let name = element.value("name"), let value = element.value("value") {
                entries.append(.property(name: name, value: value))
            }
        case "changeSet": readChangeSet(element)
        default: break
        }
    }

    private mutating func readChangeSet(_ element: MarkupElement) {
        guard element.value("ignore")?.lowercased() != "true",
            LiquibasePreconditions(element).mayHold
        else { return }
        let own = LiquibaseQuoting(element.value("objectQuotingStrategy")) ?? quoting
        // YAML keeps them in a list of changes; XML as they are.
        let changes = element.children.flatMap { $0.name == "changes" ? $0.children : [$0] }
        let edits = LiquibaseEdits(changes)
        for change in changes { readChange(change, own, edits) }
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

    private mutating func readChange(
        _ change: MarkupElement, _ quoting: LiquibaseQuoting, _ edits: LiquibaseEdits
    ) {
        guard change.isForPostgres else { return }
        switch change.name {
        case "sql":
            let text = change.children.first { $0.name == "sql" }
            let sql = text?.text ?? change.attributes["sql"] ?? change.text
            entries.append(
                .sql(
                    edits.apply(
                        to: EmbeddedSQL(sql, line: text?.textLine ?? change.textLine))))
        case "sqlFile": readFile(change)
        case "createProcedure", "createFunction", "createTrigger":
            // A path in place of the body.
            if change.value("path") != nil {
                readFile(change)
            } else {
                entries.append(.change(LiquibaseChange(change, quoting, edits)))
            }
        case let name where LiquibaseChange.isKnown(name):
            entries.append(.change(LiquibaseChange(change, quoting, edits)))
        case let name where Self.notChanges.contains(name): break
        default: entries.append(.other(name: change.name, line: change.line))
        }
    }

    private mutating func readFile(_ change: MarkupElement) {
        guard let path = change.value("path") else { return }
        entries.append(
            .sqlFile(path: path, isRelative: Self.isRelative(change), line: change.line))
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
