import CoverageAnalysis
import SchemaCatalog

/// The report as JSON, schema version 1 (`docs/report.schema.json`).
public enum JSONFormat {
    /// One object, ending in a newline.
    public static func render(_ report: Report) -> String {
        var text = ""
        write(report) { text += $0 }
        return text
    }

    /// The same piece by piece: with its evidence, a report is many times the size of what it is
    /// about.
    public static func write(_ report: Report, to sink: @escaping (String) -> Void) {
        var writer = JSONWriter(to: sink)
        writer.object { writer in
            writer.head(version: report.version)
            writer.key("project")
            project(report, &writer)
            writer.key("summary")
            summary(report, &writer)
            writer.key("requirements")
            writer.array(report.results) { requirement($1, &$0) }
            writer.key("diagnostics")
            writer.array(report.diagnostics) { $0.diagnostic($1) }
            if let timings = report.timings {
                writer.key("timings")
                writer.timings(timings)
            }
        }
        writer.finish()
    }

    private static func project(_ report: Report, _ writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("layout")
            writer.string(report.layouts.joined(separator: ", "))
            writer.key("migrations")
            writer.strings(report.migrations)
            writer.key("tests")
            writer.strings(report.tests)
            if let scope = report.scope {
                writer.key("scope")
                writer.string(scope)
            }
        }
    }

    private static func summary(_ report: Report, _ writer: inout JSONWriter) {
        writer.object { writer in
            counts(report.summary.total, &writer)
            writer.key("byKind")
            writer.object { writer in
                for (kind, counts) in report.summary.byKind.sorted(by: { $0.key.rank < $1.key.rank }
                ) {
                    writer.key(kind.rawValue)
                    writer.object { Self.counts(counts, &$0) }
                }
            }
            writer.key("byGrade")
            writer.object { writer in
                for grade in Grade.allCases.reversed() {
                    writer.key(grade.name)
                    writer.number(report.summary.byGrade[grade] ?? 0)
                }
            }
            for (name, count) in [
                ("assertions", report.assertions), ("dynamicAssertions", report.dynamicAssertions),
                ("unparsedStatements", report.unparsedStatements),
                ("opaqueStatements", report.opaqueStatements),
                ("waivedDiagnostics", report.waivedDiagnostics),
            ] {
                writer.key(name)
                writer.number(count)
            }
        }
    }

    private static func counts(_ counts: CoverageSummary.Counts, _ writer: inout JSONWriter) {
        for (name, count) in [
            ("required", counts.required), ("covered", counts.covered), ("gaps", counts.gaps),
            ("waived", counts.waived),
        ] {
            writer.key(name)
            writer.number(count)
        }
        writer.key("coverage")
        writer.share(counts.coverage)
    }

    private static func requirement(_ result: RequirementResult, _ writer: inout JSONWriter) {
        let requirement = result.requirement
        writer.object { writer in
            writer.identity(requirement.claim.object)
            writer.key("facet")
            writer.string(requirement.claim.facet.rawValue)
            writer.key("value")
            writer.value(requirement.value)
            writer.key("level")
            writer.string(requirement.level.name)
            writer.key("severity")
            writer.string(requirement.severity.name)
            writer.key("state")
            writer.string(result.state.rawValue)
            writer.key("definedAt")
            writer.array(requirement.definedAt) { writer, provenance in
                writer.object { $0.place(provenance.location) }
            }
            writer.key("evidence")
            writer.array(result.evidence.sorted { $0.location < $1.location }) { writer, evidence in
                writer.object { writer in
                    writer.key("grade")
                    writer.string(evidence.grade.name)
                    writer.place(evidence.location)
                    writer.key("function")
                    writer.string(evidence.function)
                }
            }
            writer.key("nearMisses")
            writer.array(result.nearMisses) { writer, miss in
                writer.object { writer in
                    writer.key("function")
                    writer.string(miss.function)
                    writer.place(miss.location)
                    writer.key("reason")
                    writer.string(miss.reason)
                }
            }
            writer.key("suggestion")
            writer.string(result.suggestion)
            if let waiver = result.waivers.first {
                writer.key("waiver")
                writer.object { writer in
                    writer.key("reason")
                    writer.string(waiver.reason)
                    writer.place(waiver.location)
                }
            }
        }
    }
}

extension JSONWriter {
    /// What every report begins with: `docs/report.schema.json`'s version, and who wrote it.
    mutating func head(version: String) {
        key("schemaVersion")
        number(1)
        key("tool")
        object { writer in
            writer.key("name")
            writer.string("pgcov")
            writer.key("version")
            writer.string(version)
        }
    }
}
