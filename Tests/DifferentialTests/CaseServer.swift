import Foundation
import LiveIntrospection
import SchemaCatalog
import TestSupport

extension SnippetFile {
    /// The topics of `SQLFixtures/migrations`, sorted.
    static func topics() -> [String] {
        let files =
            (try? FileManager.default.contentsOfDirectory(atPath: Repository.fixture("migrations")))
            ?? []
        return files.filter { $0.hasSuffix(".sql") }.map { String($0.dropLast(4)) }.sorted()
    }
}

/// A database in which cases run one after the other, each in what looks like a new one.
struct CaseServer {
    private let cluster: PostgresCluster
    private let database: String
    private let reset: String
    private let session: PsqlSession

    init(_ cluster: PostgresCluster, database: String) throws {
        self.cluster = cluster
        self.database = database
        reset = try String(contentsOfFile: Repository.fixture("servers/reset.sql"), encoding: .utf8)
        try cluster.createDatabase(database)
        session = try cluster.session(database)
        try makeRoles()
    }

    /// Roles that cases grant to; they belong to the whole server.
    private func makeRoles() throws {
        let names = ["alice", "bob", "reader", "writer", "Odd Role"]
        let script = names.map {
            "SELECT 'CREATE ROLE \"\($0)\"' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '\($0)') \\gexec"
        }
        _ = try cluster.psql("postgres", script.joined(separator: "\n"))
    }

    /// Runs statements; gives back the positions of those that the server rejected, and the
    /// catalog.
    func run(_ statements: [String]) throws -> (rejected: Set<Int>, catalog: Catalog) {
        let script = statements.enumerated().map { "\($1)\n;\n\\warn @@after \($0)\n" }.joined()
        var rejected: Set<Int> = []
        var isFailed = false
        for line in session.run(script + "\\c\n") {
            if line.contains("ERROR:") { isFailed = true }
            guard line.hasPrefix("@@after "), let index = Int(line.dropFirst("@@after ".count))
            else { continue }
            // What comes after ROLLBACK TO holds, whatever failed before it.
            if isFailed, !statements[index].contains("rollback to") { rejected.insert(index) }
            isFailed = false
        }
        return (rejected, try readAndReset())
    }

    private func readAndReset() throws -> Catalog {
        let catalog = try LiveDatabase.read(cluster.connection(to: database)).catalog
        let trouble = session.run(reset).filter { $0.contains("ERROR:") }
        guard trouble.isEmpty else {
            throw PostgresCluster.ClusterFailure(description: trouble.joined(separator: "\n"))
        }
        return catalog
    }

    /// Runs SQL statement by statement; gives back the server's complaints and the catalog that it
    /// then has.
    func run(_ sql: String) throws -> (complaints: [String], catalog: Catalog) {
        // Reconnecting ends the settings, temporary objects and transactions of the script.
        let complaints = session.run(sql + "\n;\n\\c\n").filter { $0.contains("ERROR:") }
        return (complaints, try readAndReset())
    }
}

/// How two catalogs differ, strictly: the same objects, with the same facets and values.
enum CatalogDifference {
    /// One line for each difference; facets that the files do not tell are counted instead.
    static func lines(_ ours: Catalog, _ theirs: Catalog, unknown: inout Int, facets: inout Int)
        -> [String]
    {
        var lines: [String] = []
        for object in ours.objects {
            if object.id.kind == .role { continue }
            guard let other = theirs[object.id] else {
                lines.append("only in files: \(text(object.id))")
                continue
            }
            if (object.origin == .implied) != (other.origin == .implied) {
                lines.append(
                    "origin \(text(object.id)): files \(object.origin), server \(other.origin)")
            }
            for facet in Facet.allCases {
                let (left, right) = (object.facets[facet], other.facets[facet])
                if left != nil || right != nil { facets += 1 }
                if left == .unknown, right != nil {
                    unknown += 1
                } else if left != right {
                    lines.append(
                        "\(facet) of \(text(object.id)): files \(text(left)), server \(text(right))"
                    )
                }
            }
        }
        for object in theirs.objects where ours[object.id] == nil && object.id.kind != .role {
            lines.append("only on the server: \(text(object.id))")
        }
        return lines
    }

    private static func text(_ id: ObjectID) -> String {
        let name = [id.schema, id.relation, id.name].compactMap { $0 }.joined(separator: ".")
        return "\(id.kind.rawValue) \(name)"
            + (id.arguments.map { "(\($0.joined(separator: ", ")))" } ?? "")
    }

    private static func text(_ value: FacetValue?) -> String {
        switch value {
        case .text(let text)?: "«\(text)»"
        case .list(let items)?: "[\(items.joined(separator: ", "))]"
        case .null?: "null"
        case .unknown?: "unknown"
        case nil: "absent"
        }
    }
}
