import SchemaCatalog
import TestSupport
import Testing

/// Every case of `SQLFixtures/migrations`: what the files fold into is what the server has.
@Suite(.serialized)
struct DDLCaseTests {
    @Test(arguments: SnippetFile.topics())
    func catalogsAreEqual(_ topic: String) throws {
        let server = try CaseServer(
            try PostgresCluster.forCases.get(), database: "ddl_" + topic.replacing("-", with: "_"))
        var (unknown, facets) = (0, 0)
        for item in SnippetFile.cases("migrations/\(topic).sql") {
            let (ours, diagnostics) = item.fold()
            let (complaints, theirs) = try server.run(item.sql)
            let differences = CatalogDifference.lines(
                ours, theirs, unknown: &unknown, facets: &facets)
            #expect(
                differences.isEmpty,
                "\(topic): \(item.name)\n  \(differences.joined(separator: "\n  "))")
            // What the server rejects is said, and nothing else is.
            let faults = diagnostics.filter { $0.rule != "uncommitted-transaction" }
            let messages = faults.map(\.message).joined(separator: "; ")
            #expect(
                complaints.isEmpty == faults.isEmpty,
                "\(topic): \(item.name): \(complaints) but \(messages)")
        }
        // What cannot be told stays rare.
        #expect(
            Double(unknown) <= 0.01 * Double(facets),
            "\(topic): \(unknown) of \(facets) facets are unknown")
    }

    @Test func thereAreEnough() throws {
        let count = SnippetFile.topics().reduce(0) {
            $0 + SnippetFile.cases("migrations/\($1).sql").count
        }
        #expect(count >= 400)
    }
}
