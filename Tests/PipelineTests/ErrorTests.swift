import Foundation
import Pipeline
import SQLText
import SchemaCatalog
import TestSupport
import Testing

/// Bad input and configuration: each an error or a diagnostic that says what to do.
struct ErrorTests {
    private func inFolder(_ files: [String: String], _ body: (String) async throws -> Void)
        async throws
    {
        try await TemporaryFolder.with(files, body)
    }

    private func analyze(_ root: String, _ change: (inout Flags) -> Void = { _ in }) async throws
        -> Analysis
    {
        var flags = Flags()
        flags.folder = root
        change(&flags)
        return try await Analysis(root, flags.configuration())
    }

    private func error(_ body: () async throws -> Void) async -> PipelineError? {
        do {
            try await body()
            return nil
        } catch {
            return error as? PipelineError
        }
    }

    @Test func missingAndEmptyFolders() async throws {
        let missing = await error { _ = try await analyze("/nowhere/at/all") }
        #expect(missing?.kind == .input)
        try await inFolder([:]) { root in
            let empty = await error { _ = try await analyze(root) }
            #expect(empty?.kind == .input)
            #expect(empty?.description.contains("no SQL migrations found") ?? false)
        }
    }

    @Test func configurationFaultsNameTheirPlace() async throws {
        let migration = ["m/1.sql": "CREATE TABLE t (id int);"]
        let cases = [
            ("levle: strict", ":1:1: unknown key \"levle\"; did you mean \"level\"?"),
            ("level: strikt", "did you mean \"strict\"?"),
            ("kinds:\n  tabel: error", ":2:3: unknown kind \"tabel\"; did you mean \"table\"?"),
            ("min_coverage: 200", "from 0 to 100"),
            ("waivers:\n  - object: a.b", "a waiver needs a reason"),
            (
                "rules:\n  stale-asertion: off",
                ":2:3: unknown rule \"stale-asertion\"; did you mean \"stale-assertion\"?"
            ),
            ("rules: { no-plan: fatal }", "expected info, warning, error, off"),
            (
                "kinds:\n  column.defalt: off",
                ":2:3: unknown facet \"defalt\"; did you mean \"default\"?"
            ),
            (
                "waivers:\n  - { rule: no-plan, object: a.b, reason: x }",
                ":2:5: a waiver is of a rule's diagnostics"
            ), ("level: [", "not valid YAML"),
        ]
        for (text, expected) in cases {
            try await inFolder(migration.merging([".pgcov.yml": text]) { $1 }) { root in
                let fault = await error { _ = try await analyze(root) }
                #expect(fault?.kind == .configuration)
                #expect(
                    fault?.description.contains(expected) ?? false,
                    "\(fault?.description ?? "no error") lacks \(expected)")
            }
        }
    }

    @Test func oddFilesAreDiagnosticsAndTheRestIsRead() async throws {
        try await inFolder(["m/1.sql": "CREATE TABLE good (id int);", "m/2.sql": ""]) { root in
            try FileManager.default.createDirectory(
                atPath: root + "/m/3.sql", withIntermediateDirectories: true)
            #expect(unsafe mkfifo(root + "/m/4.sql", 0o600) == 0)
            try FileManager.default.createSymbolicLink(
                atPath: root + "/m/loop", withDestinationPath: root + "/m")
            try FileManager.default.createSymbolicLink(
                atPath: root + "/m/5.sql", withDestinationPath: root + "/nothing")
            let analysis = try await analyze(root) { $0.migrations = ["m/1.sql", "m/4.sql"] }
            #expect(Set(analysis.diagnostics.map(\.rule)) == ["unreadable-file"])
            #expect(analysis.diagnostics.filter { $0.severity == .error }.count == 1)
            #expect(analysis.catalog.objects.contains { $0.id.name == "good" })
            let whole = try await analyze(root)
            #expect(whole.catalog.objects.count { $0.id.kind == .table } == 1)
            #expect(Self.unread(whole) == ["m/4.sql", "m/5.sql"])
            let named = try await analyze(root) { $0.migrations = ["m"] }
            #expect(Self.unread(named) == ["m/4.sql", "m/5.sql"])
        }
    }

    @Test func utf16IsCalledByItsName() async throws {
        try await inFolder(["m/1.sql": "CREATE TABLE good (id int);"]) { root in
            let text = try #require("\u{FEFF}SELECT 1;".data(using: .utf16LittleEndian))
            try text.write(to: URL(fileURLWithPath: root + "/m/2.sql"))
            let faults = try await analyze(root).diagnostics
            #expect(faults.first?.rule == "invalid-encoding")
            #expect(faults.first?.message.contains("UTF-16") ?? false)
        }
    }

    /// Nothing is left out without a word: neither what lies too deep nor what no text names.
    @Test func placesThatCannotBeLookedAtAreTold() async throws {
        let deep = String(repeating: "a/", count: 25)
        let files = [
            "m/1.sql": "CREATE TABLE good (id int);", deep + "x.sql": "CREATE TABLE far (id int);",
        ]
        try await inFolder(files) { root in
            let name: [UInt8] = Array((root + "/m/2_").utf8) + [0xE9] + Array(".sql".utf8) + [0]
            let file = unsafe name.withUnsafeBytes { bytes in
                unsafe open(bytes.assumingMemoryBound(to: CChar.self).baseAddress!, O_CREAT, 0o600)
            }
            #if os(Linux)
                try #require(file >= 0)
                close(file)
                let expected = [deep, "m/2_\u{FFFD}.sql"]
            #else
                // Names are UTF-8 to this file system.
                let expected = [deep]
            #endif
            let analysis = try await analyze(root)
            #expect(Self.unread(analysis) == expected)
            #expect(analysis.catalog.objects.count { $0.id.kind == .table } == 1)
        }
    }

    private static func unread(_ analysis: Analysis) -> [String] {
        analysis.diagnostics.filter { $0.rule == "unreadable-file" }.compactMap(\.location?.file)
    }

    @Test func deepAndLongStatementsDoNotTrap() async throws {
        let deep =
            "SELECT " + String(repeating: "(", count: 100_000) + "1"
            + String(repeating: ")", count: 100_000) + ";"
        let long = "SELECT 1" + String(repeating: " + 1", count: 100_000) + ";"
        let quotes = String(repeating: "'", count: 99_999)
        try await inFolder(["m/1.sql": deep + long + "CREATE TABLE good (id int);" + quotes]) {
            root in
            let analysis = try await analyze(root)
            #expect(analysis.diagnostics.count { $0.rule == "unparsed-statement" } == 3)
            #expect(analysis.catalog.objects.contains { $0.id.name == "good" })
        }
    }

    /// Each was seen to overflow the stack of the grammar's reader.
    @Test(arguments: [
        "1" + String(repeating: " + 1", count: 4_800),
        "1" + String(repeating: " UNION SELECT 1", count: 4_800),
        "'a'" + String(repeating: " COLLATE \"C\"", count: 50_000),
        String(repeating: "NOT ", count: 4_900) + "true",
        "* FROM a" + String(repeating: " NATURAL JOIN a", count: 50_000),
    ])
    func chainsAreRefused(_ expression: String) async throws {
        let view = "CREATE VIEW v AS SELECT \(expression);"
        try await inFolder([
            "m/1.sql": view + "DO $$ BEGIN \(view) END $$; CREATE TABLE good (id int);"
        ]) { root in
            let analysis = try await analyze(root)
            #expect(analysis.diagnostics.map(\.rule) == ["unparsed-statement", "opaque-ddl"])
            #expect(analysis.catalog.objects.contains { $0.id.name == "good" })
        }
    }

    /// What only the caller of psql sets stands for its own name.
    @Test func variablesWithoutAValueStandForTheirNames() async throws {
        let migration = """
            CREATE ROLE :"app_user" LOGIN PASSWORD :'app_password';
            CREATE TABLE t (id int, note text DEFAULT :'note');
            GRANT SELECT ON t TO :app_user;
            CREATE TABLE :"app_user" oops;
            \\set schema shop
            CREATE SCHEMA :schema;
            """
        try await inFolder(["m/1.sql": migration]) { root in
            let analysis = try await analyze(root)
            let found = analysis.diagnostics.map { "\($0.rule) \($0.location?.line ?? 0)" }
            #expect(
                found == [
                    "unsubstituted-placeholder 1", "unsubstituted-placeholder 1",
                    "unsubstituted-placeholder 2", "unparsed-statement 4",
                ])
            let names = Set(analysis.catalog.objects.map(\.id.name))
            #expect(names.isSuperset(of: ["app_user", "t", "note", "shop"]))
            let table = try #require(
                analysis.catalog.object([.table], inSchema: "public", named: "t"))
            #expect(
                Facet.privileges.parts(of: table.facets[.privileges])?.contains("app_user") == true)
        }
    }
}
