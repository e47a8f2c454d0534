import SchemaCatalog
import TestSupport
import Testing

/// Every case of `SQLFixtures/migrations`: what the files fold into is what the server has.
@Suite(.serialized)
struct DDLCaseTests {
    @Test(arguments: SnippetFile.topics())
    func catalogsAreEqual(_ topic: String) throws {
        let cases = SnippetFile.cases("migrations/\(topic).sql")
        let batch = CaseBatch(cluster: try PostgresCluster.shared.get(), prefix: "ddl_" + topic.replacing("-", with: "_"))
        try makeRoles(batch.cluster)
        let complaints = try batch.deploy(cases)
        #expect(complaints.count == cases.count)
        var (unknown, facets) = (0, 0)
        for (index, item) in cases.enumerated() where index < complaints.count {
            let (ours, diagnostics) = item.fold()
            let differences = CatalogDifference.lines(ours, try batch.live(index), unknown: &unknown, facets: &facets)
            #expect(differences.isEmpty, "\(topic): \(item.name)\n  \(differences.joined(separator: "\n  "))")
            // What the server rejects is said, and nothing else is.
            let messages = diagnostics.map(\.message).joined(separator: "; ")
            #expect(complaints[index].isEmpty == diagnostics.isEmpty, "\(topic): \(item.name): \(complaints[index]) but \(messages)")
        }
        try batch.drop(cases.count)
        // What cannot be told stays rare.
        #expect(Double(unknown) <= 0.01 * Double(facets), "\(topic): \(unknown) of \(facets) facets are unknown")
    }

    @Test func thereAreEnough() throws {
        let count = SnippetFile.topics().reduce(0) { $0 + SnippetFile.cases("migrations/\($1).sql").count }
        #expect(count >= 100)
    }

    /// Roles that cases grant to; they belong to the whole server.
    private func makeRoles(_ cluster: PostgresCluster) throws {
        let names = ["alice", "bob", "reader", "writer", "Odd Role"]
        let script = names.map { "SELECT 'CREATE ROLE \"\($0)\"' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '\($0)') \\gexec" }
        _ = try cluster.psql("postgres", script.joined(separator: "\n"))
    }
}
