import CoverageAnalysis
import Foundation
import MigrationAnalysis
import Pipeline
import Reporting
import SchemaCatalog
import TestSupport
import Testing

/// The word "covered" put to the test: objects of a sample project are taken away on a real server, one
/// at a time, and the project's own tests are run. Where pgcov has evidence a test must fail; where it
/// sees a gap none may. One of four by default; PGCOV_MUTATE=all takes away every one.
@Suite(.serialized)
struct MutationTests {
    @Test(arguments: FixtureProject.all)
    func coverageIsWhatTestsNotice(_ project: FixtureProject) async throws {
        let cluster = try PostgresCluster.shared.get()
        let template = "mutation_\(project.name)"
        try project.deploy(cluster, as: template)
        let analysis = try await project.analyze()
        let untouched = try failures(project, analysis, cluster, template)
        #expect(untouched == [])

        var unnoticed: [String] = []
        var missed: [String] = []
        var count = 0
        let stride = ProcessInfo.processInfo.environment["PGCOV_MUTATE"] == "all" ? 1 : 4
        for result in analysis.results.enumerated().filter({ $0.offset % stride == 1 % stride }).map(\.element) {
            guard let mutation = Mutation.sql(result.requirement.claim, value: result.requirement.value) else { continue }
            let database = "\(template)_\(count)"
            _ = try cluster.psql("postgres", "CREATE DATABASE \(database) TEMPLATE \(template)")
            guard try cluster.psql(database, mutation).status == 0 else { continue }
            count += 1
            let failed = try failures(project, analysis, cluster, database)
            _ = try cluster.psql("postgres", "DROP DATABASE \(database) WITH (FORCE)")
            let name = "\(mutation) [\(result.requirement.claim.facet)]"
            if result.state == .covered, failed.isEmpty { unnoticed.append(name) }
            if result.state == .gap, !failed.isEmpty { missed.append("\(name): \(failed.joined(separator: ", "))") }
        }
        #expect(count > 10)
        #expect(unnoticed == [], "covered, but no test notices")
        #expect(missed == [], "a gap, but a test notices")
    }

    /// The test files that fail: an assertion that is not ok, or an error.
    private func failures(_ project: FixtureProject, _ analysis: Analysis, _ cluster: PostgresCluster, _ database: String) throws -> [String] {
        try analysis.project.projects.flatMap(\.tests).filter { path in
            let folder = "\(project.root)/\(path.split(separator: "/").dropLast().joined(separator: "/"))"
            let sql = try String(contentsOfFile: "\(project.root)/\(path)", encoding: .utf8)
            // As pg_prove runs it: an error ends the file.
            let output = try cluster.psql(database, "\\cd \(folder)\n" + sql.replacing("\\ir ", with: "\\i "))
            return output.status != 0 || output.out.split(separator: "\n").contains { $0.hasPrefix("not ok") || $0.hasPrefix("# Looks like") }
        }
    }
}
