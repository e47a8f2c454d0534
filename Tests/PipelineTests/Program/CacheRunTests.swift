import ContentCache
import Foundation
import GRDB
import TestSupport
import Testing

/// The cache as whole runs use it.
struct CacheRunTests {
    /// Somebody else writes to the cache, so that the run's own writing has to wait: its report is
    /// there before.
    @Test func writesNeverDelayTheReport() async throws {
        try await TemporaryFolder.with([:]) { folder in
            let (root, cache) = (folder + "/project", folder + "/cache")
            try FileManager.default.copyItem(
                atPath: Repository.fixture("projects/bookings"), toPath: root)
            let arguments = ["gaps", root, "--cache-dir", cache, "--format", "json"]
            let first = try RunningProgram(arguments)
            #expect(try await first.ending() != nil)
            // Something new to keep.
            try "CREATE TABLE public.newcomer (id int);".write(
                toFile: root + "/supabase/migrations/20250101000000_newcomer.sql", atomically: true,
                encoding: .utf8)

            var configuration = GRDB.Configuration()
            configuration.allowsUnsafeTransactions = true
            let other = try DatabaseQueue(
                path: ContentCache.file(in: cache), configuration: configuration)
            try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
            let program = try RunningProgram(arguments)
            var isReportThere = false
            while program.isRunning, !isReportThere {
                isReportThere = program.output.hasSuffix("}\n")
                try await Task.sleep(for: .milliseconds(2))
            }
            // It still waits to write: had it done so before, it would be gone.
            try await Task.sleep(for: .milliseconds(250))
            #expect(isReportThere && program.isRunning)
            try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
            #expect(try await program.ending() != nil)
            #expect(program.saidText.isEmpty)
            #expect(program.output.hasSuffix("}\n"))
        }
    }
}
