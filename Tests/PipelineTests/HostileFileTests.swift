import CoverageAnalysis
import Foundation
import SQLText
import SchemaCatalog
import TestSupport
import Testing

@testable import Pipeline

/// Files that nobody writes, as migrations and as tests: each is one file with its faults, and the
/// others go on.
struct HostileFileTests {
    enum Kind: String, CaseIterable {
        case longLine, words, parentheses, quotes, doubleQuotes, dollars, comments, signs, bodies

        /// A comment that does not end is no statement.
        var isFaulty: Bool { self != .longLine && self != .comments && self != .bodies }

        var text: String {
            switch self {
            case .longLine: "SELECT '" + String(repeating: "x", count: 4_000_000) + "';"
            case .words: "SELECT " + String(repeating: "a, ", count: 600_000) + "1;"
            case .parentheses:
                "SELECT " + String(repeating: "(", count: 500_000) + "1"
                    + String(repeating: ")", count: 500_000) + ";"
            case .quotes: String(repeating: "SELECT '\n", count: 100_001)
            case .doubleQuotes: String(repeating: "SELECT \"\n", count: 100_001)
            case .dollars: String(repeating: "SELECT $a$\n", count: 100_001)
            case .comments: String(repeating: "/* ", count: 200_000)
            case .bodies:
                "SELECT " + (0..<20_000).map { "$b\($0)$" }.joined()
                    + (0..<20_000).reversed().map { "$b\($0)$" }.joined() + ";"
            case .signs: "SELECT 1 " + String(repeating: "+ 1 ", count: 200_000) + ";"
            }
        }
    }

    /// The last is looked through for calls of pgTAP, and has none.
    @Test(
        arguments: Kind.allCases,
        ["migrations/002_b.sql", "tests/b_test.sql", "tests/no_test.sql"])
    func oneBadFile(_ kind: Kind, _ path: String) async throws {
        let folder = try TemporaryFolder([
            "migrations/001_a.sql": "CREATE TABLE sound (id integer);\n",
            "tests/a_test.sql":
                "SELECT plan(1);\nSELECT has_table('sound');\nSELECT * FROM finish();\n",
            path: (path == "tests/no_test.sql" ? "" : "SELECT plan(1);\n") + kind.text,
        ])
        defer { withExtendedLifetime(folder) {} }
        let root = folder.path
        var flags = Flags()
        flags.folder = root
        let analysis = try await Analysis(root, flags.configuration())
        let table = ObjectID(.table, schema: "public", name: "sound")
        #expect(
            analysis.results.contains {
                $0.requirement.claim == Claim(table, .existence) && $0.state == .covered
            })
        if path.hasPrefix("migrations"), kind.isFaulty {
            #expect(
                analysis.diagnostics.contains {
                    $0.rule == "unparsed-statement" && $0.location?.file == path
                })
        }
    }
}
