import CoverageAnalysis
import Pipeline
import SchemaCatalog
import TestSupport

/// What a test proves of a schema: claims with evidence, as `kind name facet`.
enum ProvenClaims {
    static func of(_ test: String, over schema: String, level: String = "standard") async throws
        -> Set<String>
    {
        var found: Set<String> = []
        try await TemporaryFolder.with([
            "migrations/1.sql": schema, "tests/1.sql": "SELECT no_plan();\n" + test,
        ]) { root in
            var flags = Flags()
            flags.folder = root
            flags.level = level
            for result in try await Analysis(root, flags.configuration()).results
            where result.state == .covered {
                let claim = result.requirement.claim
                found.insert(
                    "\(claim.object.kind.rawValue) \(claim.object.name) \(claim.facet.rawValue)")
            }
        }
        return found
    }

    /// What is said of a test.
    static func diagnostics(_ test: String, over schema: String) async throws -> [Diagnostic] {
        try await TemporaryFolder.with([
            "migrations/1.sql": schema, "tests/1.sql": "SELECT no_plan();\n" + test,
        ]) { root in
            var flags = Flags()
            flags.folder = root
            return try await Analysis(root, flags.configuration()).diagnostics
        }
    }
}
