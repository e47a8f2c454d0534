import Foundation
import PgTAPScanning
import QueryAnalysis
import TestSupport
import Testing

/// Overload resolution against what PostgreSQL 15 was seen to pick.
struct ResolutionTests {
    struct Row {
        var name: String
        var forms: String
        var expected: String
    }

    private static let types: [Character: SQLType] = [
        "u": .unknown, "n": SQLType(.name), "t": SQLType(.text), "T": SQLType(.text, isArray: true),
        "N": SQLType(.name, isArray: true),
        "i": SQLType(.int4),
    ]

    private func rows() throws -> [Row] {
        try String(contentsOfFile: Repository.fixture("pgtap/resolution.tsv"), encoding: .utf8)
            .split(separator: "\n").filter { !$0.hasPrefix("#") }
            .map { line in
                let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(
                    String.init)
                return Row(name: fields[0], forms: fields[1], expected: fields[2])
            }
    }

    @Test func everyMeasuredCall() throws {
        let rows = try rows()
        #expect(rows.count == 5_113)
        var wrong: [String] = []
        for row in rows {
            let arguments = row.forms.compactMap { Self.types[$0] }
            let found =
                switch SignatureResolution.resolve(row.name, arguments) {
                case .resolved(let signature): signature.text
                case .ambiguous: "AMBIG"
                case .undefined: "UNDEFINED"
                case .indeterminate: "POLY"
                }
            if found != row.expected {
                wrong.append("\(row.name)(\(row.forms)): \(found), the server says \(row.expected)")
            }
        }
        #expect(wrong.isEmpty, "\(wrong.count) wrong:\n\(wrong.prefix(20).joined(separator: "\n"))")
    }

    @Test func everySignatureIsReachableByItsOwnTypes() {
        // Called with exactly its own types, each overload is the one that runs.
        for signature in SignatureTable.shared.signatures
        where signature.candidate.variadicElement == nil {
            let arguments = signature.candidate.arguments
            guard !arguments.contains(where: { $0.builtin?.isPseudo ?? false }) else { continue }
            #expect(SignatureResolution.resolve(signature.name, arguments) == .resolved(signature))
        }
        #expect(SignatureTable.shared.signatures.count == 884)
    }
}
