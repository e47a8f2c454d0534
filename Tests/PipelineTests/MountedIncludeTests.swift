import Pipeline
import Reporting
import SchemaCatalog
import TestSupport
import Testing

/// Scripts for a container include others by paths of that container.
struct MountedIncludeTests {
    /// Who finds the project and who reads its files look for them in the same places.
    @Test(arguments: ["/sql/parts/table.sql", "/docker-entrypoint-initdb.d/parts/table.sql"])
    func migrations(_ target: String) async throws {
        let tree = [
            "server/sql/init_db.sql": "CREATE EXTENSION pgtap;\n\\i \(target)\n",
            "server/sql/parts/table.sql": "CREATE TABLE probes (id int);",
            "server/sql/tests/1.sql": "SELECT plan(1); SELECT has_table('probes');",
        ]
        let analysis = try await TemporaryFolder.with(tree) { root in
            var flags = Flags()
            flags.folder = root
            return try await Analysis(root, flags.configuration())
        }
        #expect(analysis.diagnostics.filter { $0.severity > .info }.isEmpty)
        #expect(analysis.catalog.objects.contains { $0.id.name == "probes" })
    }
}
