import Foundation
import TestSupport
import Testing

/// Whoever ends the program gets the terminal back as it was, and no half of a file.
@Suite(.serialized) struct InterruptionTests {
    private static let erase = "\r\u{1B}[K"

    @Test(arguments: [SIGINT, SIGTERM]) func endsAtOnce(by number: Int32) async throws {
        try await LargeProject.with(tests: 600) { root in
            let report = root + "/report.json"
            let program = try RunningProgram(
                ["gaps", root, "--no-cache", "--jobs", "1", "--format", "json", "-o", report],
                hasTerminal: true, sending: .signal(number, onceItSays: " files · "))
            #expect(try await program.ending() == .signal(number))
            #expect(program.secondsToEnd ?? .infinity < 10)
            #expect(program.saidText.hasSuffix(Self.erase))
            #expect(program.output.isEmpty)
            #expect(try rest(in: root) == ["migrations", "tests"])
        }
    }

    /// Whenever the signal comes, the file is all there or not at all.
    @Test func filesAreWholeOrNotThere() async throws {
        let files = [
            "migrations/1.sql": (0..<300).map { "CREATE TABLE t\($0) (a int, b text);\n" }
                .joined(), "tests/1_test.sql": "SELECT plan(1); SELECT has_table('t1');",
        ]
        try await TemporaryFolder.with(files) { root in
            let arguments = ["gaps", root, "--no-cache", "--format", "json"]
            let whole = try RunningProgram(arguments)
            #expect(try await whole.ending() == .status(1))
            for delay in stride(from: 0, through: 0.6, by: 0.05) {
                let report = root + "/report.json"
                let program = try RunningProgram(
                    arguments + ["-o", report], sending: .signal(SIGTERM, after: delay))
                #expect(try await program.ending() != nil)
                if let data = FileManager.default.contents(atPath: report) {
                    #expect(String(decoding: data, as: UTF8.self) == whole.output)
                    try FileManager.default.removeItem(atPath: report)
                }
                #expect(try rest(in: root) == ["migrations", "tests"])
            }
        }
    }

    private func rest(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }
}

/// The bar is for people who wait at a terminal.
@Suite(.serialized) struct ProgressTests {
    private static let erase = "\r\u{1B}[K"

    @Test func tenTimesASecondAtMost() async throws {
        try await LargeProject.with(tests: 600) { root in
            let start = ContinuousClock.now
            let program = try RunningProgram(
                ["gaps", root, "--no-cache", "--jobs", "1"], hasTerminal: true,
                sending: .signal(SIGTERM, after: 4))
            #expect(try await program.ending() != nil)
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            let drawn = program.saidText.components(separatedBy: " files · ").count - 1
            #expect(Double(drawn) <= seconds * 10 + 1)
            // Each is drawn over the one before.
            let erased = program.saidText.components(separatedBy: Self.erase).count - 1
            #expect(erased == (drawn > 0 ? drawn + 1 : 0))
        }
    }

    @Test func isGoneWhenDone() async throws {
        try await LargeProject.with(tests: 100) { root in
            let shown = try RunningProgram(["gaps", root, "--no-cache"], hasTerminal: true)
            #expect(try await shown.ending(seconds: 120) == .status(1))
            #expect(shown.saidText.isEmpty || shown.saidText.hasSuffix(Self.erase))
            let plain = try RunningProgram(["gaps", root, "--no-cache"])
            #expect(try await plain.ending(seconds: 120) == .status(1))
            #expect(plain.saidText.isEmpty)
            #expect(plain.output == shown.output)
            #expect(plain.output.contains("18000 assertions"))
        }
    }
}
