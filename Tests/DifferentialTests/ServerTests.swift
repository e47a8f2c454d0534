import CoverageAnalysis
import Foundation
import MigrationAnalysis
import Pipeline
import Reporting
import SchemaCatalog
import TestSupport
import Testing

/// Sample projects on a real PostgreSQL with pgTAP: what pgcov says of them is what the server
/// does.
@Suite(.serialized)
struct ServerTests {
    /// Every suggested assertion, of every requirement, run on the migrated database: all pass.
    @Test(arguments: FixtureProject.samples)
    func suggestionsPass(_ project: FixtureProject) async throws {
        let cluster = try PostgresCluster.shared.get()
        let database = "suggestions_\(project.name)"
        try project.deploy(cluster, as: database)
        let catalog = try await project.analyze("strict").catalog
        var options = CoverageOptions()
        options.level = .strict
        // Without evidence everything is a gap, and each gap has its suggestion.
        let results = Enforcer().enforce(
            RequirementRules(options),
            CoverageIndex(
                CoverageIndexBuilder(catalog), Implications(catalog, Dependencies(catalog))),
            catalog)
        let suggestions = results.compactMap(\.suggestion)
        #expect(suggestions.count > 100)
        // What a routine does no assertion can be made up for.
        let missing = results.filter {
            $0.suggestion == nil && $0.requirement.claim.facet != .behavior
        }.map { "\($0.requirement.claim.object.kind) \($0.requirement.claim.facet)" }
        #expect(missing.isEmpty)
        let sql =
            "BEGIN; SELECT no_plan();\n" + suggestions.map { $0 + ";" }.joined(separator: "\n")
            + "\nROLLBACK;"
        let output = try cluster.psql(database, sql)
        #expect(output.status == 0, "\(output.error)")
        let failed = output.out.split(separator: "\n").filter { $0.hasPrefix("not ok") }
        #expect(failed.isEmpty, "\(failed.joined(separator: "\n"))")
    }

    /// The project's own tests, run on the server: each assertion predicted to pass passes, each
    /// one predicted to fail fails.
    @Test(arguments: FixtureProject.samples)
    func predictionsHold(_ project: FixtureProject) async throws {
        let cluster = try PostgresCluster.shared.get()
        let database = "predictions_\(project.name)"
        try project.deploy(cluster, as: database)
        let analysis = try await project.analyze()
        let tests = Set(analysis.project.projects.flatMap(\.tests))
        for file in analysis.inspectedAssertions where tests.contains(file.path) {
            let sql = try String(contentsOfFile: "\(project.root)/\(file.path)", encoding: .utf8)
            let folder =
                "\\cd \(project.root)/\(file.path.split(separator: "/").dropLast().joined(separator: "/"))\n"
            let output = try cluster.psql(
                database, folder + sql.replacing("\\ir ", with: "\\i "), stopOnError: false)
            let lines = output.out.split(separator: "\n").filter {
                $0.hasPrefix("ok ") || $0.hasPrefix("not ok ")
            }
            #expect(!file.assertions.contains { $0.predicted == "fail" }, "\(file.path)")
            #expect(
                lines.allSatisfy { $0.hasPrefix("ok ") },
                "\(file.path): \(output.out)\(output.error)")
            if let plan = file.plan {
                #expect(file.assertions.count == plan && lines.count == plan, "\(file.path)")
            }
        }
    }

    /// Tables, columns, constraints, indexes, functions and policies: by name, what the migrations
    /// fold into is what the server has.
    @Test(arguments: FixtureProject.samples)
    func catalogIsTheServers(_ project: FixtureProject) async throws {
        let cluster = try PostgresCluster.shared.get()
        let database = "catalog_\(project.name)"
        try project.deploy(cluster, as: database)
        let query = try String(
            contentsOfFile: Repository.fixture("servers/objects.sql"), encoding: .utf8)
        let theirs = Set(
            try cluster.psql(database, query).out.split(separator: "\n").map(String.init))
        let ours = Set(try await project.analyze().catalog.objects.compactMap(ObjectLine.line))
        #expect(ours.subtracting(theirs).sorted() == [])
        #expect(theirs.subtracting(ours).sorted() == [])
    }
}
