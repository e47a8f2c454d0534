import Foundation
import Pipeline
import Reporting
import TestSupport
import Testing

/// The sample projects' reports, whole, as recorded. After a change that is meant, record anew with
/// `PGCOV_RECORD=1 swift test --filter GoldenTests` and read the difference.
struct GoldenReportTests {
    private func report(_ name: String, jobs: Int? = nil, level: String? = nil) async throws
        -> Report
    {
        let root = Repository.fixture("projects/\(name)")
        var flags = Flags()
        flags.folder = root
        flags.level = level
        flags.jobs = jobs
        return try await Analysis(root, flags.configuration()).report(version: "0.0.0")
    }

    private func compare(_ text: String, _ file: String) throws {
        let path = Repository.fixture("golden/\(file)")
        if ProcessInfo.processInfo.environment["PGCOV_RECORD"] != nil {
            try FileManager.default.createDirectory(
                atPath: Repository.fixture("golden"), withIntermediateDirectories: true)
            try text.write(toFile: path, atomically: true, encoding: .utf8)
        }
        let recorded = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text == recorded, "differs from SQLFixtures/golden/\(file)")
    }

    @Test(arguments: ["bookings", "library", "invoicing", "everything-wrong"])
    func text(_ name: String) async throws {
        try compare(
            TextFormat.render(try await report(name), TerminalStyle(isColoured: false)),
            "\(name).txt")
    }

    /// What the README shows is the report of the sample that it names, in its order.
    @Test func readmeShowsIt() throws {
        let readme = try String(contentsOfFile: "\(Repository.root)/README.md", encoding: .utf8)
        let excerpt = try #require(readme.split(separator: "```text\n").last)
            .split(separator: "```")[0].split(separator: "\n")
        #expect(excerpt.count > 5)
        var report = try String(
            contentsOfFile: Repository.fixture("golden/bookings.txt"), encoding: .utf8
        ).split(separator: "\n")[...]
        for line in excerpt {
            let found = try #require(report.firstIndex(of: line), "\(line)")
            report = report[(found + 1)...]
        }
    }

    @Test(arguments: ["bookings", "library", "invoicing", "everything-wrong"])
    func textIsNarrow(_ name: String) async throws {
        for level in ["standard", "strict"] {
            let lines = TextFormat.render(
                try await report(name, level: level), TerminalStyle(isColoured: false)
            ).split(separator: "\n")
            #expect(lines.filter { $0.count > 100 } == [])
        }
    }

    @Test(arguments: ["bookings", "library", "invoicing", "everything-wrong"])
    func jsonKeepsToItsSchema(_ name: String) async throws {
        let schema = try JSONSchema(path: "\(Repository.root)/docs/report.schema.json")
        let json = JSONFormat.render(try await report(name))
        #expect(try schema.faults(in: json) == [])
        try compare(json, "\(name).json")
    }

    @Test func widthChangesNothing() async throws {
        for name in ["bookings", "library", "invoicing", "everything-wrong"] {
            let one = JSONFormat.render(try await report(name, jobs: 1))
            #expect(one == JSONFormat.render(try await report(name, jobs: 8)))
        }
    }
}
