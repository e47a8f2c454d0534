/// A changelog in YAML, JSON or XML, as far as SQL hangs on it.
struct LiquibaseChangelog {
    /// In order.
    var entries: [Entry] = []

    /// One thing that a changelog says.
    enum Entry {
        case include(file: String, isRelative: Bool, line: Int)
        case includeAll(path: String, isRelative: Bool, filter: String?, line: Int)
        case property(name: String, value: String)
        /// SQL of a changeset.
        case sql(EmbeddedSQL)
        case sqlFile(path: String, isRelative: Bool, line: Int)
        /// A change that is no SQL.
        case other(name: String, line: Int)

        /// Whether other files are deployed at this place.
        var bringsFiles: Bool {
            switch self {
            case .include, .includeAll, .sqlFile: true
            case .property, .sql, .other: false
            }
        }
    }

    /// The changelog that a file in XML is; nil for what is none.
    static func elements(ofXml text: String) -> [MarkupElement]? {
        guard let root = XmlFile.root(text), root.name == "databaseChangeLog" else { return nil }
        return root.children
    }

    init(_ elements: [MarkupElement]) {
        for element in elements { read(element) }
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
        case "changeSet":
            guard element.value("ignore")?.lowercased() != "true" else { return }
            for child in element.children {
                // YAML keeps them in a list of changes; XML as they are.
                if child.name == "changes" {
                    child.children.forEach { readChange($0) }
                } else {
                    readChange(child)
                }
            }
        default: break
        }
    }

    private static let notChanges: Set<String> = [
        "rollback", "comment", "preConditions", "validCheckSum", "modifySql", "id", "author",
        "context", "contextFilter", "labels",
        "dbms", "runOnChange", "runAlways", "failOnError", "runInTransaction", "logicalFilePath",
        "objectQuotingStrategy", "runOrder",
        "created", "onValidationFail", "ignore", "runWith", "tagDatabase", "empty", "output",
    ]

    private mutating func readChange(_ change: MarkupElement) {
        guard change.isForPostgres else { return }
        switch change.name {
        case "sql":
            let text = change.children.first { $0.name == "sql" }
            entries.append(
                .sql(
                    EmbeddedSQL(
                        text?.text ?? change.attributes["sql"] ?? change.text,
                        line: text?.textLine ?? change.textLine)))
        case "createProcedure", "createView":
            readRoutine(change)
        case "sqlFile":
            if let path = change.value("path") {
                entries.append(
                    .sqlFile(path: path, isRelative: Self.isRelative(change), line: change.line))
            }
        case let name where Self.notChanges.contains(name): break
        default: entries.append(.other(name: change.name, line: change.line))
        }
    }

    /// A procedure's body is a whole statement; a view's is its query.
    private mutating func readRoutine(_ change: MarkupElement) {
        let isView = change.name == "createView"
        let body = change.children.first { $0.name == (isView ? "selectQuery" : "procedureText") }
        let text = body?.text ?? change.text
        guard !text.trimmed.isEmpty else {
            if let path = change.value("path"), !isView {
                entries.append(
                    .sqlFile(
                        path: path, isRelative: change.value("relativeToChangelogFile") == "true",
                        line: change.line))
            }
            return
        }
        let line = body?.textLine ?? change.textLine
        guard isView, let name = change.value("viewName") else {
            entries.append(.sql(EmbeddedSQL(text, line: line)))
            return
        }
        let schema = change.value("schemaName").map { "\"\($0)\"." } ?? ""
        entries.append(
            .sql(EmbeddedSQL("CREATE OR REPLACE VIEW \(schema)\"\(name)\" AS " + text, line: line)))
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
