import QueryAnalysis
import QueryEvaluation
import SQLSyntax
import SQLText

/// Objects as functions of the server's print them (`src/backend/utils/adt/ruleutils.c`).
extension SystemCatalog {
    /// `pg_get_constraintdef()` of checks and foreign keys; nil for keys, of which the catalog does
    /// not hold all that is printed (INCLUDE, NULLS NOT DISTINCT).
    func constraintDefinition(of index: Int) -> Description? {
        guard catalog.objects.indices.contains(index) else { return nil }
        let constraint = catalog.objects[index]
        let validity = constraint.definition.isNotValid ? " NOT VALID" : ""
        switch constraint.id.kind {
        case .check:
            guard case .text(let expression)? = constraint.facets[.expression] else { return nil }
            let inheritance = constraint.definition.isNoInherit ? " NO INHERIT" : ""
            return Description(
                "CHECK (\(expression))\(inheritance)\(validity)", of: "pg_constraint", ["conbin"])
        case .foreignKey:
            guard case .list(let columns)? = constraint.facets[.columns],
                case .text(let deferrability)? = constraint.facets[.deferrability],
                let reference = reference(of: constraint), let actions = actions(of: constraint)
            else { return nil }
            let deferral = deferrability == "not deferrable" ? "" : " " + deferrability.uppercased()
            return Description(
                "FOREIGN KEY (\(Self.list(columns))) REFERENCES \(reference)\(actions)\(deferral)\(validity)",
                of: "pg_constraint",
                ["conkey", "confrelid", "confkey", "confdeltype", "confupdtype"])
        default: return nil
        }
    }

    /// `pg_get_function_identity_arguments()`, without what OUT and VARIADIC arguments are; nil of a
    /// routine whose arguments' names are not known.
    func identityArguments(of index: Int) -> String? {
        guard catalog.objects.indices.contains(index) else { return nil }
        let routine = catalog.objects[index]
        guard let types = routine.id.arguments else { return nil }
        guard !types.isEmpty else { return "" }
        guard let names = routine.definition.body?.parameters, names.count == types.count else {
            return nil
        }
        return zip(names, types).map { name, type in
            name.isEmpty ? type : "\(QuotedIdentifier.quote(name)) \(type)"
        }.joined(separator: ", ")
    }

    /// `pg_get_functiondef()`; nil of a routine of which not all is known that is printed.
    ///
    /// - Parameter otherwise: A column of `pg_proc` that is taken not to be as it is.
    func routineDefinition(of index: Int, otherwise: String?) -> String? {
        guard catalog.objects.indices.contains(index) else { return nil }
        return RoutineDefinition(
            catalog.objects[index], of: catalog, searchPath: searchPath, otherwise: otherwise)?.text
    }

    /// `format_type()` of a column's type or a domain's base type, with its modifier; nil where the
    /// search path would have it printed otherwise than `public` does.
    func formattedType(of index: Int) -> String? {
        guard catalog.objects.indices.contains(index),
            case .text(let type)? = catalog.objects[index].facets[.type]
                ?? catalog.objects[index].facets[.baseType]
        else { return nil }
        // Most types stand in no schema that is named: no need to take the text apart.
        if type.utf8.contains(UInt8(ascii: ".")), let schema = RegisteredName(type).schema {
            return searchPath.contains(schema) ? nil : type
        }
        return searchPath.contains("public") || SQLType.named(type) != nil ? type : nil
    }

    /// What a foreign key refers to, with the schema where the search path does not have it.
    private func reference(of key: CatalogObject) -> String? {
        guard let target = Self.target(of: key) else { return nil }
        let schema =
            searchPath.contains(target.schema) ? "" : QuotedIdentifier.quote(target.schema) + "."
        return "\(schema)\(QuotedIdentifier.quote(target.table))(\(Self.list(target.columns)))"
    }

    /// The table that a foreign key refers to.
    func referencedTable(of key: CatalogObject) -> Value {
        Self.target(of: key).map { relationObject(schema: $0.schema, $0.table) } ?? .unknown
    }

    /// The parts of a foreign key's `schema.table(a, b)`.
    static func target(
        of key: CatalogObject
    ) -> (schema: String, table: String, columns: [String])? {
        guard case .text(let text)? = key.facets[.reference], let dot = text.firstIndex(of: "."),
            let open = text.lastIndex(of: "(")
        else { return nil }
        let columns = text[open...].dropFirst().dropLast().split(separator: ",").map {
            String($0.drop { $0 == " " })
        }
        return (
            String(text[..<dot]), String(text[text.index(after: dot)..<open]), columns
        )
    }

    /// Those that are no default, ON UPDATE first.
    private func actions(of key: CatalogObject) -> String? {
        guard case .text(let text)? = key.facets[.actions],
            let update = text.firstRange(of: " ON UPDATE ")
        else { return nil }
        let delete = text[..<update.lowerBound].dropFirst("ON DELETE ".count)
        return [("ON UPDATE", text[update.upperBound...]), ("ON DELETE", delete)]
            .filter { $0.1 != "NO ACTION" }.map { " \($0.0) \($0.1)" }.joined()
    }

    private static func list(_ names: [String]) -> String {
        names.map { QuotedIdentifier.quote($0) }.joined(separator: ", ")
    }
}
