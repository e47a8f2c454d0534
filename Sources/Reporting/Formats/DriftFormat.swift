import CoverageAnalysis
import SQLText
public import SchemaCatalog

/// `pgcov drift`: migrations against a database.
public struct DriftReport: Sendable {
    /// pgcov's own.
    public var version: String
    /// Name of the database, the server's version as 15.18, and the role that read it.
    public var database: (name: String, server: String, role: String)
    /// What differs.
    public var comparison: CatalogComparison
    /// Faults of the files, and what of the database was not visible.
    public var diagnostics: [Diagnostic]

    /// Whether migrations and database differ.
    public var hasDrift: Bool { !comparison.differences.isEmpty }

    /// Makes a report.
    public init(
        version: String, database: (name: String, server: String, role: String),
        comparison: CatalogComparison,
        diagnostics: [Diagnostic]
    ) {
        self.version = version
        self.database = database
        self.comparison = comparison
        self.diagnostics = diagnostics
    }
}

/// The formats of a drift report.
public enum DriftFormat {
    // MARK: - JSON

    /// As JSON.
    public static func json(_ report: DriftReport) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.head(version: report.version)
            writer.key("database")
            writer.object { writer in
                writer.key("name")
                writer.string(report.database.name)
                writer.key("server")
                writer.string(report.database.server)
                writer.key("role")
                writer.string(report.database.role)
            }
            writer.key("summary")
            writer.object { summary(report.comparison, &$0) }
            writer.key("differences")
            writer.array(report.comparison.differences, difference)
            writer.key("diagnostics")
            writer.array(report.diagnostics) { $0.diagnostic($1) }
        }
        return writer.text + "\n"
    }

    private static func summary(_ comparison: CatalogComparison, _ writer: inout JSONWriter) {
        let counts = Counts(comparison)
        for (name, count) in [
            ("objects", comparison.objects), ("facets", comparison.facets),
            ("unknownFacets", comparison.unknownFacets),
            ("onlyInMigrations", counts.onlyInMigrations),
            ("onlyInDatabase", counts.onlyInDatabase), ("different", counts.different),
        ] {
            writer.key(name)
            writer.number(count)
        }
    }

    private static func difference(
        _ writer: inout JSONWriter, _ difference: CatalogComparison.Difference
    ) {
        writer.object { writer in
            writer.identity(difference.object)
            var values: (facet: Facet?, migrations: FacetValue?, database: FacetValue?) = (
                nil, nil, nil
            )
            writer.key("difference")
            switch difference.kind {
            case .onlyInMigrations: writer.string("only_in_migrations")
            case .onlyInDatabase: writer.string("only_in_database")
            case .facet(let facet, let migrations, let database):
                writer.string("different")
                values = (facet, migrations, database)
            }
            writer.key("facet")
            writer.string(values.facet?.rawValue)
            writer.key("migrations")
            writer.value(values.migrations)
            writer.key("database")
            writer.value(values.database)
            writer.key("definedAt")
            writer.array(difference.provenance) { writer, provenance in
                writer.object { $0.place(provenance.location) }
            }
        }
    }

    private struct Counts {
        var onlyInMigrations = 0
        var onlyInDatabase = 0
        var different = 0

        init(_ comparison: CatalogComparison) {
            for difference in comparison.differences {
                switch difference.kind {
                case .onlyInMigrations: onlyInMigrations += 1
                case .onlyInDatabase: onlyInDatabase += 1
                case .facet: different += 1
                }
            }
        }
    }

    // MARK: - Text

    /// As text: a line for each difference, in three groups, and a summary.
    public static func text(_ report: DriftReport, _ style: TerminalStyle) -> String {
        let comparison = report.comparison
        var text = ""
        DiagnosticText.lines(report.diagnostics.filter { $0.severity > .info }, style) {
            text += $0.joined(separator: "\n") + "\n"
        }
        text += group("Only in the migrations", .red, style, comparison.differences) { difference in
            guard case .onlyInMigrations = difference.kind else { return nil }
            return name(difference.object) + created(difference)
        }
        text += group("Only in the database", .yellow, style, comparison.differences) {
            difference in
            guard case .onlyInDatabase = difference.kind else { return nil }
            return name(difference.object)
        }
        text += group("Different", .yellow, style, comparison.differences) { difference in
            guard case .facet(let facet, let migrations, let database) = difference.kind else {
                return nil
            }
            return "\(name(difference.object)) \(facet.rawValue)\(created(difference))\n"
                + "    migrations: \(Self.text(migrations))\n    database:   \(Self.text(database))"
        }
        let counts = Counts(comparison)
        let total = counts.onlyInDatabase + counts.onlyInMigrations + counts.different
        text +=
            "\(comparison.objects.counted("object")) and \(comparison.facets.counted("facet")) compared with \(report.database.name): "
        text += total == 0 ? "no drift" : total.counted("difference")
        if comparison.unknownFacets > 0 {
            text += "; \(comparison.unknownFacets.counted("facet")) that the files do not tell"
        }
        return text + "\n"
    }

    private static func group(
        _ title: String, _ colour: TerminalStyle.Colour, _ style: TerminalStyle,
        _ differences: [CatalogComparison.Difference],
        _ line: (CatalogComparison.Difference) -> String?
    ) -> String {
        let lines = differences.compactMap(line)
        guard !lines.isEmpty else { return "" }
        return style.paint("\(title) (\(lines.count))", colour) + "\n"
            + lines.map { "  \($0)\n" }.joined() + "\n"
    }

    private static func name(_ id: ObjectID) -> String {
        let name = [id.schema, id.relation, id.name].compactMap { $0 }.joined(separator: ".")
        return "\(id.kind.rawValue) \(name)"
            + (id.arguments.map { "(\($0.joined(separator: ", ")))" } ?? "")
    }

    private static func created(_ difference: CatalogComparison.Difference) -> String {
        difference.provenance.last.map {
            "  \($0.location.file):\($0.location.line):\($0.location.column)"
        } ?? ""
    }

    private static func text(_ value: FacetValue) -> String {
        switch value {
        case .text(let text): text
        case .list(let items): "[\(items.joined(separator: ", "))]"
        case .null: "none"
        case .unknown: "unknown"
        }
    }
}
