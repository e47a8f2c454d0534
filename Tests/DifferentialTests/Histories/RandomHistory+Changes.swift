import SchemaCatalog

/// Statements that change, rename, move and drop what is there.
extension RandomHistory {
    mutating func change() -> String? {
        switch number(0..<14) {
        case 0, 1, 2, 3: return alterTable()
        case 4, 5: return rename()
        case 6: return move()
        case 7, 8: return drop()
        case 9: return grant()
        case 10: return replaceView()
        case 11: return alterType()
        case 12: return alterRelationOwner()
        default: return partitioning()
        }
    }

    /// ALTER TABLE with one action, or with several.
    mutating func alterTable() -> String? {
        guard let relation = pick(objects(.table)) else { return nil }
        let actions = (0..<(chance(25) ? number(2..<4) : 1)).compactMap { _ in action(on: relation)
        }
        return actions.isEmpty
            ? nil
            : "alter table \(chance(8) ? "only " : "")\(name(relation.id)) \(actions.joined(separator: ", "))"
    }

    private mutating func action(on relation: CatalogObject) -> String? {
        let all = columns(relation.id)
        guard let column = pick(all) else {
            return "add column \(columnDefinition(fresh("c")))"
        }
        switch number(0..<13) {
        case 0, 1: return "add column \(columnDefinition(fresh("c")))"
        case 2: return "drop column \(column.name)\(chance(75) ? " cascade" : "")"
        case 3: return "alter \(column.name) \(one(["set", "drop"])) not null"
        case 4: return "alter \(column.name) drop default"
        case 5:
            guard column.type == "integer" || column.type == "text" else { return nil }
            return
                "alter \(column.name) set default \(column.type == "text" ? "'new'" : "42")"
        case 6:
            let wider = [
                "integer": "bigint", "character varying(10)": "text", "smallint": "int",
                "bigint": "numeric", "text": "varchar(40)",
            ]
            guard let type = wider[column.type] else { return nil }
            return "alter \(column.name) type \(type)"
        case 7:
            return
                "add \(chance(50) ? "constraint \(fresh("x")) " : "")check (\(column.name) is not null)"
        case 8:
            return
                "add \(chance(50) ? "constraint \(fresh("x")) " : "")unique (\(column.name))"
        case 9:
            let constraints = catalog.children(
                ofSchema: relation.id.schema, relation: relation.id.name
            )
            .filter { [.check, .unique, .foreignKey, .primaryKey].contains($0.id.kind) }
            guard let constraint = pick(constraints) else { return nil }
            return "drop constraint \(quoted(constraint.id.name)) cascade"
        case 10:
            return
                "\(one(["enable", "disable", "force", "no force"])) row level security"
        case 11:
            guard column.type == "integer" else { return nil }
            return
                "add column \(fresh("c")) int generated always as (\(column.name) + 1) stored"
        default:
            guard let target = pick(objects(.primaryKey).filter(isIntegerKey)),
                case .list(let keys)? = target.facets[.columns], keys.count == 1,
                column.type == "integer"
            else { return nil }
            return
                "add foreign key (\(column.name)) references \(self.table(target.id))"
        }
    }

    mutating func rename() -> String? {
        let words: [ObjectKind: String] = [
            .table: "table", .view: "view", .materializedView: "materialized view",
            .sequence: "sequence", .index: "index", .enum: "type", .domain: "domain",
            .compositeType: "type", .rangeType: "type", .schema: "schema", .function: "function",
            .column: "column", .trigger: "trigger", .policy: "policy",
            .unique: "constraint", .check: "constraint", .foreignKey: "constraint",
            .primaryKey: "constraint", .rule: "rule",
        ]
        guard
            let object = pick(
                catalog.objects.filter { words[$0.id.kind] != nil && $0.origin != .system }),
            let word = words[object.id.kind]
        else { return nil }
        let new = fresh("z")
        switch object.id.kind {
        case .column, .unique, .check, .foreignKey, .primaryKey:
            return
                "alter table \(table(object.id)) rename \(word) \(quoted(object.id.name)) to \(new)"
        case .trigger, .policy, .rule:
            return "alter \(word) \(quoted(object.id.name)) on \(table(object.id)) rename to \(new)"
        case .function:
            return
                "alter function \(name(object.id))(\((object.id.arguments ?? []).joined(separator: ", "))) rename to \(new)"
        default: return "alter \(word) \(name(object.id)) rename to \(new)"
        }
    }

