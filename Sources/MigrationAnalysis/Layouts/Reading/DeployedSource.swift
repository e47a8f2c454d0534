public import SQLText
public import SchemaCatalog

/// The text of a migration as its tool sends it to the database.
public enum DeployedSource {
    /// What `reading` takes from `file`, with placeholders put in. Places in it are those of the
    /// file on disk.
    ///
    /// - Parameter given: Values of placeholders that win over the tool's own (`--set`).
    public static func read(
        _ file: SourceFile, as reading: Reading, _ placeholders: Placeholders,
        given: [String: String] = [:]
    ) -> (file: SourceFile, diagnostics: [Diagnostic]) {
        if case .whole = reading, case .none = placeholders.syntax { return (file, []) }
        var text = ScriptText(file.bytes)
        take(reading, &text, file)
        let expanded = PlaceholderExpansion(rules: placeholders, given: given).expand(text)
        var diagnostics = text.faults.map {
            Diagnostic(
                rule: "migration-form", severity: .error, message: $0.message,
                location: file.location(at: $0.offset))
        }
        diagnostics += expanded.missing.map { missing in
            let home = placeholders.home.map { " in \($0)," } ?? ""
            return Diagnostic(
                rule: "unsubstituted-placeholder", severity: .warning,
                message:
                    "the placeholder \(missing.name) has no value; give it one\(home) under \"set\" in .pgcov.yml, or with --set \(missing.name)=…",
                location: file.location(at: missing.offset))
        }
        return (SourceFile(file, deploying: expanded.bytes, expanded.origin), diagnostics)
    }

    private static func take(_ reading: Reading, _ text: inout ScriptText, _ file: SourceFile) {
        switch reading {
        case .whole: text.keep(0..<file.bytes.count)
        case .marked(let syntax): take(syntax, &text)
        case .embedded(let pieces): EmbeddedText.read(&text, pieces, file.lines)
        case .included: break
        }
    }

    private static func take(_ syntax: MarkSyntax, _ text: inout ScriptText) {
        switch syntax {
        case .goose: GooseMarks.read(&text, word: "+goose")
        case .sqlMigrate: GooseMarks.read(&text, word: "+migrate")
        case .dbmate: DbmateMarks.read(&text)
        case .nodePgMigrate: NodePgMigrateMarks.read(&text)
        case .tern: TernMarks.read(&text)
        case .drizzle: DrizzleMarks.read(&text)
        case .liquibase: LiquibaseMarks.read(&text)
        case .atlas: AtlasMarks.read(&text)
        case .graphile(let fixtures): GraphileMarks.read(&text, fixtures: fixtures)
        case .extensionScript: ExtensionScriptMarks.read(&text)
        }
    }
}
