import SchemaCatalog
import SQLText

/// The faults that a project's layout can have.
enum LayoutRule: String {
    /// A plan, journal or list names a file that is not there.
    case missingMigration = "missing-migration"
    case missingPlan = "missing-plan"
    case emptyPlan = "empty-plan"
    case unmetDependency = "unmet-dependency"
    case duplicateVersion = "duplicate-version"
    case versionGap = "version-gap"
    /// A migration that is code, or of a form that is not read.
    case opaqueMigration = "opaque-migration"
    /// Migrations of another database system.
    case otherDatabase = "other-database"
    case checksumMismatch = "checksum-mismatch"
    /// A tool's own file that cannot be read.
    case brokenConfiguration = "broken-configuration"
    case includeCycle = "include-cycle"

    var severity: Severity {
        switch self {
        case .emptyPlan, .opaqueMigration, .otherDatabase, .checksumMismatch: .warning
        default: .error
        }
    }
}

extension DetectedProject {
    /// Adds a fault of the layout.
    mutating func report(_ rule: LayoutRule, _ message: String, file: String, line: Int = 1) {
        problems.append(
            Diagnostic(
                rule: rule.rawValue, severity: rule.severity, message: message,
                location: SourceLocation(file: file, line: line, column: 1)))
    }

    /// A migration that is code, and what that means.
    mutating func reportCode(_ path: String, _ language: String) {
        leaveOut(path, "written in \(language), which pgcov cannot read")
        report(
            .opaqueMigration,
            "this migration is written in \(language); what it does to the schema is not known. Compare with a database (--database)",
            file: path)
    }

    /// Migrations of a tool that is code stand beside the SQL that was found.
    mutating func noteCode(_ tool: CodeBasedTool) {
        ambiguities.append(
            "\(tool.name) migrations (\(tool.evidence)) are code and not read; for the whole schema: \(tool.command), or --database"
        )
    }

    /// Files in their order, of which two share a version.
    mutating func reportDuplicates<Key: Equatable>(
        _ files: [(key: Key, path: String)], _ tool: String
    ) {
        for (first, second) in zip(files, files.dropFirst()) where first.key == second.key {
            report(
                .duplicateVersion,
                "\(second.path) has the same version as \(first.path); \(tool) expects one file each. Give one of them another number",
                file: second.path)
        }
    }
}
