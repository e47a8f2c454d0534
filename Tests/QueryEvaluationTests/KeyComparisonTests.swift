import ParseTree
@testable import QueryEvaluation
import SQLSyntax
import Testing

/// Rows that WHERE keeps away for certain are not laid out: result and reads are those of the same
/// condition in a form that says nothing beforehand (`(…) IS TRUE OR …`).
struct KeyComparisonTests {
    private static let conditions = [
        "c.name = 'n7'", "'n7' = c.name", "name = 'n7'", "c.name = 'none'", "c.kind = 'r'",
        "c.name IN ('n1', 'n2', 'n40')", "c.name = ANY (ARRAY['n3', 'n4'])",
        "c.name = ANY ('{n3,n4}')", "c.oid = 'thing'::regclass",
        "c.name = 'n7'::name AND c.kind = 'r'", "c.number = 3", "c.number = '3'",
        "c.name = 'n7' AND c.safe", "c.safe = true", "c.safe = true AND c.kind = 'r'",
        "NOT c.safe AND c.kind = 'v'", "c.name = NULL", "c.name = c.kind",
        "c.odd = 'x'", "c.odd = '5'",
        "c.kind = 'v' AND EXISTS (SELECT FROM t x WHERE x.name = 'n2')",
        "EXISTS (SELECT FROM t x WHERE x.oid = c.oid AND x.kind = 'r')",
        "NOT EXISTS (SELECT FROM t x WHERE x.number = c.number AND x.name <> c.name)",
        "c.name IN ('n1', NULL)", "c.name IN ('n1', 'n2') AND c.safe",
    ]

    private static let sources = [
        "t c", "t c, t d", "t c JOIN t d ON d.oid = c.oid", "t c LEFT JOIN t d ON d.oid = c.oid",
        "t d LEFT JOIN t c ON d.oid = c.oid", "(SELECT * FROM t) c",
    ]

    @Test(arguments: sources) func resultsAreTheSame(source: String) throws {
        for condition in Self.conditions
        where !(source.contains("d") && condition.hasPrefix("name")) {
            for targets in ["c.name, c.safe", "count(*)", "bool_and(c.safe)"] {
                let plain = "SELECT \(targets) FROM \(source) WHERE \(condition)"
                let same = "SELECT \(targets) FROM \(source) WHERE (\(condition)) OR 1 = 2"
                for blurred in source.contains("d")
                    ? [nil, "name"] : [nil, "name", "safe", "kind"]
                {
                    let (rows, reads) = try outcome(plain, blurred)
                    let (expectedRows, expectedReads) = try outcome(same, blurred)
                    // One row that cannot be told is enough for none to be; of fewer rows more is
                    // told.
                    if source.contains("LEFT"), expectedRows == nil { continue }
                    #expect(rows == expectedRows, "\(plain), \(blurred ?? "")")
                    #expect(reads == expectedReads, "\(plain), \(blurred ?? "")")
                }
            }
        }
    }

    private static let pairs = [
        "d.oid = c.oid", "c.oid = d.oid AND d.safe", "d.name = c.name",
        "c.name = d.name AND c.kind = 'r'", "d.number = c.number", "d.odd = c.odd",
        "d.safe = c.safe AND d.oid = c.oid", "d.name = c.kind", "d.name = c.name AND NOT c.safe",
        "d.kind = c.kind AND d.name <> c.name",
    ]

