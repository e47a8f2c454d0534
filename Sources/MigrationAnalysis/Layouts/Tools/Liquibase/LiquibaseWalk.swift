import SQLText

/// Follows a changelog and what it includes, in order.
struct LiquibaseWalk {
    private let tree: ProjectTree
    private let searchFolders: [String]
    private(set) var scripts: [Script] = []
    /// Of the changelogs, and before them those that the configuration gives: the first value of a
    /// name stays.
    private(set) var properties: [String: String]
    /// Every changelog and script that was reached.
    private(set) var reached: Set<String> = []
    /// The faults; folded into the project's.
    private(set) var faults: [Fault] = []

    /// A fault of a changelog.
    struct Fault {
        var rule: LayoutRule
        var message: String
        var file: String
        var line: Int
    }

    init(
        _ master: String, searching folders: [String], parameters: [String: String] = [:],
        _ tree: ProjectTree
    ) {
        self.tree = tree
        properties = parameters
        searchFolders = folders
        read(master, reason: "the master changelog", above: [])
    }

    /// A changelog's entries; nil for what is no changelog.
    static func changelog(_ path: String, _ tree: ProjectTree) -> LiquibaseChangelog? {
        guard let text = tree.text(path), text.holds("databaseChangeLog") else { return nil }
        return
            (path.hasSuffix(".xml")
            ? LiquibaseChangelog.root(ofXml: text) : LiquibaseYaml.root(text))
            .map(LiquibaseChangelog.init)
    }

    private mutating func read(_ path: String, reason: String, above: [String]) {
        reached.insert(path)
        if path.hasSuffix(".sql") {
            let bytes = tree.bytes(path) ?? []
            readProperties(bytes)
            let isFormatted = MarkSurvey.marks(in: bytes).contains(.liquibase)
            scripts.append(Script(path, reason, isFormatted ? .marked(.liquibase) : .whole))
            return
        }
        guard let changelog = Self.changelog(path, tree) else {
            faults.append(
                Fault(
                    rule: .brokenConfiguration,
                    message: "not a Liquibase changelog: expected databaseChangeLog", file: path,
                    line: 1))
            return
        }
        reportOthers(changelog, path)
        var pieces: [EmbeddedSQL] = []
        for entry in changelog.entries {
            if case .statements(let statements, let condition, let line) = entry {
                let made = statements.flatMap { self.pieces(of: $0, path) }
                pieces +=
                    condition.map { [LiquibaseGuard.block(made, where: $0, line: line)] } ?? made
                continue
            }
            if entry.bringsFiles { flush(&pieces, path, reason) }
            follow(entry, path, above + [path])
        }
        flush(&pieces, path, reason)
    }

    private mutating func pieces(of statement: LiquibaseChangelog.Statement, _ path: String)
        -> [EmbeddedSQL]
    {
        switch statement {
        case .sql(let piece): return [piece]
        case .change(let change):
            do {
                return try change.expanding(properties).statements()
            } catch {
                faults.append(
                    Fault(
                        rule: .brokenConfiguration,
                        message: "\(error.message), without which Liquibase does not run it",
                        file: path, line: error.line))
                return []
            }
        }
    }

    /// One fault for all changes of a changelog that are no SQL.
    private mutating func reportOthers(_ changelog: LiquibaseChangelog, _ path: String) {
        var names: [String] = []
        var (count, first) = (0, 0)
        for case .other(let name, let line) in changelog.entries {
            if count == 0 { first = line }
            count += 1
            if !names.contains(name) { names.append(name) }
        }
        guard count > 0 else { return }
        let listed = names.prefix(4).joined(separator: ", ") + (names.count > 4 ? ", …" : "")
        faults.append(
            Fault(
                rule: .opaqueMigration,
                message:
                    "\(count) \(count == 1 ? "change is" : "changes are") not SQL (\(listed)) and not read: liquibase update-sql prints the SQL; or compare with a database (--database)",
                file: path, line: first))
    }

    /// The SQL of a changelog between two of its includes is a script of its own.
    private mutating func flush(_ pieces: inout [EmbeddedSQL], _ path: String, _ reason: String) {
        guard let first = pieces.first else { return }
        scripts.append(
            Script(path, "\(reason); changesets from line \(first.line)", .embedded(pieces)))
        pieces = []
    }

