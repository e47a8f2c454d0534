import SchemaCatalog

/// Assertions for what the strict level asks. Where pgTAP has none for a fact, they ask the
/// catalogs.
extension SuggestedAssertion {
    func owner(_ id: ObjectID, _ value: FacetValue?) -> String? {
        guard case .text(let owner)? = value else { return nil }
        let what = "\(id.name) belongs to \(owner)"
        switch id.kind {
        case .schema: return make("schema_owner_is", [id.name, owner], what)
        case .enum, .domain, .compositeType, .rangeType, .baseType:
            return make("type_owner_is", [id.schema, id.name, owner], what)
        case .function, .procedure, .aggregate:
            return make(
                "function_owner_is", [id.schema, id.name], list: id.arguments ?? [], then: owner,
                what)
        default: return make("\(id.kind.rawValue)_owner_is", [id.schema, id.name, owner], what)
        }
    }

    /// One call for each role.
    func privileges(_ id: ObjectID, _ value: FacetValue?) -> [String] {
        guard case .list(let items)? = value, let roles = Facet.privileges.parts(of: value),
            let function = Self.privilegeFunctions[id.kind]
        else { return [] }
        // What PUBLIC has, every role has; what a table's grants give, they give on each column.
        let inherited = id.kind == .column ? table(of: id) : []
        func held(_ role: String) -> Set<String> {
            Set(
                items.filter { $0.hasPrefix("\(role)=") }.map {
                    String($0.dropFirst(role.count + 1))
                }
            )
            .union(
                inherited.filter { $0.hasPrefix("\(role)=") }.map {
                    String($0.dropFirst(role.count + 1))
                }.filter(Self.ofColumns.contains))
        }
        return roles.map { role in
            let place =
                id.kind == .column ? [id.schema, id.relation, id.name] : [id.schema, id.name]
            var text = function + "("
            for case let name? in place { text += quote(name) + ", " }
            if let arguments = id.arguments { text += array(arguments) + ", " }
            let privileges = held(role).union(held("public")).sorted()
            return text
                + "\(quote(role)), \(array(privileges)), \(quote("privileges of \(role) on \(id.name)")))"
        }
    }

    private static let ofColumns: Set<String> = ["INSERT", "REFERENCES", "SELECT", "UPDATE"]

    private func table(of column: ObjectID) -> [String] {
        let tables: ObjectKinds = [.table, .foreignTable, .view, .materializedView]
        guard let relation = column.relation,
            let table = catalog.object(tables, inSchema: column.schema, named: relation),
            case .list(let items)? = table.facets[.privileges]
        else { return [] }
        return items
    }

    private static let privilegeFunctions: [ObjectKind: String] = [
        .table: "table_privs_are", .foreignTable: "table_privs_are", .view: "table_privs_are",
        .materializedView: "table_privs_are",
        .column: "column_privs_are", .sequence: "sequence_privs_are", .schema: "schema_privs_are",
        .function: "function_privs_are",
        .procedure: "function_privs_are", .aggregate: "function_privs_are",
        .foreignDataWrapper: "fdw_privs_are", .foreignServer: "server_privs_are",
    ]

    /// One call for each parent.
    func inheritance(_ id: ObjectID, _ value: FacetValue?) -> [String] {
        (Facet.inheritance.parts(of: value) ?? []).compactMap { parent in
            guard let dot = parent.firstIndex(of: ".") else { return nil }
            let (schema, name) = (
                String(parent[..<dot]), String(parent[parent.index(after: dot)...])
            )
            let isPartitioned =
                if case .text? = catalog.object([.table], inSchema: schema, named: name)?.facets[
                    .partitioning]
                { true } else { false }
            return isPartitioned
                ? make(
                    "is_partition_of", [id.schema, id.name, schema, name],
                    "\(id.name) is a partition of \(name)")
                : make(
                    "is_descendent_of", [id.schema, id.name, schema, name],
                    "\(id.name) inherits from \(name)")
        }
    }

    func absence(_ id: ObjectID) -> String? {
        let function =
            switch id.kind {
            case .compositeType: "hasnt_composite"
            case .procedure, .aggregate: "hasnt_function"
            case .baseType: "hasnt_type"
            default: "hasnt_\(id.kind.rawValue)"
            }
        let what = "\(id.name) is gone"
        if let arguments = id.arguments {
            return make(function, [id.schema, id.name], list: arguments, what)
        }
        return make(function, [id.schema, id.relation, id.name], what)
    }

    // MARK: - Without an assertion of pgTAP's

    /// Kinds that the other functions do not know.
    func other(_ id: ObjectID, _ facet: Facet, _ value: FacetValue?) -> String? {
        guard facet == .existence else { return nil }
        switch id.kind {
        case .cast:
            let sides = id.name.split(separator: " AS ", maxSplits: 1).map(String.init)
            return sides.count == 2 ? make("has_cast", sides, "\(id.name) can be cast") : nil
        case .operator: return `operator`(id)
        case .eventTrigger: return exists("pg_event_trigger WHERE evtname", id)
        case .publication: return exists("pg_publication WHERE pubname", id)
        case .foreignDataWrapper: return exists("pg_foreign_data_wrapper WHERE fdwname", id)
        case .foreignServer: return exists("pg_foreign_server WHERE srvname", id)
        case .statistics:
            return exists(
                "pg_statistic_ext WHERE stxnamespace = \(quote(qualified(nil, id.schema ?? "")))::regnamespace AND stxname",
                id)
        case .collation:
            return exists(
                "pg_collation WHERE collnamespace = \(quote(qualified(nil, id.schema ?? "")))::regnamespace AND collname",
                id)
        default: return nil
        }
    }

    /// The forms that name a schema want the result's type as well, which is not known here.
    private func `operator`(_ id: ObjectID) -> String? {
        guard let schema = id.schema, catalog.searchPath.contains(schema),
            let operands = id.arguments
        else { return nil }
        let what = "operator \(id.name) exists"
        return operands.count == 1
            ? make("has_leftop", [id.name, operands[0]], what)
            : make("has_operator", [operands[0], id.name, operands[1]], what)
    }

    func constraintQuery(_ id: ObjectID, _ facet: Facet, _ value: FacetValue?) -> String? {
        guard case .text(let text)? = value else { return nil }
        let place =
            "FROM pg_constraint WHERE conrelid = \(regclass(id)) AND conname = \(quote(id.name))"
        guard facet == .actions else {
            return
                "is((SELECT pg_get_expr(conbin, conrelid) \(place)), \(quote(text)), \(quote("\(id.name) checks this")))"
        }
        let letters = [
            "NO ACTION": "a", "RESTRICT": "r", "CASCADE": "c", "SET NULL": "n", "SET DEFAULT": "d",
        ]
        let parts = text.dropFirst("ON DELETE ".count).split(separator: " ON UPDATE ").map {
            letters[String($0)] ?? ""
        }
        return
            "is((SELECT confdeltype::text || confupdtype::text \(place)), \(quote(parts.joined())), \(quote(text)))"
    }

    func attribute(_ column: String, _ id: ObjectID, _ value: String, _ what: String) -> String {
        "is((SELECT \(column) FROM pg_attribute WHERE attrelid = \(regclass(id)) AND attname = \(quote(id.name))), \(value), \(quote(what)))"
    }

    /// - Parameter condition: From the relation's name up to the column that holds the object's.
    func exists(_ condition: String, _ id: ObjectID) -> String {
        "ok(EXISTS (SELECT 1 FROM \(condition) = \(quote(id.name))), \(quote("\(id.name) exists")))"
    }
}
