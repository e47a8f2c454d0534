import Foundation
import MigrationAnalysis
import SQLText
import SchemaCatalog
import TestSupport
import Testing

/// A named piece of SQL that is folded here and run on a server.
struct Snippet: Sendable, CustomTestStringConvertible {
    var name: String
    var sql: String

    var testDescription: String { name }

    /// - Parameter isSelfContained: Whether what is missing is missing for certain.
    func fold(isSelfContained: Bool = false) -> (catalog: Catalog, diagnostics: [Diagnostic]) {
        let file = MigrationFileAnalyzer.analyze(
            SourceFile(path: "\(name).sql", bytes: Array(sql.utf8)))
        var fold = CatalogFold(isSelfContained: isSelfContained, dynamic: .grammar)
        let changes = file.steps.compactMap { step in
            if case .change(let change) = step { change } else { nil }
        }
        fold.apply([("\(name).sql", changes)])
        let (catalog, diagnostics) = fold.finish()
        return (catalog, file.diagnostics + diagnostics)
    }

    /// Runs it in a database of its own; the objects there, as `servers/objects.sql` prints them.
    func runOnServer() throws -> Set<String> {
        let cluster = try PostgresCluster.shared.get()
        let database = "snippet_\(UInt64.random(in: 0 ..< .max))"
        try cluster.createDatabase(database)
        let result = try cluster.psql(database, sql)
        guard result.status == 0 else {
            throw PostgresCluster.ClusterFailure(description: "\(name): \(result.error)")
        }
        let query = try String(
            contentsOfFile: Repository.fixture("servers/objects.sql"), encoding: .utf8)
        return Set(try cluster.psql(database, query).out.split(separator: "\n").map(String.init))
    }
}

/// A file of snippets, each behind a line `-- case: name`.
enum SnippetFile {
    static func cases(_ path: String) -> [Snippet] {
        guard let text = try? String(contentsOfFile: Repository.fixture(path), encoding: .utf8)
        else { return [] }
        return text.components(separatedBy: "-- case: ").dropFirst().map { part in
            let name = part.prefix { $0 != "\n" }
            return Snippet(name: String(name), sql: String(part.dropFirst(name.count + 1)))
        }
    }
}
