import CoverageAnalysis
import Foundation
import MigrationAnalysis
import Pipeline
import Reporting
import SchemaCatalog
import SQLText
import TestSupport
import Testing

/// The word "covered" put to the test: objects of a sample project are taken away on a real server,
/// one at a time, and the project's own tests are run. Where pgcov has evidence a test must fail;
/// where it sees a gap none may. One of four by default; PGCOV_MUTATE=all takes away every one.
@Suite(.serialized)
struct MutationTests {
    @Test(arguments: FixtureProject.all)
    func coverageIsWhatTestsNotice(_ project: FixtureProject) async throws {
        let cluster = try PostgresCluster.shared.get()
        let template = "mutation_\(project.name)"
        try project.deploy(cluster, as: template)
        let analysis = try await project.analyze()
        let tests = Set(analysis.project.projects.flatMap(\.tests)).sorted()
        // Tests may leave something behind, which no other run must find.
        try cluster.copyDatabase(template, to: "\(template)_copy")
        let untouched = try failures(tests, project, cluster, "\(template)_copy")
        #expect(untouched == [] || project.isForeign)
        // What fails already notices nothing.
        let passing = tests.filter { !untouched.contains($0) }
        if project.isForeign { try explain(untouched, project, cluster, "\(template)_copy") }

        var unnoticed: [String] = []
        var missed: [String] = []
        var count = 0
        var (noticed, covered) = ((all: 0, found: 0), (all: 0, noticed: 0))
        let stride = Self.stride
        for result in analysis.results.enumerated().filter({ $0.offset % stride == 1 % stride })
            .map(\.element)
        {
            // What only tests prove that fail here cannot be noticed here.
            if result.state == .covered,
                !result.evidence.contains(where: { passing.contains($0.location.file) })
            {
                continue
            }
            guard
                let mutation = Mutation.sql(
                    result.requirement.claim, value: result.requirement.value)
            else { continue }
            let database = "\(template)_\(count)"
            try cluster.copyDatabase(template, to: database)
            guard try cluster.psql(database, mutation).status == 0 else {
                _ = try cluster.psql("postgres", "DROP DATABASE \(database) WITH (FORCE)")
                continue
            }
            count += 1
            let failed = try firstFailure(
                Self.likelyFirst(passing, result), project, cluster, database)
            _ = try cluster.psql("postgres", "DROP DATABASE \(database) WITH (FORCE)")
            let name = "\(mutation) [\(result.requirement.claim.facet)]"
            if result.state == .covered {
                covered = (covered.all + 1, covered.noticed + (failed == nil ? 0 : 1))
            }
            if failed != nil {
                noticed = (noticed.all + 1, noticed.found + (result.state == .covered ? 1 : 0))
            }
            if result.state == .covered, failed == nil {
                unnoticed.append("\(name): \(Self.evidence(result))")
            }
            if result.state == .gap, let failed { missed.append("\(name): \(failed)") }
        }
        report(count, noticed: noticed, covered: covered, project)
        #expect(count > 10)
        #expect(unnoticed == [], "covered, but no test notices")
        #expect(missed == [], "a gap, but a test notices")
    }

    /// Why tests of a project from elsewhere fail that nobody has touched.
    private func explain(
        _ tests: [String], _ project: FixtureProject, _ cluster: PostgresCluster,
        _ database: String
    ) throws {
        for test in tests {
            let output = try project.run(test, cluster, database)
            let lines = (output.out + "\n" + output.error).split(separator: "\n")
            let reasons = lines.filter { $0.hasPrefix("not ok") || $0.contains("ERROR:") }.prefix(3)
            print("fails before any mutation: \(test): \(reasons.joined(separator: "; "))")
        }
    }

    /// The figures of a project from elsewhere.
    private func report(
        _ count: Int, noticed: (all: Int, found: Int), covered: (all: Int, noticed: Int),
        _ project: FixtureProject
    ) {
        guard project.isForeign else { return }
        print(
            "\(count) mutations; \(covered.noticed) of \(covered.all) covered are noticed; \(noticed.found) of \(noticed.all) noticed are found"
        )
    }

    /// The files with evidence before the others.
    private static func likelyFirst(_ tests: [String], _ result: RequirementResult) -> [String] {
        let proving = Set(result.evidence.map(\.location.file))
        return tests.filter(proving.contains) + tests.filter { !proving.contains($0) }
    }

    /// What the claim that a fact is covered rests on.
    private static func evidence(_ result: RequirementResult) -> String {
        result.evidence.prefix(4).map {
            "\($0.grade) by \($0.function ?? "a statement") at \($0.location.file):\($0.location.line)"
        }.joined(separator: "; ")
    }

    /// Every which fact is taken away.
    private static let stride: Int = {
        let wish = ProcessInfo.processInfo.environment["PGCOV_MUTATE"]
        return wish == "all" ? 1 : wish.flatMap(Int.init) ?? 4
    }()

    /// The first test file that fails: one is enough to notice.
    private func firstFailure(
        _ tests: [String], _ project: FixtureProject, _ cluster: PostgresCluster, _ database: String
    ) throws -> String? {
        try tests.first { FixtureProject.isFailed(try project.run($0, cluster, database)) }
    }

    /// The test files that fail.
    private func failures(
        _ tests: [String], _ project: FixtureProject, _ cluster: PostgresCluster, _ database: String
    ) throws -> [String] {
        try tests.filter { FixtureProject.isFailed(try project.run($0, cluster, database)) }
    }
}
