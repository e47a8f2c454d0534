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
        let untouched = try runs(tests, project, cluster, "\(template)_copy")
        #expect(untouched.values.allSatisfy(\.isPassed) || project.isForeign)
        if project.isForeign { explain(untouched) }
        let sources = try sources(tests, project)

        var unnoticed: [String] = []
        var missed: [String] = []
        var count = 0
        var (noticed, covered) = ((all: 0, found: 0), (all: 0, noticed: 0))
        let stride = Self.stride
        for result in analysis.results.enumerated().filter({ $0.offset % stride == 1 % stride })
            .map(\.element)
        {
            // What only assertions prove that fail here cannot be noticed here.
            if result.state == .covered,
                !result.evidence.contains(where: { evidence in
                    let file = evidence.location.file
                    return untouched[file]?.hasPassed(
                        at: evidence.location.line, of: sources[file, default: []]) ?? false
                })
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
            let failed = try Self.likelyFirst(tests, result).first { file in
                let run = TestFileRun(try project.run(file, cluster, database))
                return untouched[file].map(run.isWorse) ?? false
            }
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
    private func explain(_ untouched: [String: TestFileRun]) {
        for (file, run) in untouched.sorted(by: { $0.key < $1.key }) where !run.isPassed {
            let reasons = run.reasons.prefix(3).joined(separator: "; ")
            print("fails before any mutation: \(file): \(reasons)")
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

    /// What the test files print, by their paths.
    private func runs(
        _ tests: [String], _ project: FixtureProject, _ cluster: PostgresCluster, _ database: String
    ) throws -> [String: TestFileRun] {
        var runs: [String: TestFileRun] = [:]
        for file in tests { runs[file] = TestFileRun(try project.run(file, cluster, database)) }
        return runs
    }

    /// The lines of the test files, by their paths.
    private func sources(_ tests: [String], _ project: FixtureProject) throws
        -> [String: [Substring]]
    {
        var sources: [String: [Substring]] = [:]
        for file in tests {
            let text = try String(contentsOfFile: "\(project.root)/\(file)", encoding: .utf8)
            sources[file] = text.split(separator: "\n", omittingEmptySubsequences: false)
        }
        return sources
    }
}