    private mutating func follow(
        _ entry: LiquibaseChangelog.Entry, _ path: String, _ above: [String]
    ) {
        switch entry {
        case .statements, .other: break
        case .property(let name, let value): properties[name] = properties[name] ?? value
        case .properties(let file, let isRelative, let line):
            guard let found = find(file, isRelative, path, line) else { return }
            for entry in IniFile(tree.text(found) ?? "").entries {
                properties[entry.key] = properties[entry.key] ?? entry.value
            }
        case .include(let file, let isRelative, let line):
            guard let found = find(file, isRelative, path, line) else { return }
            include(found, path, line, above)
        case .sqlFile(let file, let condition):
            guard let found = find(file.path, file.isRelative, path, file.line) else { return }
            guard condition != nil || file.delimiter != nil else {
                return include(found, path, file.line, above)
            }
            reached.insert(found)
            let sql = LiquibaseDelimiter.replaced(file.delimiter, in: tree.text(found) ?? "")
            let whole = EmbeddedSQL(sql, line: 1)
            let piece = condition.map { LiquibaseGuard.block([whole], where: $0, line: 1) }
            scripts.append(
                Script(found, "line \(file.line) of \(path)", .embedded([piece ?? whole])))
        case .includeAll(let folder, let isRelative, let filter, let line):
            let folders = resolve(folder, isRelative, path)
            guard let found = folders.first(where: { !tree.files(under: $0).isEmpty }) else {
                return missing(folder, path, line)
            }
            // Liquibase sorts the paths of all depths.
            for file in tree.files(under: found)
            where Self.isChangelogName(file) && filter.map(file.hasSuffix) ?? true {
                include(file, path, line, above)
            }
        }
    }

    /// A file that a changelog names; reported where there is none.
    private mutating func find(_ file: String, _ isRelative: Bool, _ path: String, _ line: Int)
        -> String?
    {
        let found = resolve(file, isRelative, path).first(where: tree.contains)
        if found == nil { missing(file, path, line) }
        return found
    }

    private mutating func missing(_ file: String, _ path: String, _ line: Int) {
        faults.append(
            Fault(
                rule: .missingMigration, message: "\(file) is included and does not exist",
                file: path, line: line))
    }

    private mutating func include(_ file: String, _ path: String, _ line: Int, _ above: [String]) {
        guard !above.contains(file) else {
            faults.append(
                Fault(
                    rule: .includeCycle, message: "\(file) includes itself", file: path, line: line)
            )
            return
        }
        read(file, reason: "line \(line) of \(path)", above: above)
    }

    static func isChangelogName(_ path: String) -> Bool {
        [".sql", ".xml", ".yaml", ".yml", ".json"].contains { path.hasSuffix($0) }
    }

    private func resolve(_ file: String, _ isRelative: Bool, _ path: String) -> [String] {
        let name = file.hasPrefix("classpath:") ? String(file.dropFirst("classpath:".count)) : file
        if isRelative {
            return [PathText.resolve(name, from: PathText.folder(path))].compactMap { $0 }
        }
        let folders = searchFolders + [PathText.folder(path)]
        return folders.compactMap {
            PathText.resolve(PathText.parts(name).joined(separator: "/"), from: $0)
        }
    }

    /// `--property name:x value:y`.
    private mutating func readProperties(_ bytes: [UInt8]) {
        for line in Lines(bytes) {
            guard let comment = bytes.commentText(line), comment.hasPrefix("property ") else {
                continue
            }
            var values: [String: String] = [:]
            for word in comment.split(whereSeparator: \.isWhitespace) {
                let parts = word.split(separator: ":", maxSplits: 1).map(String.init)
                if parts.count == 2 { values[parts[0]] = parts[1].filter { $0 != "\"" } }
            }
            if let name = values["name"], let value = values["value"],
                values["dbms"].map(LiquibaseDatabases.includePostgres) ?? true
            {
                properties[name] = properties[name] ?? value
            }
        }
    }
}
