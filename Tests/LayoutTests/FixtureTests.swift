import Foundation
import MigrationAnalysis
import SQLText
import TestSupport
import Testing

/// The projects under `SQLFixtures/layouts`, one a tool, each with an order that its file names
/// alone do not give. `PGCOV_RECORD=1` writes the expectations anew; read the difference.
struct FixtureTests {
    @Test(arguments: LayoutFixture.all)
    func isDeployedAsExpected(_ fixture: LayoutFixture) throws {
        let text = try fixture.description()
        if ProcessInfo.processInfo.environment["PGCOV_RECORD"] != nil { try fixture.record(text) }
        #expect(
            text == (try fixture.expected()),
            "differs from SQLFixtures/layouts/\(fixture.name).expected")
    }

    /// The server has the last word on the order and on what is cut out of the files.
    @Test(arguments: LayoutFixture.all)
    func runsOnAServer(_ fixture: LayoutFixture) throws {
        let cluster = try PostgresCluster.shared.get()
        let database = "layout_\(fixture.name.replacing("-", with: "_"))"
        try cluster.createDatabase(database)
        let variables = fixture.projects.flatMap(\.variables).map {
            "\\set \($0.key) \($0.value)\n"
        }.joined()
        let path =
            fixture.projects.compactMap(\.searchPath).first.map {
                "SET search_path TO \($0.joined(separator: ", "));\n"
            } ?? ""
        let script = try fixture.deployed().map { file in
            // Included files follow their includer, which nothing in the fixtures tells from the
            // order asked.
            String(decoding: file.bytes, as: UTF8.self).split(
                separator: "\n", omittingEmptySubsequences: false
            )
            .filter {
                !$0.hasPrefix("\\i") && !$0.hasPrefix("\\restrict") && !$0.hasPrefix("\\unrestrict")
            }.joined(separator: "\n")
        }
        let result = try cluster.psql(
            database, variables + path + script.joined(separator: "\n;\n"))
        #expect(result.status == 0, "\(result.error)")
    }

    /// Neither the sorted names of all SQL files, nor the whole files in the right order, would do.
    @Test(arguments: LayoutFixture.all)
    func namesAloneDoNotTell(_ fixture: LayoutFixture) throws {
        let sorted = fixture.tree.paths.filter { $0.hasSuffix(".sql") }
        #expect(fixture.projects.flatMap { $0.migrations.map(\.path) } != sorted)
    }
}
