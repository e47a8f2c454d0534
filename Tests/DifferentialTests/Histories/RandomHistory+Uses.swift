import SchemaCatalog

/// Conditions and commands that name other objects, and hang on them.
extension RandomHistory {
    /// A policy's condition: over its table's columns, over another table, or by a function.
    mutating func condition(over relation: CatalogObject) -> String {
        switch number(0..<5) {
        case 0:
            guard let column = pick(columns(relation.id)) else { return "true" }
            return "\(column.name) is not null"
        case 1:
            guard let other = pick(objects(.table, .view)), let column = pick(columns(other.id))
            else { return "true" }
            return
                "exists (select from \(name(other.id)) as u where u.\(column.name) is not null)"
        case 2:
            let functions = objects(.function).filter {
                $0.facets[.returns] == .text("boolean") && $0.id.arguments?.isEmpty ?? false
            }
            guard let function = pick(functions) else { return "true" }
            return "\(name(function.id))()"
        default: return "true"
        }
    }

    /// A rule that does nothing, or writes into another table.
    mutating func createRule() -> String? {
        guard let relation = pick(objects(.table)) else { return nil }
        let event = one(["insert", "update", "delete"])
        let start = "create rule \(fresh("r")) as on \(event) to \(name(relation.id)) do "
        guard chance(40), let other = pick(objects(.table).filter { $0.id != relation.id }),
            let target = pick(columns(other.id)), let source = pick(columns(relation.id))
        else { return start + "instead nothing" }
        let row = event == "insert" ? "new" : "old"
        return chance(50)
            ? start
                + "also insert into \(name(other.id)) (\(target.name)) select null where \(row).\(source.name) is null"
            : start + "also delete from \(name(other.id)) where \(target.name) is null"
    }
}
