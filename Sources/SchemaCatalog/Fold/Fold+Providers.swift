import QueryAnalysis
import SQLSyntax

/// What others stand on: extensions, foreign-data wrappers and servers.
extension CatalogFold {
    /// DROP EXTENSION, SERVER, FOREIGN DATA WRAPPER, with what hangs on them.
    mutating func dropProvider(_ object: ObjectReference, _ drop: Drop) {
        guard let kind = Self.catalogKind(object.kind), let id = otherObject(object), let provider = state.others.removeValue(forKey: id) else {
            if !drop.ifExists { reject("\(object.kind.rawValue) \"\(object.name.name)\" does not exist") }
            return
        }
        switch kind {
        case .foreignServer: removeForeignTables(of: id.name)
        case .foreignDataWrapper:
            for (server, other) in state.others where server.kind == .foreignServer && other.provider == id.name {
                state.others[server] = nil
                removeForeignTables(of: server.name)
            }
        default: removeUses(ofExtension: id.name, provider)
        }
    }

    private mutating func removeForeignTables(of server: String) {
        for handle in state.relations.indices where state.relations[handle]?.server == server { remove(handle) }
    }

    /// Columns of an extension's types go with it.
    private mutating func removeUses(ofExtension name: String, _ provider: OtherState) {
        let types = ExtensionTypes.names(of: name)
        for handle in state.relations.indices {
            for column in state.relations[handle]?.columns ?? [] where !column.isDropped {
                guard let type = column.foreignType else { continue }
                let bare = type.split(separator: ".").last.map { $0.hasSuffix("[]") ? String($0.dropLast(2)) : String($0) } ?? type
                if types.contains(bare) { removeColumn(handle, column.name) }
            }
        }
    }

    /// ALTER EXTENSION … SET SCHEMA.
    mutating func setExtensionSchema(_ name: String, _ schema: String) {
        state.others[ObjectID(.extension, name: name)]?.schema = schema
        let types = ExtensionTypes.names(of: name)
        for handle in state.relations.indices {
            for column in state.relations[handle]?.columns.indices ?? 0..<0 {
                guard let type = state.relations[handle]?.columns[column].foreignType else { continue }
                let bare = type.split(separator: ".").last.map(String.init) ?? type
                let name = bare.hasSuffix("[]") ? String(bare.dropLast(2)) : bare
                if types.contains(name) { state.relations[handle]?.columns[column].foreignType = schema == "public" ? bare : "\(schema).\(bare)" }
            }
        }
    }

    /// An extension's type as the server prints it: with the schema that the extension stands in.
    func foreignType(_ type: TypeName) -> String? {
        guard let written = Self.foreignType(type) else { return nil }
        guard let (_, other) = state.others.first(where: { $0.key.kind == .extension && ExtensionTypes.names(of: $0.key.name).contains(type.name.name) }),
            let schema = other.schema
        else { return written }
        let bare = type.name.name + (type.isArray ? "[]" : "")
        return schema == "public" ? bare : "\(schema).\(bare)"
    }

    /// Constants of an enum follow a renamed label.
    mutating func renameConstants(of type: Int, _ old: String, to new: String) {
        for handle in state.relations.indices {
            for column in state.relations[handle]?.columns.indices ?? 0..<0 {
                guard let bound = state.relations[handle]?.columns[column].defaultValue?.bound else { continue }
                state.relations[handle]?.columns[column].defaultValue?.bound = bound.renamingLabel(of: type, old, to: new)
            }
            for constraint in state.relations[handle]?.constraints.indices ?? 0..<0 {
                guard let bound = state.relations[handle]?.constraints[constraint].expression?.bound else { continue }
                state.relations[handle]?.constraints[constraint].expression?.bound = bound.renamingLabel(of: type, old, to: new)
            }
            for index in state.relations[handle]?.indexes.indices ?? 0..<0 {
                guard let bound = state.relations[handle]?.indexes[index].predicate?.bound else { continue }
                state.relations[handle]?.indexes[index].predicate?.bound = bound.renamingLabel(of: type, old, to: new)
            }
        }
    }

    func fullText(_ name: CatalogName) -> String { "\(name.schema).\(name.name)" }
}

/// The types that well-known extensions bring.
enum ExtensionTypes {
    static func names(of extensionName: String) -> Set<String> { table[extensionName] ?? [] }

    private static let table: [String: Set<String>] = [
        "citext": ["citext"], "hstore": ["hstore"], "ltree": ["ltree", "lquery", "ltxtquery"], "cube": ["cube"], "seg": ["seg"],
        "isn": ["ean13", "isbn13", "ismn13", "issn13", "isbn", "ismn", "issn", "upc"], "intarray": ["query_int"],
        "postgis": ["geometry", "geography", "box2d", "box3d"], "postgis_raster": ["raster"], "vector": ["vector", "halfvec", "sparsevec"],
        "uint": ["uint1", "uint2", "uint4", "uint8"], "semver": ["semver"], "pg_uuidv7": [], "ip4r": ["ip4", "ip4r", "ip6", "ip6r", "ipaddress", "iprange"],
    ]
}
