import SQLSyntax
import SchemaCatalog

/// The assertion that would close a gap: SQL that pgTAP reads as it is meant.
///
/// Every form ends in a description, which keeps names from being read as one.
struct SuggestedAssertion {
    let catalog: Catalog

    init(_ catalog: Catalog) { self.catalog = catalog }

    /// The statement, without its semicolon; nil where there is none to suggest.
    func text(for requirement: Requirement) -> String? {
        let object = requirement.claim.object
        let facet = requirement.claim.facet
        let calls: [String]
        switch facet {
        case .behavior: calls = []
        case .privileges: calls = privileges(object, requirement.value)
        case .inheritance: calls = inheritance(object, requirement.value)
        case .owner: calls = [owner(object, requirement.value)].compactMap { $0 }
        case .absence: calls = [absence(object)].compactMap { $0 }
        default: calls = [call(object, facet, requirement.value)].compactMap { $0 }
        }
        return calls.isEmpty ? nil : "SELECT " + calls.joined(separator: " UNION ALL SELECT ")
    }

    private func call(_ id: ObjectID, _ facet: Facet, _ value: FacetValue?) -> String? {
        switch id.kind {
        case .table, .view, .materializedView, .foreignTable, .sequence: relation(id, facet, value)
        case .column: column(id, facet, value)
        case .primaryKey, .unique, .check, .foreignKey: constraint(id, facet, value)
        case .exclusion: exists("pg_constraint WHERE conrelid = \(regclass(id)) AND conname", id)
        case .index: index(id, facet, value)
        case .function, .procedure, .aggregate: function(id, facet, value)
        case .trigger: trigger(id, facet, value)
        case .policy: policy(id, facet, value)
        case .rule: make("has_rule", [id.schema, id.relation, id.name], "\(id.name) exists")
        case .enum, .domain, .compositeType, .rangeType, .baseType: type(id, facet, value)
        case .schema, .extension, .role, .language:
            make("has_\(id.kind.rawValue)", [id.name], "\(id.kind.rawValue) \(id.name) exists")
        default: other(id, facet, value)
        }
    }

    // MARK: - By kind

    private func relation(_ id: ObjectID, _ facet: Facet, _ value: FacetValue?) -> String? {
        switch facet {
        case .existence:
            return make("has_\(id.kind.rawValue)", [id.schema, id.name], "\(id.name) exists")
        case .columns:
            guard case .list(let columns)? = value else { return nil }
            return make(
                "columns_are", [id.schema, id.name], list: columns, "\(id.name) has these columns")
        case .partitioning:
            return make("is_partitioned", [id.schema, id.name], "\(id.name) is partitioned")
        case .rowSecurity:
            return
                "is((SELECT relrowsecurity FROM pg_class WHERE oid = \(regclass(id.schema, id.name))), true, \(quote("\(id.name) has row level security")))"
        default: return nil
        }
    }

    private func column(_ id: ObjectID, _ facet: Facet, _ value: FacetValue?) -> String? {
        let place = [id.schema, id.relation, id.name]
        let what = "\(id.relation ?? "").\(id.name)"
        switch facet {
        case .existence: return make("has_column", place, "\(what) exists")
        case .type:
            guard case .text(let type)? = value else { return nil }
            // Versions of pgTAP differ in who puts the quotes around a type's name.
            guard !type.contains("\"") else {
                return attribute(
                    "format_type(atttypid, atttypmod)", id, quote(type), "\(what) is \(type)")
            }
            return make("col_type_is", place + [type], "\(what) is \(type)")
        case .nullability:
            return make(
                value == .text("not null") ? "col_not_null" : "col_is_null", place,
                value == .text("not null") ? "\(what) is not null" : "\(what) may be null")
        case .default:
            return value == .null
                ? make("col_hasnt_default", place, "\(what) has no default")
                : make("col_has_default", place, "\(what) has a default")
        case .identity:
            guard case .text(let identity)? = value else { return nil }
            return attribute(
                "attidentity::text", id, quote(identity == "always" ? "a" : "d"),
                "\(what) is an identity, \(identity)")
        case .generated:
            guard case .text(let expression)? = value else { return nil }
            let place =
                "table_schema = \(quote(id.schema ?? "")) AND table_name = \(quote(id.relation ?? "")) AND column_name = \(quote(id.name))"
            return
                "is((SELECT generation_expression::text FROM information_schema.columns WHERE \(place)), \(quote(expression)), \(quote("\(what) is generated")))"
        default: return nil
        }
    }