    /// Of rows put beside one another only those are looked at that an equality may let pass.
    @Test(arguments: pairs) func pairsAreTheSame(condition: String) throws {
        for blurred in [nil, "name", "safe", "kind"] {
            for (plain, same) in [
                ("t c, t d WHERE \(condition)", "t c, t d WHERE (\(condition)) OR 1 = 2"),
                ("t c JOIN t d ON \(condition)", "t c JOIN t d ON (\(condition)) OR 1 = 2"),
                (
                    "t c LEFT JOIN t d ON \(condition)",
                    "t c LEFT JOIN t d ON (\(condition)) OR 1 = 2"
                ),
                (
                    "t e, t c, t d WHERE e.oid = 'thing'::regclass AND \(condition)",
                    "t e, t c, t d WHERE e.oid = 'thing'::regclass AND ((\(condition)) OR 1 = 2)"
                ),
            ] {
                // Of three relations there are many rows.
                if blurred != nil, plain.hasPrefix("t e") { continue }
                for targets in ["c.name, d.name, d.safe", "count(*)"] {
                    let (rows, reads) = try outcome("SELECT \(targets) FROM \(plain)", blurred)
                    let expected = try outcome("SELECT \(targets) FROM \(same)", blurred)
                    #expect(rows == expected.0, "\(plain), \(blurred ?? "")")
                    #expect(reads == expected.1, "\(plain), \(blurred ?? "")")
                }
            }
        }
    }

    private static let own = [
        "c.kind = 'r'", "c.safe", "d.name = 'n7'", "c.name IS NULL", "d.safe IS NOT TRUE",
        "c.name <> 'n3' OR c.safe", "c.name = NULL",
    ]

    /// Where nobody asks what was read, conditions on one item are asked before its rows are put
    /// beside others. A row of which a part is NULL is then known not to pass, whatever is unknown
    /// of the rest.
    @Test(arguments: pairs) func rowsWithoutReadsAreTheSame(condition: String) throws {
        for own in Self.own {
            for source in [
                "t c, t d WHERE (\(condition)) AND", "t c JOIN t d ON \(condition) WHERE",
                "t c LEFT JOIN t d ON \(condition) WHERE",
                "t d LEFT JOIN t c ON \(condition) WHERE",
            ] {
                let plain = "SELECT c.name, d.name, d.safe FROM \(source) (\(own))"
                let same = "SELECT c.name, d.name, d.safe FROM \(source) ((\(own)) OR 1 = 2)"
                guard let expected = try outcome(same, nil, recordsReads: true).0 else { continue }
                let rows = try #require(
                    try outcome(plain, nil, recordsReads: false).0, "\(plain)")
                #expect(rows.filter(\.isCertain) == expected.filter(\.isCertain), "\(plain)")
                #expect(Set(rows).isSubset(of: expected), "\(plain)")
            }
        }
    }

    private func outcome(_ text: String, _ blurred: String?, recordsReads: Bool = true) throws -> (
        [Relation.Row]?, Set<Evaluator.Read>
    ) {
        guard case .data(.query(let query))? = try StatementReader.read(text) else {
            return (nil, [])
        }
        var evaluator = Evaluator(Self.environment)
        evaluator.recordsReads = recordsReads
        evaluator.blurred = blurred.map { Evaluator.Read(relation: "t", object: 7, column: $0) }
        let rows = evaluator.rows(of: query)?.rows
        // What a row is compared with and not the same as: without it, it would not be, either.
        let reads = evaluator.reads.filter {
            !($0.isOfRejectedRow && $0.relation == Evaluator.namedByText)
        }
        return (rows, Set(reads))
    }

    /// Twenty things, of which some have a name, a number or a fact that is not known.
    private static var environment: Environment {
        let rows = (0..<20).map { number in
            Relation.Row(
                [
                    .object(number),
                    number % 13 == 12 ? .unknown : number % 17 == 16 ? .null : .text("n\(number)"),
                    .text(number % 3 == 0 ? "r" : "v"), .integer(number),
                    number % 11 == 10 ? .unknown : .boolean(number % 2 == 0),
                    number % 2 == 0 ? .integer(number) : .text("x"),
                ], object: number, isCertain: number % 19 != 18)
        }
        let relation = Relation(
            name: "t", columns: ["oid", "name", "kind", "number", "safe", "odd"], rows: rows,
            facts: ["safe"])
        var environment = Environment()
        environment.relation = { _, name in name == "t" ? relation : nil }
        environment.object = { _, name in name == "thing" ? .object(5) : .null }
        return environment
    }
}
