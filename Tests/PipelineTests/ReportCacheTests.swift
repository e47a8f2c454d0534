import ContentCache
import CoverageAnalysis
import Foundation
import Reporting
import TestSupport
import Testing

@testable import Pipeline

/// A report from the cache is that of a run without one, whatever has happened to the files
/// between.
struct ReportCacheTests {
    private let temporary: TemporaryFolder
    private var folder: String { temporary.path }
    private var root: String { folder + "/project" }

    init() throws {
        temporary = try TemporaryFolder()
        try FileManager.default.copyItem(
            atPath: Repository.fixture("projects/bookings"), toPath: root)
    }

    /// What a run prints, and whether it came from the cache.
    private func run(_ path: String? = nil, cache: Bool = true, level: String = "standard")
        async throws -> (text: String, status: Int32, isHit: Bool, timings: String)
    {
        let root = path ?? root
        var flags = Flags()
        (flags.folder, flags.cacheFolder, flags.isWithoutCache, flags.showsTimings, flags.level) = (
            root, folder + "/cache", !cache, true, level
        )
        var (text, status, timings) = ("", Int32(-1), "")
        try await ReportRun(root, flags.configuration(), version: "0").print(
            presentation: ["text"], write: { body in body { text += $0 } },
            render: { report, sink in
                sink(TextFormat.render(report, TerminalStyle(isColoured: false)))
            },
            end: { (status, timings) = ($0, $1 ?? "") })
        return (text, status, timings.contains("cache: 1 hits, 0 misses"), timings)
    }

    /// Runs with the cache and without: the same must come of it. True where the cache gave it.
    private func isHit() async throws -> Bool {
        let (cached, fresh) = (try await run(), try await run(cache: false))
        #expect(cached.text == fresh.text)
        #expect(cached.status == fresh.status)
        return cached.isHit
    }

    private func write(_ text: String, _ path: String) throws {
        try text.write(toFile: root + "/" + path, atomically: true, encoding: .utf8)
    }

