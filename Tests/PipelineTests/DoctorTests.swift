import Foundation
import Pipeline
import Reporting
import TestSupport
import Testing

/// `pgcov doctor` and `pgcov init`.
struct DoctorTests {
    private func examine(_ files: [String: String]) async throws -> DoctorReport {
        try await TemporaryFolder.with(files) { root in
            var flags = Flags()
            (flags.folder, flags.isWithoutCache) = (root, true)
            return try await Doctor.examine(flags, version: "0")
        }
    }

    private let healthy = [
        "db/migrations/1_a.up.sql": "CREATE TABLE a (id int);",
        "db/tests/a_test.sql":
            "SELECT plan(1); SELECT has_table('public'::name, 'a'::name); SELECT * FROM finish();",
    ]

    @Test func aHealthyProject() async throws {
        let report = try await examine(healthy)
        #expect(report.checks.allSatisfy { $0.state == .ok })
        #expect(report.projects.map(\.layout) == ["golang-migrate"])
        let text = DoctorFormat.text(report, TerminalStyle(isColoured: false))
        #expect(text.contains("✓ 1 migration in 1 project, for 1 database"))
        #expect(text.contains("✓ 1 test file, 1 assertion"))
    }

    @Test func whatIsAmiss() async throws {
        let report = try await examine([
            "db/migrations/1_a.up.sql": "CREATE TABLE a (id int);",
            "db/migrations/01_b.up.sql": "CREATE TABEL b (id int);",
        ])
        #expect(report.hasErrors)
        let texts = report.checks.filter { $0.state != .ok }.map(\.text)
        #expect(texts.contains("duplicate-version: 1"))
        #expect(texts.contains("unparsed-statement: 1"))
        #expect(texts.contains("no pgTAP tests found"))
    }

    @Test func codeAndNothing() async throws {
        let report = try await examine([
            "manage.py": "", "shop/migrations/0001_initial.py": "class Migration: pass",
        ])
        #expect(!report.hasMigrations)
        #expect(report.checks.last?.details.first?.contains("Django") ?? false)
        let nothing = try await examine(["README.md": "nothing"])
        #expect(!nothing.hasMigrations)
    }

    @Test(arguments: [
        ("alembic.ini", "Alembic"), ("db/migrate/20230101000000_a.rb", "Rails"),
        ("priv/repo/migrations/1_a.exs", "Ecto"),
        ("Data/Migrations/ShopModelSnapshot.cs", "Entity Framework"), ("knexfile.js", "Knex"),
        ("ormconfig.json", "TypeORM"),
        ("database/migrations/2023_01_01_a.php", "Laravel"), (".sequelizerc", "Sequelize"),
        ("prisma/schema.prisma", "Prisma"),
    ])
    func codeIsRecognised(_ path: String, _ tool: String) async throws {
        try await TemporaryFolder.with([path: ""]) { root in
            var flags = Flags()
            flags.folder = root
            let error = await #expect(throws: PipelineError.self) {
                _ = try await Analysis(root, flags.configuration())
            }
            #expect(error?.kind == .input)
            #expect(error?.description.contains("\(tool)'s (\(path))") ?? false)
            #expect(error?.description.contains("--database") ?? false)
        }
    }

    @Test func initWritesWhatHoldsAlready() async throws {
        try await TemporaryFolder.with(healthy) { root in
            var flags = Flags()
            flags.folder = root
            let before = try await Analysis(root, flags.configuration()).report(version: "0")
            let path = try ConfigurationTemplate.write(root)
            #expect(path == root + "/.pgcov.yml")
            let text = try String(contentsOfFile: path, encoding: .utf8)
            #expect(text.contains("\nlayout: golang-migrate\n"))
            #expect(text.contains("# migrations: [db/migrations]\n# tests: [db/tests]\n"))
            let after = try await Analysis(root, flags.configuration()).report(version: "0")
            #expect(JSONFormat.render(before) == JSONFormat.render(after))
            // Every commented key is one, too.
            let uncommented = text.replacing("# min_coverage", with: "min_coverage").replacing(
                "# exclude", with: "exclude"
            )
            .replacing("# external_schemas", with: "external_schemas").replacing(
                "# set", with: "set"
            )
            .replacing("# migrations:", with: "migrations:").replacing("# tests:", with: "tests:")
            .replacing("# waivers:\n# ", with: "waivers:\n").replacing("# kinds:", with: "kinds:")
            .replacing("# rules:", with: "rules:")
            try uncommented.write(toFile: path, atomically: true, encoding: .utf8)
            let full = try await Analysis(root, flags.configuration()).report(version: "0")
            #expect(full.migrations == before.migrations)
        }
    }

    @Test func initOverwritesNothing() async throws {
        try await TemporaryFolder.with(healthy.merging([".pgcov.yml": "level: strict\n"]) { $1 }) {
            root in
            let error = #expect(throws: PipelineError.self) {
                _ = try ConfigurationTemplate.write(root)
            }
            #expect(error?.kind == .configuration)
            let text = try String(contentsOfFile: root + "/.pgcov.yml", encoding: .utf8)
            #expect(text == "level: strict\n")
        }
        try await TemporaryFolder.with([:]) { root in
            #expect(throws: PipelineError.self) { _ = try ConfigurationTemplate.write(root) }
            #expect(!FileManager.default.fileExists(atPath: root + "/.pgcov.yml"))
        }
    }
}
