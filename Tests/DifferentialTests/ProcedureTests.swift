import Foundation
import MigrationAnalysis
import SQLText
import SchemaCatalog
import TestSupport
import Testing

/// PL/pgSQL in migrations does to the catalog what it does on a server.
struct ProcedureTests {
    static let cases = SnippetFile.cases("migrations/procedures.sql")

    @Test func casesAreFound() { #expect(Self.cases.count >= 35) }

    @Test(arguments: cases)
    func blockDoesWhatTheServerDoes(_ snippet: Snippet) throws {
        let (catalog, diagnostics) = snippet.fold()
        let theirs = try snippet.runOnServer()
        let ours = Set(catalog.objects.compactMap(ObjectLine.line))
        #expect(ours.subtracting(theirs).sorted() == [], "only from files")
        #expect(theirs.subtracting(ours).sorted() == [], "only on the server")
        #expect(diagnostics.map(\.message) == [])
    }
}