    private func constraint(_ id: ObjectID, _ facet: Facet, _ value: FacetValue?) -> String? {
        if facet == .actions || facet == .expression { return constraintQuery(id, facet, value) }
        guard let object = catalog[id], case .list(let columns)? = object.facets[.columns] else {
            return nil
        }
        let place = [id.schema, id.relation]
        let joined = columns.joined(separator: ", ")
        switch id.kind {
        case .primaryKey:
            return make(
                "col_is_pk", place, list: columns, "\(id.relation ?? "") is keyed by \(joined)")
        case .unique:
            return make(
                "col_is_unique", place, list: columns, "\(joined) is unique in \(id.relation ?? "")"
            )
        case .check:
            guard !columns.isEmpty else {
                return make("has_check", place, "\(id.relation ?? "") has checks")
            }
            return make(
                "col_has_check", place, list: columns,
                "\(joined) is checked in \(id.relation ?? "")")
        default: return foreignKey(id, object, columns)
        }
    }

    private func foreignKey(_ id: ObjectID, _ object: CatalogObject, _ columns: [String]) -> String?
    {
        guard case .text(let reference)? = object.facets[.reference],
            let open = reference.lastIndex(of: "("),
            let dot = reference[..<open].firstIndex(of: ".")
        else { return nil }
        let (schema, table) = (
            String(reference[..<dot]), String(reference[reference.index(after: dot)..<open])
        )
        let targets = reference[reference.index(after: open)...].dropLast().split(separator: ",")
            .map { part in
                String(part.drop { $0 == " " })
            }
        func side(_ names: [String]) -> String { names.count == 1 ? quote(names[0]) : array(names) }
        let place = [
            quote(id.schema ?? ""), quote(id.relation ?? ""), side(columns), quote(schema),
            quote(table), side(targets),
        ]
        return "fk_ok(\(place.joined(separator: ", ")))"
    }

    private func index(_ id: ObjectID, _ facet: Facet, _ value: FacetValue?) -> String? {
        let place = [id.schema, id.relation, id.name]
        switch facet {
        case .columns:
            guard case .list(let columns)? = value else {
                return make("has_index", place, "\(id.name) exists")
            }
            return make(
                "has_index", place,
                // pgTAP takes the columns of INCLUDE for columns of the index.
                list: (columns + (catalog[id]?.definition.included ?? [])).map(
                    QuotedIdentifier.indexColumn),
                "\(id.name) is on these columns")
        case .uniqueness where value == .text("unique"):
            return make("index_is_unique", place, "\(id.name) is unique")
        case .uniqueness:
            // pgTAP has no opposite of index_is_unique().
            return
                "is((SELECT indisunique FROM pg_index WHERE indexrelid = \(regclass(id.schema, id.name))), false, \(quote("\(id.name) is not unique")))"
        case .predicate:
            // index_is_partial() came with pgTAP 1.3.4.
            return
                "ok((SELECT indpred IS NOT NULL FROM pg_index WHERE indexrelid = \(regclass(id.schema, id.name))), \(quote("\(id.name) is partial")))"
        case .method:
            guard case .text(let method)? = value else { return nil }
            return make("index_is_type", place + [method], "\(id.name) is a \(method) index")
        default: return make("has_index", place, "\(id.name) exists")
        }
    }

    private func function(_ id: ObjectID, _ facet: Facet, _ value: FacetValue?) -> String? {
        let place = [id.schema, id.name]
        let types = id.arguments ?? []
        let listed = types.joined(separator: ", ")
        // Who has many arguments is known by the name.
        let what = "\(id.name)(\(listed.count > 40 ? "…" : listed))"
        guard case .text(let text)? = value else {
            return facet == .existence
                ? make("has_function", place, list: types, "\(what) exists") : nil
        }
        switch facet {
        case .returns:
            guard !text.hasPrefix("TABLE(") else {
                return make(
                    "function_returns", place, list: types, then: "setof record",
                    "\(what) returns rows")
            }
            return make(
                "function_returns", place, list: types,
                then: text.lowercased().hasPrefix("setof ") ? "setof " + text.dropFirst(6) : text,
                "\(what) returns \(text)")
        case .security:
            return make(
                text == "definer" ? "is_definer" : "isnt_definer", place, list: types,
                "\(what) runs as its \(text)")
        case .language:
            return make(
                "function_lang_is", place, list: types, then: text, "\(what) is written in \(text)")
        case .volatility:
            return make("volatility_is", place, list: types, then: text, "\(what) is \(text)")
        case .strictness:
            return make(
                text == "strict" ? "is_strict" : "isnt_strict", place, list: types,
                "\(what) is \(text)")
        default: return make("has_function", place, list: types, "\(what) exists")
        }
    }