    private mutating func move() -> String? {
        let words: [ObjectKind: String] = [
            .table: "table", .view: "view", .sequence: "sequence", .enum: "type", .domain: "domain",
            .compositeType: "type", .function: "function",
        ]
        guard
            let object = pick(
                catalog.objects.filter { words[$0.id.kind] != nil && $0.origin == .schema }),
            let word = words[object.id.kind],
            let target = pick(objects(.schema).filter { $0.id.name != object.id.schema })
        else { return nil }
        let arguments =
            object.id.kind == .function
            ? "(\((object.id.arguments ?? []).joined(separator: ", ")))" : ""
        return "alter \(word) \(name(object.id))\(arguments) set schema \(quoted(target.id.name))"
    }

    private mutating func drop() -> String? {
        let words: [ObjectKind: String] = [
            .table: "table", .view: "view", .materializedView: "materialized view",
            .sequence: "sequence", .index: "index", .enum: "type", .domain: "domain",
            .compositeType: "type", .rangeType: "type", .schema: "schema", .function: "function",
            .trigger: "trigger", .policy: "policy", .rule: "rule",
        ]
        guard
            let object = pick(
                catalog.objects.filter { words[$0.id.kind] != nil && $0.origin == .schema }),
            let word = words[object.id.kind]
        else { return nil }
        // A schema takes much of the history with it.
        if object.id.kind == .schema, chance(70) { return nil }
        let behavior = chance(75) ? " cascade" : ""
        switch object.id.kind {
        case .trigger, .policy, .rule:
            return "drop \(word) \(quoted(object.id.name)) on \(table(object.id))"
        case .function:
            return
                "drop function \(name(object.id))(\((object.id.arguments ?? []).joined(separator: ", ")))\(behavior)"
        case .index:
            return
                "drop index \(quoted(object.id.schema ?? "public")).\(quoted(object.id.name))\(behavior)"
        default: return "drop \(word) \(name(object.id))\(behavior)"
        }
    }

    private mutating func grant() -> String? {
        guard let relation = pick(objects(.table, .view)) else { return nil }
        switch number(0..<6) {
        case 0: return "revoke all on \(name(relation.id)) from \(owner())"
        case 1:
            guard let column = pick(columns(relation.id)) else { return nil }
            return "grant select (\(column.name)) on \(name(relation.id)) to \(owner())"
        case 2:
            guard let schema = pick(objects(.schema)) else { return nil }
            return
                "grant \(one(["usage", "create", "all"])) on schema \(quoted(schema.id.name)) to \(owner())"
        case 3:
            return
                "alter default privileges grant \(one(["select on tables", "execute on functions", "usage on sequences"])) to \(owner())"
        default:
            return
                "grant \(one(["select", "insert, update", "all"])) on \(name(relation.id)) to \(owner())"
        }
    }

    private mutating func replaceView() -> String? {
        guard let view = pick(objects(.view)) else { return nil }
        let list = columns(view.id).map { "null::\($0.type) as \($0.name)" }
        guard !list.isEmpty else { return nil }
        return
            "create or replace view \(name(view.id)) as select \((list + ["1 as \(fresh("v"))"]).joined(separator: ", "))"
    }

    private mutating func alterType() -> String? {
        guard let type = pick(objects(.enum, .compositeType, .domain)) else { return nil }
        switch type.id.kind {
        case .enum:
            guard case .list(let labels)? = type.facets[.labels], let label = pick(labels) else {
                return nil
            }
            counter += 1
            return chance(50)
                ? "alter type \(name(type.id)) add value 'l\(counter)' \(one(["before", "after"])) '\(label)'"
                : "alter type \(name(type.id)) rename value '\(label)' to 'l\(counter)'"
        case .domain:
            return
                "alter domain \(name(type.id)) \(one(["set not null", "drop not null", "set default null"]))"
        default:
            return
                "alter type \(name(type.id)) \(chance(50) ? "add attribute \(fresh("a")) int cascade" : "rename attribute a to \(fresh("a"))")"
        }
    }

    private mutating func alterRelationOwner() -> String? {
        guard let relation = pick(objects(.table, .view, .sequence)) else { return nil }
        return "alter \(relation.id.kind.rawValue) \(name(relation.id)) owner to \(owner())"
    }

    private mutating func partitioning() -> String? {
        let children = objects(.table).filter { object in
            if case .list(let parents)? = object.facets[.inheritance] {
                !parents.isEmpty
            } else {
                false
            }
        }
        guard let child = pick(children), case .list(let parents)? = child.facets[.inheritance],
            let parent = parents.first
        else { return nil }
        let quotedParent = parent.split(separator: ".").map { quoted(String($0)) }.joined(
            separator: ".")
        let isPartition = objects(.table).contains {
            "\($0.id.schema ?? "").\($0.id.name)" == parent && $0.facets[.partitioning] != .null
        }
        return isPartition
            ? "alter table \(quotedParent) detach partition \(name(child.id))"
            : "alter table \(name(child.id)) no inherit \(quotedParent)"
    }
}
