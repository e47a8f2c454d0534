import SchemaCatalog

/// Kinds of statements that a history needs now and then.
extension RandomHistory {
    mutating func rarity() -> String? {
        switch number(0..<6) {
        case 0: return rareTable()
        case 1: return rareObject()
        case 2: return rareRoutine()
        case 3: return rareChange()
        case 4: return rareGrant()
        default: return script()
        }
    }

    // MARK: - Tables and their parts

    private mutating func rareTable() -> String? {
        switch number(0..<8) {
        case 0:
            guard let source = pick(objects(.table, .view)) else { return nil }
            return "select * into \(schema())\(fresh("t")) from \(name(source.id)) limit 0"
        case 1:
            guard let type = pick(objects(.compositeType)) else { return nil }
            return "create table \(schema())\(fresh("t")) of \(name(type.id))"
        case 2:
            return
                "create table \(schema())\(fresh("t")) (a int, b text) partition by range (a, lower(b))"
        case 3: return attach()
        case 4: return rangePartition()
        case 5: return "create temporary table \(fresh("t")) (a int primary key, b text)"
        case 6: return foreignTable()
        default:
            guard let table = pick(objects(.table)) else { return nil }
            return "create table if not exists \(name(table.id)) (\(fresh("c")) int)"
        }
    }

    private mutating func rangePartition() -> String? {
        let parents = objects(.table).filter { $0.facets[.partitioning] == .text("range") }
        guard let parent = pick(parents) else { return nil }
        let partition = fresh("p")
        // Bounds that no other partition has.
        let low = counter * 10
        return
            "create table \(schema())\(partition) partition of \(name(parent.id)) for values from (\(low), 'a') to (\(low + 5), maxvalue)"
    }

    /// A table with just the columns of a partitioned one becomes its partition.
    private mutating func attach() -> String? {
        let parents = objects(.table).filter { $0.facets[.partitioning] != .null }
        guard let parent = pick(parents) else { return nil }
        let wanted = columns(parent.id).map { "\($0.name) \($0.type)" }
        let fitting = objects(.table).filter { table in
            table.id != parent.id && table.facets[.inheritance] == .list([])
                && columns(table.id).map { "\($0.name) \($0.type)" } == wanted
        }
        guard let child = pick(fitting) else {
            return "create table \(schema())\(fresh("t")) (like \(name(parent.id)))"
        }
        return "alter table \(name(parent.id)) attach partition \(name(child.id)) default"
    }

    private mutating func foreignTable() -> String? {
        guard let server = pick(objects(.foreignServer)) else {
            guard let wrapper = pick(objects(.foreignDataWrapper)) else {
                return "create foreign data wrapper \(fresh("fw"))"
            }
            return
                "create server \(fresh("fs")) foreign data wrapper \(quoted(wrapper.id.name))"
        }
        return
            "create foreign table \(schema())\(fresh("ft")) (a int not null, b \(type())) server \(quoted(server.id.name))"
    }

    // MARK: - Objects of other kinds

    private mutating func rareObject() -> String? {
        switch number(0..<9) {
        case 0:
            guard let table = pick(objects(.table)), columns(table.id).count > 1 else { return nil }
            let names = columns(table.id).prefix(2).map(\.name)
            return
                "create statistics \(schema())\(fresh("st")) on \(names.joined(separator: ", ")) from \(name(table.id))"
        case 1:
            return
                "create operator \(schema())\(one(["<#>", "===", "|-|"])) (leftarg = \(one(["int", "bigint"])), rightarg = int, function = \(one(["int4eq", "int84eq"])))"
        case 2:
            guard let source = pick(objects(.enum)), let target = pick(objects(.compositeType))
            else { return nil }
            return
                "create cast (\(name(source.id)) as \(name(target.id))) with inout\(one(["", " as assignment"]))"
        case 3: return "create publication \(fresh("pb"))"
        case 4: return "create collation \(schema())\(fresh("co")) from \"C\""
        case 5: return "create extension if not exists \(one(["citext", "hstore", "ltree"]))"
        case 6:
            return
                "create schema \(fresh("s")) create table a (id int primary key) create view b as select id from a create index on a (id)"
        case 7: return "create sequence if not exists \(schema())\(fresh("q")) as smallint"
        default:
            guard let table = pick(objects(.table)) else { return nil }
            return "comment on table \(name(table.id)) is 'Said of it.'"
        }
    }

    private mutating func rareRoutine() -> String? {
        switch number(0..<5) {
        case 0:
            return
                "create aggregate \(schema())\(fresh("ag"))(\(one(["int", "integer"]))) (sfunc = int4pl, stype = int)"
        case 1:
            return
                "create procedure \(schema())\(fresh("pr"))(a int, inout b \(type())) language plpgsql as $$ begin end $$"
        case 2:
            return
                "create function \(schema())\(fresh("f"))(a int, out b \(type()), out c \(type())) language plpgsql as $$ begin end $$"
        case 3:
            return
                "create function \(schema())\(fresh("f"))(a int default 1, variadic b text[] default '{}') returns \(type()) language plpgsql as $$ begin return null; end $$"
        default:
            let functions = objects(.function).filter { $0.facets[.returns] == .text("integer") }
            guard let function = pick(functions) else { return nil }
            return
                "create or replace function \(name(function.id))(\((function.id.arguments ?? []).joined(separator: ", "))) returns integer language sql stable as 'select 1'"
        }
    }

    // MARK: - Changes