    private func trigger(_ id: ObjectID, _ facet: Facet, _ value: FacetValue?) -> String? {
        let place = [id.schema, id.relation, id.name]
        guard facet == .function, case .text(let function)? = value,
            let dot = function.firstIndex(of: ".")
        else {
            return make("has_trigger", place, "\(id.name) exists")
        }
        let (schema, name) = (
            String(function[..<dot]), String(function[function.index(after: dot)...])
        )
        return make("trigger_is", place + [schema, name], "\(id.name) calls \(name)()")
    }

    private func policy(_ id: ObjectID, _ facet: Facet, _ value: FacetValue?) -> String? {
        let place = [id.schema, id.relation, id.name]
        if facet == .roles, case .list(let roles)? = value {
            let named = roles.filter { $0 != "public" }
            return make(
                "policy_roles_are", place, list: named,
                "\(id.name) is for \(roles.joined(separator: ", "))")
        }
        guard case .text(let command)? = catalog[id]?.facets[.command] else { return nil }
        return make("policy_cmd_is", place + [command.lowercased()], "\(id.name) is for \(command)")
    }

    /// The schema's type that a printed type is, or is an array of.
    private func userType(_ type: String) -> ObjectID? {
        catalog.type(printed: type.hasSuffix("[]") ? String(type.dropLast(2)) : type)?.id
    }

    private func type(_ id: ObjectID, _ facet: Facet, _ value: FacetValue?) -> String? {
        switch (facet, value) {
        case (.labels, .list(let labels)?):
            return make(
                "enum_has_labels", [id.schema, id.name], list: labels, "\(id.name) has these labels"
            )
        // pgTAP knows these types without their modifiers by other names, as of 1.3 by none; of a
        // domain it prints the modifier of what that is over. The domain's own name it looks up in
        // lower case.
        case (.baseType, .text(let type)?)
        where type.hasPrefix("character(") || type.hasPrefix("bit(") || type == "bpchar"
            || userType(type)?.kind == .domain || id.name != id.name.lowercased():
            return
                "is((SELECT format_type(typbasetype, typtypmod) FROM pg_type WHERE oid = \(quote(qualified(id.schema, id.name)))::regtype), \(quote(type)), \(quote("\(id.name) is over \(type)")))"
        case (.baseType, .text(let type)?):
            // The base type's own schema is asked for as well, and apart.
            let name = String(type.prefix { $0 != "(" })
            let dot = name.firstIndex(of: ".")
            return make(
                "domain_type_is",
                [
                    id.schema, id.name,
                    dot.map { String(name[..<$0]) }
                        ?? (userType(name) == nil ? "pg_catalog" : "public"),
                    dot.map { String(name[name.index(after: $0)...]) } ?? name,
                ], "\(id.name) is over \(type)")
        case (.nullability, _):
            return
                "is((SELECT typnotnull FROM pg_type WHERE oid = \(quote(qualified(id.schema, id.name)))::regtype), true, \(quote("\(id.name) is not null")))"
        default:
            let name =
                switch id.kind {
                case .enum: "has_enum"
                case .domain: "has_domain"
                case .compositeType: "has_composite"
                default: "has_type"
                }
            // has_type() does not see range types.
            guard id.kind != .rangeType else {
                return
                    "ok(EXISTS (SELECT 1 FROM pg_type WHERE oid = to_regtype(\(quote(qualified(id.schema, id.name))))), \(quote("\(id.name) exists")))"
            }
            return make(name, [id.schema, id.name], "\(id.name) exists")
        }
    }

    // MARK: - SQL

    func make(_ function: String, _ names: [String?], _ description: String) -> String {
        var text = function + "("
        for case let name? in names { text += quote(name) + ", " }
        return text + quote(description) + ")"
    }

    func make(
        _ function: String, _ names: [String?], list: [String], then last: String? = nil,
        _ description: String
    ) -> String {
        var text = function + "("
        for case let name? in names { text += quote(name) + ", " }
        text += array(list) + ", "
        if let last { text += quote(last) + ", " }
        return text + quote(description) + ")"
    }

    func regclass(_ id: ObjectID) -> String { regclass(id.schema, id.relation ?? id.name) }

    func regclass(_ schema: String?, _ name: String) -> String {
        quote(qualified(schema, name)) + "::regclass"
    }

    func qualified(_ schema: String?, _ name: String) -> String {
        [schema, name].compactMap { $0 }.map(QuotedIdentifier.quote).joined(separator: ".")
    }

    func array(_ items: [String]) -> String {
        items.isEmpty ? "ARRAY[]::name[]" : "ARRAY[\(items.map(quote).joined(separator: ", "))]"
    }

    func quote(_ text: String) -> String { QuotedLiteral.escape(text) }
}
