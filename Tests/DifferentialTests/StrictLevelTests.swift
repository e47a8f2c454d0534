import CoverageAnalysis
import Pipeline
import SchemaCatalog
import TestSupport
import Testing

/// What the strict level asks, for a schema with something of every kind, against a server.
@Suite(.serialized)
struct StrictLevelTests {
    private func analyze(tests: String = "SELECT plan(1);\nSELECT pass();\nSELECT * FROM finish();")
        async throws -> Analysis
    {
        let migration = try Warehouse.migration.get()
        return try await TemporaryFolder.with(["migrations/1.sql": migration, "tests/1.sql": tests])
        { root in
            var flags = Flags()
            flags.folder = root
            flags.level = "strict"
            return try await Analysis(root, flags.configuration())
        }
    }

    private func name(_ claim: Claim) -> String {
        let id = claim.object
        return
            "\(id.kind.rawValue) \([id.schema, id.relation, id.name].compactMap { $0 }.joined(separator: ".")) \(claim.facet.rawValue)"
    }

    /// Every gap but behavior has a suggestion; all of them pass on the server; and with them
    /// nothing but behavior is a gap.
    @Test func suggestionsPassAndCloseEveryGap() async throws {
        let owed = try await analyze().results.filter { $0.requirement.claim.facet != .behavior }
        let gaps = owed.filter { $0.state == .gap }
        // Any assertion needs pgTAP.
        #expect(
            owed.filter { $0.state != .gap }.map { name($0.requirement.claim) }
                == ["extension pgtap existence"])
        #expect(gaps.filter { $0.suggestion == nil }.map { name($0.requirement.claim) } == [])
        let facets = Set(gaps.map(\.requirement.claim.facet))
        #expect(
            facets.isSuperset(of: [
                .owner, .privileges, .partitioning, .inheritance, .actions, .nullability, .default,
                .identity, .generated, .method, .predicate,
                .uniqueness, .language, .volatility, .strictness, .expression, .absence,
            ]))

        let statements = gaps.compactMap(\.suggestion).map { $0 + ";" }
        let test =
            "SELECT no_plan();\n" + statements.joined(separator: "\n")
            + "\nSELECT * FROM finish();\n"
        let cluster = try PostgresCluster.forRoles.get()
        let database = "strict_warehouse"
        try Warehouse.createDatabase(database)
        let output = try cluster.psql(database, "BEGIN;\n" + test + "ROLLBACK;", stopOnError: false)
        #expect(output.error == "")
        let lines = output.out.split(separator: "\n")
        #expect(lines.filter { $0.hasPrefix("not ok") } == [], "\(output.out)")
        #expect(lines.count { $0.hasPrefix("ok ") } >= statements.count)

        let after = try await analyze(tests: test)
        let open = after.results.filter {
            $0.state != .covered && $0.requirement.claim.facet != .behavior
        }
        #expect(open.map { name($0.requirement.claim) } == [])
        #expect(after.diagnostics.filter { $0.rule == "stale-assertion" }.map(\.message) == [])
    }
}
