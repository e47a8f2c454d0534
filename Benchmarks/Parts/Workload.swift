import CoverageAnalysis
import Foundation
import MigrationAnalysis
import PgTAPScanning
import SQLText
import SchemaCatalog

/// A project, and what each part of a run makes of it for the next.
struct Workload: Sendable {
    let migrations: [SourceFile]
    let tests: [SourceFile]
    private let scripts: [(path: String, changes: [SchemaChange])]
    private let scanned: [ScannedTest]
    private let catalog: Catalog
    private let index: CoverageIndex
    let assertions: Int

    /// - Parameter folder: Holds `migrations/` and `tests/`, whose files run in the order of names.
    init(_ folder: String) throws {
        migrations = try Self.files(folder + "/migrations")
        tests = try Self.files(folder + "/tests")
        scripts = migrations.map { file in
            let changes = MigrationFileAnalyzer.analyze(file).steps.compactMap { step in
                if case .change(let change) = step { change } else { nil }
            }
            return (file.path, changes)
        }
        let files = tests.map { TestFileScanner.scan($0) }
        assertions = files.reduce(0) { $0 + $1.assertions.count }
        scanned = zip(tests, files).map { ScannedTest(path: $0.path, $1, isIncluded: false) }
        catalog = Self.fold(scripts)
        index = CoverageIndex(
            Self.claims(scanned, catalog), Implications(catalog, Dependencies(catalog)))
    }

    private static func files(_ folder: String) throws -> [SourceFile] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { name in
            let path = folder + "/" + name
            return SourceFile(
                path: path, bytes: Array(try Data(contentsOf: URL(fileURLWithPath: path))))
        }
    }

    var bytes: Int { (migrations + tests).reduce(0) { $0 + $1.bytes.count } }
    var statements: Int { scripts.reduce(0) { $0 + $1.changes.count } }

    func tokens(of file: SourceFile) -> Int {
        let bytes = file.bytes.span
        var lexer = Lexer(.psql)
        var count = 0
        while lexer.next(in: bytes).kind != .endOfFile { count += 1 }
        return count
    }

    func fold() -> Catalog { Self.fold(scripts) }

    private static func fold(_ scripts: [(path: String, changes: [SchemaChange])]) -> Catalog {
        var fold = CatalogFold()
        for script in scripts { fold.apply([script]) }
        return fold.finish().catalog
    }

    func claims() -> CoverageIndexBuilder { Self.claims(scanned, catalog) }

    private static func claims(_ tests: [ScannedTest], _ catalog: Catalog) -> CoverageIndexBuilder {
        let suite = TestSuite(tests, catalog)
        let dependencies = Dependencies(catalog)
        var evidence = CoverageIndexBuilder(catalog)
        for test in suite.tests {
            let entry = suite.entry(test)
            var claims = ClaimResolver(catalog, suite, isComplete: true)
            claims.resolve(entry)
            var exercises = ExerciseResolver(catalog, dependencies)
            exercises.resolve(entry)
            evidence.add(
                FileEvidence([claims.proven, exercises.proven], path: test.path, catalog))
        }
        return evidence
    }

    func join() -> [RequirementResult] {
        Enforcer().enforce(RequirementRules(CoverageOptions()), index, catalog)
    }
}
