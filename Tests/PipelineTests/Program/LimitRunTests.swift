import ContentCache
import CoverageAnalysis
import Foundation
import SQLText
import SchemaCatalog
import TestSupport
import Testing

@testable import Pipeline

/// Limits of time, and what is said of runs that take long.
@Suite(.serialized) struct LimitRunTests {
    @Test func aFileThatTakesTooLongIsADiagnostic() async throws {
        let long = (0..<60_000).map { "CREATE TABLE t\($0) (a integer NOT NULL);\n" }.joined()
        let files = [
            "migrations/1_long.sql": long, "migrations/2_short.sql": "CREATE TABLE last (id int);",
            "tests/a_test.sql": "SELECT plan(1); SELECT has_table('last');",
        ]
        try await TemporaryFolder.with(files) { root in
            for jobs in [1, 2] {
                var flags = Flags()
                (flags.folder, flags.fileTimeout, flags.jobs) = (root, "0.4", jobs)
                let analysis = try await Analysis(root, flags.configuration())
                let faults = analysis.diagnostics.filter { $0.rule == "file-timeout" }
                #expect(faults.map(\.location?.file) == ["migrations/1_long.sql"])
                #expect(faults.first?.severity == .error)
                #expect(faults.first?.message.contains("--file-timeout 0.4") ?? false)
                // It stops at a statement within the file, and the run goes on.
                let names = Set(analysis.catalog.objects.map(\.id.name))
                #expect(names.contains("last") && !names.contains("t59999"))
                #expect(analysis.results.contains { $0.state == .covered })
            }
        }
    }

    @Test func aRunEndsInTime() async throws {
        try await LargeProject.with(tests: 400) { root in
            for (flag, seconds) in [("--timeout", "1"), ("--phase-timeout", "0.4")] {
                let program = try RunningProgram(
                    ["gaps", root, "--no-cache", "--jobs", "1", flag, seconds])
                #expect(try await program.ending() == .status(3))
                #expect(program.output.isEmpty)
                #expect(program.saidText.contains("out of time (\(flag) \(seconds))"))
            }
        }
    }

    /// Flags, then the environment, then the file; whatever sets them, an inverted hierarchy is an
    /// error.
    @Test func limitsComeFromThreePlaces() async throws {
        let migration = ["m/1.sql": "CREATE TABLE t (id int);"]
        try await TemporaryFolder.with(migration) { root in
            let file = root + "/.pgcov.yml"
            try "file_timeout: 1\nphase_timeout: 20\ntimeout: 300\n".write(
                toFile: file, atomically: true, encoding: .utf8)
            var flags = Flags()
            flags.folder = root
            var found = try flags.configuration(environment: [:]).deadlines
            #expect((found.file, found.phase, found.run) == (1, 20, 300))
            let environment = ["PGCOV_FILE_TIMEOUT": "2", "PGCOV_PHASE_TIMEOUT": "30"]
            found = try flags.configuration(environment: environment).deadlines
            #expect((found.file, found.phase, found.run) == (2, 30, 300))
            flags.fileTimeout = "3"
            flags.timeout = "40"
            found = try flags.configuration(environment: environment).deadlines
            #expect((found.file, found.phase, found.run) == (3, 30, 40))
            flags.timeout = "30"
            #expect(throws: PipelineError.self) {
                try flags.configuration(environment: environment)
            }
            #expect(throws: PipelineError.self) {
                var flags = Flags()
                flags.folder = root
                _ = try flags.configuration(environment: ["PGCOV_FILE_TIMEOUT": "21"])
            }
            try "file_timeout: 30\nphase_timeout: 20\n".write(
                toFile: file, atomically: true, encoding: .utf8)
            #expect(throws: PipelineError.self) {
                var flags = Flags()
                flags.folder = root
                _ = try flags.configuration(environment: [:])
            }
        }
    }

    @Test(arguments: [1_000.0, 0.000_1])
    func aPhaseSlowerThanItWasIsSaid(secondsOfThePast: Double) async throws {
        try await LargeProject.with(tests: 150) { root in
            let folder = root + "/cache"
            var flags = Flags()
            (flags.folder, flags.cacheFolder) = (root, folder)
            let cache = try ReportCache(
                root, flags.configuration(environment: [:]), presentation: [], version: "past")
            for _ in 0..<3 {
                let phases = ["migrations", "fold", "tests", "link", "claims", "join"].map {
                    ContentCache.PastPhase(name: $0, seconds: secondsOfThePast, bytes: 1_000_000)
                }
                let files = try cache.files(known: [:])
                _ = try cache.keep(nil, InputRecorder(), files.finish(), phases)
            }
            let program = try RunningProgram(["gaps", root, "--cache-dir", folder])
            #expect(try await program.ending(seconds: 120) == .status(1))
            let warning = "slower for each byte than earlier runs of this project: "
            // Of an ordinary past nothing is said.
            #expect(program.saidText.contains(warning) == (secondsOfThePast < 1))
        }
    }
}