    private mutating func rareChange() -> String? {
        switch number(0..<9) {
        case 0: return usingIndex()
        case 1: return identity()
        case 2:
            guard let sequence = pick(objects(.sequence)), let table = pick(objects(.table)),
                let column = pick(columns(table.id))
            else { return nil }
            return
                "alter sequence \(name(sequence.id)) owned by \(one(["none", "\(name(table.id)).\(column.name)"]))"
        case 3:
            guard let a = pick(objects(.table)), let b = pick(objects(.table, .view)) else {
                return nil
            }
            let word = b.id.kind == .view ? "view" : "table"
            return a.id.kind == b.id.kind
                ? "drop table \(name(a.id)), \(name(b.id)) cascade"
                : "drop \(word) if exists \(name(b.id)), no_such_thing cascade"
        case 4: return "reassign owned by \(owner()) to \(owner())"
        case 5: return inherit()
        case 6:
            guard let policy = pick(objects(.policy)) else { return nil }
            return
                "alter policy \(quoted(policy.id.name)) on \(table(policy.id)) to \(owner()), \(owner())"
        case 7:
            guard let type = pick(objects(.enum, .domain, .compositeType, .rangeType)) else {
                return nil
            }
            return
                "alter \(type.id.kind == .domain ? "domain" : "type") \(name(type.id)) owner to \(owner())"
        default:
            guard let found = pick(objects(.publication, .statistics, .collation, .aggregate))
            else { return nil }
            let arguments = found.id.arguments.map { "(\($0.joined(separator: ", ")))" } ?? ""
            return chance(50)
                ? "drop \(found.id.kind.rawValue) \(name(found.id))\(arguments)"
                : "alter \(found.id.kind.rawValue) \(name(found.id))\(arguments) rename to \(fresh("z"))"
        }
    }

    private mutating func usingIndex() -> String? {
        let indexes = objects(.index).filter {
            $0.facets[.uniqueness] == .text("unique") && $0.facets[.predicate] == .null
        }
        guard let index = pick(indexes) else { return nil }
        return
            "alter table \(table(index.id)) add \(chance(50) ? "constraint \(fresh("x")) " : "")\(one(["unique", "primary key"])) using index \(quoted(index.id.name))"
    }

    private mutating func identity() -> String? {
        guard let table = pick(objects(.table)),
            let column = pick(columns(table.id).filter { $0.type == "integer" })
        else { return nil }
        let change = one([
            "add generated always as identity", "add generated by default as identity",
            "drop identity if exists", "set generated by default",
        ])
        return "alter table \(name(table.id)) alter \(column.name) \(change)"
    }

    private mutating func inherit() -> String? {
        guard let parent = pick(objects(.table)) else { return nil }
        let wanted = Set(columns(parent.id).map { "\($0.name) \($0.type)" })
        let fitting = objects(.table).filter { table in
            table.id != parent.id
                && wanted.isSubset(of: columns(table.id).map { "\($0.name) \($0.type)" })
        }
        guard let child = pick(fitting) else { return nil }
        return "alter table \(name(child.id)) inherit \(name(parent.id))"
    }

    private mutating func rareGrant() -> String? {
        switch number(0..<6) {
        case 0:
            guard let type = pick(objects(.enum, .domain, .rangeType)) else { return nil }
            return "grant usage on type \(name(type.id)) to \(owner())"
        case 1:
            guard let type = pick(objects(.enum, .compositeType)) else { return nil }
            return "revoke usage on type \(name(type.id)) from \(one(["public", "reader"]))"
        case 2:
            guard let function = pick(objects(.function)) else { return nil }
            return
                "\(one(["grant execute", "grant all"])) on function \(name(function.id))(\((function.id.arguments ?? []).joined(separator: ", "))) to \(owner())"
        case 3:
            guard let schema = pick(objects(.schema)) else { return nil }
            return
                "\(one(["grant select on all tables", "grant usage on all sequences", "grant execute on all functions"])) in schema \(quoted(schema.id.name)) to \(owner())"
        case 4:
            return
                "alter default privileges \(one(["", "for role alice ", "in schema public "]))grant \(one(["usage on types", "usage on sequences", "select on tables"])) to \(owner())"
        default:
            return
                "alter default privileges revoke \(one(["usage on types", "execute on functions"])) from public"
        }
    }

    // MARK: - Several statements

    private mutating func script() -> String? {
        switch number(0..<6) {
        case 0:
            guard let undone = change() else { return nil }
            return "begin; \(undone); rollback"
        case 1:
            guard let undone = change() else { return nil }
            return
                "begin; savepoint one; \(undone); rollback to one; create table \(fresh("t")) (a int); commit"
        case 2:
            guard let schema = pick(objects(.schema)) else { return nil }
            return
                "begin; set local search_path = \(quoted(schema.id.name)), public; create table \(fresh("t")) (a int primary key, b text unique); create view \(fresh("w")) as select 1 as a; commit"
        case 3:
            let role = owner()
            return
                "begin; grant create on schema public to \(role); set local role \(role); create table public.\(fresh("t")) (a serial primary key, b text); create type public.\(fresh("e")) as enum ('a'); reset role; commit"
        case 4:
            guard let inner = change(), !inner.contains("$$") else { return nil }
            return "do $$ begin \(inner); end $$"
        default:
            return
                "do $$ begin if not exists (select from pg_tables where tablename = '\(one(["t1", "t2", "none"]))') then create table \(fresh("t")) (a int); end if; end $$"
        }
    }
}
