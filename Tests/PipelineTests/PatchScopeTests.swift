import CoverageAnalysis
import Foundation
import Pipeline
import Reporting
import SchemaCatalog
import SQLText
import TestSupport
import Testing

/// `--since` and `--after`: only what the newer migrations make or alter owes tests.
struct PatchScopeTests {
    private let first =
        "CREATE TABLE crate (crate_id int PRIMARY KEY, label text);\nCREATE TABEL broken (id int);"
    private let second =
        "ALTER TABLE crate ALTER COLUMN label SET NOT NULL;\nCREATE TABLE box (box_id int);"

    /// What `second` makes and alters; `crate.crate_id` and its key are older and as they were.
    private let patched: Set<String> = ["box", "box.box_id", "crate", "crate.label"]

    private func git(_ arguments: String..., in folder: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        let settings = [
            "user.name=t", "user.email=t@example.org", "gc.auto=0", "maintenance.auto=false",
            "init.defaultBranch=main", "protocol.file.allow=always",
        ]
        process.arguments = ["git", "-C", folder] + settings.flatMap { ["-c", $0] } + arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "git \(arguments)")
    }

    private func write(_ text: String, _ path: String) throws {
        try text.write(toFile: path, atomically: true, encoding: .utf8)
    }

    private func commit(_ message: String, in root: String) throws {
        try git("add", "-A", in: root)
        try git("commit", "-q", "-m", message, in: root)
    }

    private func report(_ root: String, since: String? = nil, after: String? = nil) async throws
        -> Report
    {
        var flags = Flags()
        flags.folder = root
        flags.since = since
        flags.after = after
        return try await Analysis(root, flags.configuration()).report(version: "0")
    }

    /// `crate.label nullability`, for each requirement.
    private func owed(_ report: Report) -> Set<String> {
        Set(
            report.results.map { result in
                let object = result.requirement.claim.object
                return [object.relation, object.name].compactMap { $0 }.joined(separator: ".")
            })
    }

    private func repository(_ body: (String) async throws -> Void) async throws {
        try await TemporaryFolder.with(["db/migrations/1_crate.sql": first]) { root in
            try git("init", "-q", in: root)
            try commit("first", in: root)
            try git("tag", "v1", in: root)
            try await body(root)
        }
    }

    @Test func committedAndUncommittedChangesCount() async throws {
        try await repository { root in
            let nothing = try await report(root, since: "v1")
            #expect(nothing.results.isEmpty)
            #expect(nothing.failures.isEmpty, "old faults are no fault of the patch")
            #expect(
                TextFormat.render(nothing, TerminalStyle(isColoured: false)).contains(
                    "nothing in them owes a test"))

            try write(second, root + "/db/migrations/2_box.sql")
            let untracked = try await report(root, since: "HEAD")
            #expect(owed(untracked) == patched)
            #expect(untracked.failures == ["\(untracked.summary.total.gaps) gaps"])
            try commit("second", in: root)
            let committed = try await report(root + "/db", since: "HEAD~1")
            #expect(owed(committed) == owed(untracked))
            let changed = try await report(root, since: "v1")
            #expect(owed(changed) == owed(untracked))
        }
    }

    /// What went on beside a branch is not the branch's.
    @Test func branchesCountFromTheirFork() async throws {
        try await repository { root in
            try git("switch", "-q", "-c", "topic", in: root)
            try write(second, root + "/db/migrations/2_box.sql")
            try commit("topic", in: root)
            try git("switch", "-q", "main", in: root)
            try write("CREATE TABLE later (id int);", root + "/db/migrations/1_crate.sql")
            try commit("main goes on", in: root)
            try git("switch", "-q", "topic", in: root)
            let report = try await report(root, since: "main")
            #expect(owed(report) == patched)
        }
    }

    @Test func shallowClonesSayWhatIsMissing() async throws {
        try await repository { root in
            try write(second, root + "/db/migrations/2_box.sql")
            try commit("second", in: root)
            let clone = root + "-clone"
            defer { try? FileManager.default.removeItem(atPath: clone) }
            try git("clone", "-q", "--depth", "1", "--no-tags", "file://\(root)", clone, in: root)
            let error = await #expect(throws: PipelineError.self) {
                _ = try await report(clone, since: "HEAD~1")
            }
            #expect(error?.kind == .configuration)
            #expect(error?.description.contains("shallow") ?? false)
            // A revision that is there without the history between still serves.
            try git("fetch", "-q", "--depth", "1", "origin", "refs/tags/v1:refs/tags/v1", in: clone)
            let found = try await report(clone, since: "v1")
            #expect(owed(found) == patched)
            #expect(found.diagnostics.map(\.rule) == ["shallow-history"])
        }
    }

    @Test func withoutGitOrRevision() async throws {
        try await TemporaryFolder.with(["1.sql": first]) { root in
            let error = await #expect(throws: PipelineError.self) {
                _ = try await report(root, since: "main")
            }
            #expect(error?.description.contains("needs a git work tree") ?? false)
        }
        try await repository { root in
            let error = await #expect(throws: PipelineError.self) {
                _ = try await report(root, since: "no-such-branch")
            }
            #expect(error?.description.contains("knows no such revision") ?? false)
            let option = await #expect(throws: PipelineError.self) {
                _ = try await report(root, since: "--output=x")
            }
            #expect(option?.description.contains("knows no such revision") ?? false)
        }
    }

    @Test(arguments: ["1_crate", "1_crate.sql", "db/migrations/1_crate.sql", "1", "0001"])
    func afterAMigration(_ name: String) async throws {
        try await TemporaryFolder.with([
            "db/migrations/1_crate.sql": first, "db/migrations/10_box.sql": second,
            "db/migrations/2_none.sql": "SELECT 1;",
        ]) { root in
            let report = try await report(root, after: name)
            #expect(owed(report) == patched)
            #expect(report.scope == "migrations after \(name)")
        }
    }

    @Test func afterTheLastOneNothingIsOwed() async throws {
        try await TemporaryFolder.with([
            "db/migrations/1_crate.sql": first, "db/migrations/2_crate.sql": second,
        ]) { root in
            let none = try await report(root, after: "2_crate")
            #expect(none.failures.isEmpty)
            let missing = await #expect(throws: PipelineError.self) {
                _ = try await report(root, after: "3")
            }
            #expect(missing?.description.contains("no such migration") ?? false)
            let near = await #expect(throws: PipelineError.self) {
                _ = try await report(root, after: "2_crat")
            }
            #expect(near?.description.contains("did you mean \"2_crate\"?") ?? false)
            let both = #expect(throws: PipelineError.self) {
                var flags = Flags()
                (flags.since, flags.after) = ("main", "1")
                _ = try flags.configuration()
            }
            #expect(both?.kind == .configuration)
        }
    }
}