    /// A copy of a project, a worktree of its repository, or another project whose files have the
    /// same names: what was found in the one says nothing of the other.
    @Test func projectsWithTheSameNamesHaveReportsOfTheirOwn() async throws {
        let copy = folder + "/copy"
        try FileManager.default.copyItem(atPath: root, toPath: copy)
        let migration = try #require(
            try FileManager.default.subpathsOfDirectory(atPath: copy).first {
                $0.hasSuffix(".sql") && $0.contains("migrations")
            })
        try "CREATE TABLE elsewhere (id int);\n".write(
            toFile: copy + "/" + migration, atomically: true, encoding: .utf8)
        for _ in 1...2 {
            for path in [root, copy] {
                let (cached, fresh) = (try await run(path), try await run(path, cache: false))
                #expect(cached.text == fresh.text)
            }
        }
        #expect(try await run().isHit)
        #expect(try await run(copy).isHit)
    }

    @Test func nothingChangedIsAHit() async throws {
        #expect(try await !isHit())
        #expect(try await isHit())
        let files = try cacheFiles()
        #expect(files.count == 1, "no log is left")
        #expect(try await isHit())
        #expect(try cacheFiles() == files, "and nothing written")
    }

    private func cacheFiles() throws -> [String: Data] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/cache")
        return try Dictionary(
            uniqueKeysWithValues: names.map {
                ($0, try Data(contentsOf: URL(fileURLWithPath: "\(folder)/cache/\($0)")))
            })
    }

    @Test("Other commands take files from the cache, and find the same in them")
    func filesOfOtherCommands() async throws {
        var flags = Flags()
        (flags.folder, flags.cacheFolder, flags.showsTimings) = (root, folder + "/cache", true)
        var found: [(assertions: String, timings: String)] = []
        for isWithoutCache in [true, false, false] {
            flags.isWithoutCache = isWithoutCache
            try await ReportRun(root, flags.configuration(), version: "0").analysis { analysis in
                found.append(
                    (
                        AssertionsFormat.json(analysis.inspectedAssertions),
                        analysis.timings ?? ""
                    ))
            }
        }
        #expect(found[0].assertions == found[1].assertions)
        #expect(found[1].assertions == found[2].assertions)
        #expect(found[1].timings.contains("cache: 0 hits"))
        #expect(found[2].timings.contains(" 0 misses"))
        #expect(!found[2].timings.contains("cache: 0 hits"))
    }

    @Test func doctorFindsTheSameInFilesFromTheCache() async throws {
        var flags = Flags()
        (flags.folder, flags.cacheFolder) = (root, folder + "/cache")
        var found: [String] = []
        for isWithoutCache in [true, false, false] {
            flags.isWithoutCache = isWithoutCache
            found.append(DoctorFormat.json(try await Doctor.examine(flags, version: "0")))
        }
        #expect(Set(found).count == 1)
        let statistics = try ContentCache(
            folder: folder + "/cache", version: "0 " + ProgramBuild.identity,
            maximumBytes: 1 << 20
        ).statistics()
        #expect(statistics.entries > 0)
    }

    @Test func whatChangesIsSeen() async throws {
        #expect(try await !isHit())
        let migration = try #require(
            try FileManager.default.subpathsOfDirectory(atPath: root).first {
                $0.hasSuffix(".sql") && $0.contains("migrations")
            })
        let before = try String(contentsOfFile: root + "/" + migration, encoding: .utf8)
        try write(before + "\nCREATE TABLE added_later (id int);\n", migration)
        #expect(try await !isHit())
        #expect(try await isHit())
        // Back again: what was kept then still holds, whatever the file's dates.
        try write(before, migration)
        #expect(try await isHit())
        let folder = (migration as NSString).deletingLastPathComponent
        try write("CREATE TABLE in_a_new_file (id int);", folder + "/99999999999999_new.sql")
        #expect(try await !isHit())
        try FileManager.default.removeItem(atPath: root + "/" + folder + "/99999999999999_new.sql")
        #expect(try await isHit())
    }

    @Test func anIncludeThatAppearsIsSeen() async throws {
        let migration = try #require(
            try FileManager.default.subpathsOfDirectory(atPath: root).first {
                $0.hasSuffix(".sql") && $0.contains("migrations")
            })
        let before = try String(contentsOfFile: root + "/" + migration, encoding: .utf8)
        try write(before + "\n\\ir ../../../beside.sql\n", migration)
        #expect(try await !isHit())
        #expect(try await isHit())
        let place = URL(fileURLWithPath: root + "/" + migration).deletingLastPathComponent()
            .appendingPathComponent("../../../beside.sql").standardized
        try "CREATE TABLE beside (id int);".write(to: place, atomically: true, encoding: .utf8)
        #expect(try await !isHit())
        #expect(try await isHit())
        try "CREATE TABLE besides (id int);".write(to: place, atomically: true, encoding: .utf8)
        #expect(try await !isHit())
    }

    @Test func optionsAreOfTheKey() async throws {
        _ = try await run()
        #expect(try await !run(level: "strict").isHit)
        #expect(try await run(level: "strict").isHit)
        #expect(try await run().isHit)
    }

    /// Of a project in which one file has changed, that file alone is read; what comes of it is
    /// what comes of a run that knows nothing.
    @Test(arguments: ["bookings", "everything-wrong", "invoicing", "library"])
    func oneFileChanged(_ project: String) async throws {
        try FileManager.default.removeItem(atPath: root)
        try FileManager.default.copyItem(
            atPath: Repository.fixture("projects/" + project), toPath: root)
        _ = try await run()
        for path in try FileManager.default.subpathsOfDirectory(atPath: root).sorted()
        where path.hasSuffix(".sql") {
            guard FileReader.fileKind(root + "/" + path) == .regular else { continue }
            // Some of them are no UTF-8.
            let before = try Data(contentsOf: URL(fileURLWithPath: root + "/" + path))
            let added = Data(
                "\nSELECT 'changed', has_table('changed');\nCREATE TABLE changed (id int);\n".utf8)
            try (before + added).write(to: URL(fileURLWithPath: root + "/" + path))
            let (cached, fresh) = (try await run(), try await run(cache: false))
            #expect(cached.text == fresh.text, "\(path)")
            #expect(cached.status == fresh.status, "\(path)")
            // A test's own claims; under another schema, or after other helpers, those of all.
            let claims = isTest(path) && !path.contains("helpers") ? 1 : try tests()
            #expect(try misses(cached.timings) <= 1 + claims + waived(path), "\(path)")
            try before.write(to: URL(fileURLWithPath: root + "/" + path))
        }
        #expect(try await isHit())
    }

    private func misses(_ timings: String) throws -> Int {
        let counts = try #require(
            timings.firstMatch(of: /cache: \d+ hits?, (\d+) misse?s?/)?.output)
        return try #require(Int(counts.1))
    }

    private func isTest(_ path: String) -> Bool {
        path.hasSuffix(".sql")
            && path.split(separator: "/").contains { $0 == "test" || $0 == "tests" }
    }

    private func tests() throws -> Int {
        try FileManager.default.subpathsOfDirectory(atPath: root).count(where: isTest)
    }

    /// What a test proves hangs on the functions that other files define: where those change, it is
    /// worked out again; where another test only asserts something else, it is not.
    @Test func whatOtherTestsMakeOfATestIsSeen() async throws {
        try FileManager.default.removeItem(atPath: root)
        for folder in ["/migrations", "/tests"] {
            try FileManager.default.createDirectory(
                atPath: root + folder, withIntermediateDirectories: true)
        }
        try write(
            """
            CREATE TABLE notes (id int PRIMARY KEY, body text NOT NULL);
            ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
            CREATE POLICY own ON notes FOR SELECT TO reader USING (true);
            """, "migrations/1.sql")
        let callers = ["a", "b", "c"]
        for name in callers {
            try write(
                """
                BEGIN;
                SELECT plan(3);
                SELECT test_login();
                SELECT checks_notes('\(name)');
                SELECT is((SELECT count(*) FROM notes WHERE body = 'it'), 0::bigint);
                SELECT has_column('notes', 'body');
                SELECT * FROM finish();
                ROLLBACK;
                """, "tests/\(name).sql")
        }
        func define(role: String, assertion: String) throws {
            try write(
                """
                CREATE FUNCTION test_login() RETURNS void LANGUAGE plpgsql AS $$
                BEGIN EXECUTE 'SET LOCAL ROLE \(role)'; END $$;
                CREATE FUNCTION checks_notes(what text) RETURNS text LANGUAGE sql AS $$
                SELECT \(assertion)('notes', what) $$;
                SELECT plan(1);
                SELECT pass();
                """, "tests/helpers.sql")
        }
        try define(role: "reader", assertion: "has_column")
        #expect(try await !isHit())
        var seen: Set<String> = []
        for (role, assertion) in [
            ("reader", "hasnt_column"), ("writer", "has_column"), ("postgres", "has_column"),
            ("reader", "col_is_pk"),
        ] {
            try define(role: role, assertion: assertion)
            let (cached, fresh) = (try await run(), try await run(cache: false))
            #expect(cached.text == fresh.text, "\(role) \(assertion)")
            #expect(try misses(cached.timings) == 1 + callers.count + 1)
            seen.insert(cached.text)
        }
        #expect(seen.count > 2, "what is defined elsewhere makes a difference")
        try write("SELECT plan(1);\nSELECT has_pk('notes');\n", "tests/b.sql")
        let cached = try await run()
        #expect(cached.text == (try await run(cache: false)).text)
        // The file, and what it proves.
        #expect(try misses(cached.timings) == 2)
    }

    /// Files with waivers are read each time.
    private func waived(_ changed: String) throws -> Int {
        try FileManager.default.subpathsOfDirectory(atPath: root).count { path in
            guard path.hasSuffix(".sql"), path != changed,
                FileReader.fileKind(root + "/" + path) == .regular
            else { return false }
            return try Data(contentsOf: URL(fileURLWithPath: root + "/" + path)).firstRange(
                of: Data("pgcov:".utf8)) != nil
        }
    }

    @Test func equalOptionsAreOneText() {
        var (a, b) = (Configuration(), Configuration())
        for number in 0..<50 { a.variables["v\(number)"] = "x" }
        for number in (0..<50).reversed() { b.variables["v\(number)"] = "x" }
        #expect(a.shapingText == b.shapingText)
        b.variables["v0"] = "y"
        #expect(a.shapingText != b.shapingText)
        b = a
        b.jobs = 7
        #expect(a.shapingText == b.shapingText)
        #expect(Configuration().shapingText != a.shapingText)
        b.gate.failOn = nil
        #expect(a.shapingText != b.shapingText)
    }
}

struct SlowPhaseTests {
    @Test func moreThanTwiceTheAverage() {
        let past = (0..<5).map { _ in
            ContentCache.PastPhase(name: "tests", seconds: 1, bytes: 1_000_000)
        }
        #expect(SlowPhase.factor(.init(name: "tests", seconds: 1.9, bytes: 1_000_000), past) == nil)
        #expect(SlowPhase.factor(.init(name: "tests", seconds: 3, bytes: 1_000_000), past) == 3)
        // Three times the time for three times the bytes is what it was.
        #expect(SlowPhase.factor(.init(name: "tests", seconds: 3, bytes: 3_000_000), past) == nil)
        // Too little to go by.
        #expect(
            SlowPhase.factor(
                .init(name: "tests", seconds: 3, bytes: 1_000_000), Array(past.prefix(2))) == nil)
    }
}
