import QueryAnalysis
import SQLSyntax
import Testing

/// Which common tables the queries of a WITH clause see.
struct CommonTableScopeTests {
    /// Where a WITH from further out stands before a recursive one in the same list, its queries do
    /// not see what stands behind them.
    @Test(arguments: [(false, ["r"]), (true, [])])
    func recursiveOnesAreSeenFromTheirOwnClause(_ isRecursive: Bool, _ expected: [String]) {
        var query = all("a")
        query.with = [
            CommonTable("a", columns: [], .query(all("r")), isRecursive: isRecursive),
            CommonTable("r", columns: [], .query(all("r")), isRecursive: true),
        ]
        #expect(StatementUses(.query(query)).reads.map(\.name) == expected)
    }

    private func all(_ table: String) -> Query {
        var core = SelectCore()
        core.from = [.relation(QualifiedName(nil, table), alias: nil, only: false)]
        core.targets = [Target(nil, .star([]))]
        return Query(.select(core))
    }
}
