import Foundation
import PgTAPScanning
import TestSupport
import Testing

/// The words of signatures.tsv are those that the program knows.
struct SignatureWordTests {
    /// Name, types, …, subject, aspect, polarity, roles, lookup.
    private func rows() throws -> [[String]] {
        let path = Repository.root + "/Sources/PgTAPScanning/Signatures/signatures.tsv"
        return try String(contentsOfFile: path, encoding: .utf8)
            .split(separator: "\n").dropFirst().map {
                $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            }
    }

    @Test func everyWordIsKnown() throws {
        let signatures = Dictionary(
            uniqueKeysWithValues: SignatureTable.shared.signatures.map {
                ("\($0.name)(\($0.argumentTypes.joined(separator: ",")))", $0)
            })
        let rows = try rows()
        #expect(rows.count == signatures.count)
        for row in rows {
            let signature = try #require(signatures["\(row[0])(\(row[1]))"])
            #expect(signature.subject?.rawValue ?? "" == row[6])
            #expect(signature.aspect?.rawValue ?? "" == row[7])
            #expect(signature.polarity?.rawValue ?? "" == row[8])
            #expect(signature.roles.map(\.rawValue).joined(separator: ",") == row[9])
            #expect(signature.lookup?.rawValue ?? "" == row[10])
        }
    }
}
