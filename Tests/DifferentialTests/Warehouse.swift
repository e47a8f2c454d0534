import Foundation
import TestSupport

/// `pgtap/warehouse.sql` on the server: deployed once, for it makes roles, and copied.
enum Warehouse {
    static let migration: Result<String, any Error> = Result {
        try String(contentsOfFile: Repository.fixture("pgtap/warehouse.sql"), encoding: .utf8)
    }

    private static let template: Result<String, any Error> = Result {
        let cluster = try PostgresCluster.forRoles.get()
        try cluster.createDatabase("warehouse_template")
        let output = try cluster.psql("warehouse_template", try migration.get())
        guard output.status == 0 else {
            throw PostgresCluster.ClusterFailure(description: "warehouse.sql: \(output.error)")
        }
        return "warehouse_template"
    }

    /// Makes a database like it.
    static func createDatabase(_ name: String) throws {
        let output = try PostgresCluster.forRoles.get().psql(
            "postgres", "CREATE DATABASE \(name) TEMPLATE \(try template.get())")
        guard output.status == 0 else {
            throw PostgresCluster.ClusterFailure(description: output.error)
        }
    }
}
