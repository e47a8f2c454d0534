import Foundation
import LiveIntrospection
import SchemaCatalog
import TestSupport

extension SnippetFile {
    /// The topics of `SQLFixtures/migrations`, sorted.
    static func topics() -> [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: Repository.fixture("migrations"))) ?? []
        return files.filter { $0.hasSuffix(".sql") }.map { String($0.dropLast(4)) }.sorted()
    }
}

/// Runs cases on a server, each in a database of its own, all through one psql.
struct CaseBatch {
    let cluster: PostgresCluster
    let prefix: String

    /// The server's complaints, by case.
    func deploy(_ cases: [Snippet]) throws -> [[String]] {
        var script = ""
        for (index, item) in cases.enumerated() {
            script += "\\c postgres\nDROP DATABASE IF EXISTS \(database(index));\nCREATE DATABASE \(database(index));\n"
            script += "\\c \(database(index))\n\\warn @@case\n\(item.sql)\n;\n\\warn @@end\n"
        }
        let output = try cluster.psql("postgres", script, stopOnError: false)
        return output.error.components(separatedBy: "@@case\n").dropFirst().map { part in
            let own = part.components(separatedBy: "@@end").first ?? ""
            return own.split(separator: "\n").map(String.init).filter { $0.contains("ERROR:") }
        }
    }

    func live(_ index: Int) throws -> Catalog {
        try LiveDatabase.read(cluster.connection(to: database(index))).catalog
    }

    func drop(_ count: Int) throws {
        let script = (0..<count).map { "DROP DATABASE IF EXISTS \(database($0));" }.joined(separator: "\n")
        _ = try cluster.psql("postgres", script, stopOnError: false)
    }

    private func database(_ index: Int) -> String { "\(prefix)_\(index)" }
}

/// How two catalogs differ, strictly: the same objects, with the same facets and values.
enum CatalogDifference {
    /// One line for each difference; facets that the files do not tell are counted instead.
    static func lines(_ ours: Catalog, _ theirs: Catalog, unknown: inout Int, facets: inout Int) -> [String] {
        var lines: [String] = []
        for object in ours.objects {
            if object.id.kind == .role { continue }
            guard let other = theirs[object.id] else {
                lines.append("only in files: \(text(object.id))")
                continue
            }
            if (object.origin == .implied) != (other.origin == .implied) { lines.append("origin \(text(object.id)): files \(object.origin), server \(other.origin)") }
            for facet in Facet.allCases {
                let (left, right) = (object.facets[facet], other.facets[facet])
                if left != nil || right != nil { facets += 1 }
                if left == .unknown, right != nil { unknown += 1 } else if left != right {
                    lines.append("\(facet) of \(text(object.id)): files \(text(left)), server \(text(right))")
                }
            }
        }
        for object in theirs.objects where ours[object.id] == nil && object.id.kind != .role { lines.append("only on the server: \(text(object.id))") }
        return lines
    }

    private static func text(_ id: ObjectID) -> String {
        let name = [id.schema, id.relation, id.name].compactMap { $0 }.joined(separator: ".")
        return "\(id.kind.rawValue) \(name)" + (id.arguments.map { "(\($0.joined(separator: ", ")))" } ?? "")
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
