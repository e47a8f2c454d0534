import ContentCache
import Foundation
import GRDB
import TestSupport
import Testing

/// The cache as whole runs use it.
struct CacheRunTests {
    /// Somebody else writes to the cache, for which the run's own writing has to wait a second: its
    /// report does not.
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
            // It waits to write, gives up and says so: all of it after the report.
            let program = try RunningProgram(arguments)
            #expect(try await program.ending() != nil)
            try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
            let printed = try #require(program.lastPrinted)
            let complaint = try #require(program.said.first)
            #expect(program.output.hasSuffix("}\n"))
            #expect(complaint.text.contains("locked"))
            #expect(complaint.time - printed > .milliseconds(500))
        }
    }
}
