import MigrationAnalysis
import SQLText
import SchemaCatalog
import TestSupport

/// A random history of DDL: each statement is about what the ones before it have left.
///
/// What is there is asked of the fold itself, so that a history reaches deep (a view over a renamed
/// column of a moved table). Statements that the server rejects are taken out afterwards by the
/// runner.
struct RandomHistory {
    private var random: SeededGenerator
    /// Grows with every name made.
    var counter = 0
    private(set) var statements: [String] = []
    private var hasRarities = true
    var catalog = Catalog()

    /// A history of `count` statements.
    static func make(seed: UInt64, count: Int) -> [String] {
        var history = RandomHistory(random: SeededGenerator(seed: seed))
        for _ in 0..<count { history.step() }
        return history.statements
    }

    /// A history of `count` statements, of which about half are wrong: made twice, about objects
    /// that are gone or of another kind, with names of others put in.
    static func makeFaulty(seed: UInt64, count: Int) -> [String] {
        var history = RandomHistory(random: SeededGenerator(seed: seed))
        // Why the server rejects them files do not always tell.
        history.hasRarities = false
        for _ in 0..<count {
            history.step()
            if history.chance(50) { history.spoil() }
        }
        return history.statements
    }

    /// Makes the last statement one that is probably wrong.
    private mutating func spoil() {
        let last = statements.removeLast()
        switch number(0..<3) {
        case 0: statements += [last, last]
        case 1: statements.append(pick(statements) ?? last)
        default:
            // What a query reads is looked at less closely.
            guard !last.contains(" as select"), !last.contains("lower(") else {
                return statements.append(last)
            }
            let words = Set((statements + [last]).flatMap(Self.words).map(String.init))
            // What a wrong type is, or an expression that does not fit its types, files do not
            // tell.
            let names = words.filter {
                $0.last?.isNumber ?? false
                    && ["c", "t", "v", "w", "q", "i", "x", "z", "g", "y", "r"].contains($0.first)
            }.sorted()
            let parts = Self.words(of: last)
            let present = Set(parts.map(String.init))
            guard let from = pick(names.filter { present.contains($0) }),
                let part = parts.first(where: { $0 == from }), let to = pick(names)
            else { return statements.append(last) }
            statements.append(
                last[..<part.startIndex] + to + last[part.endIndex...])
        }
    }

    private static func words(of statement: String) -> [Substring] {
        statement.split { !($0.isLetter || $0.isNumber || $0 == "_") }
    }

    private init(random: SeededGenerator) { self.random = random }

    private mutating func step() {
        catalog = HistoryFold.catalog(of: statements)
        let wantsToCreate = statements.count < 8 || chance(40)
        for _ in 0..<20 {
            let statement =
                hasRarities && chance(20) ? rarity() : wantsToCreate ? creation() : change()
            if let statement {
                statements.append(statement)
                return
            }
        }
        statements.append(createTable())
    }

    // MARK: - What is there

    mutating func number(_ range: Range<Int>) -> Int {
        Int.random(in: range, using: &random)
    }
    mutating func chance(_ percent: Int) -> Bool { number(0..<100) < percent }
    mutating func pick<Element>(_ items: [Element]) -> Element? {
        items.randomElement(using: &random)
    }
    mutating func one(_ items: [String]) -> String {
        items.randomElement(using: &random) ?? ""
    }

    mutating func fresh(_ prefix: String) -> String {
        counter += 1
        return chance(6) ? "\"\(prefix.uppercased()) \(counter)\"" : "\(prefix)\(counter)"
    }

    func objects(_ kinds: ObjectKind...) -> [CatalogObject] {
        catalog.objects.filter { kinds.contains($0.id.kind) && $0.origin != .system }
    }

    func quoted(_ name: String) -> String {
        name.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "_" } ? name : "\"\(name)\""
    }

    func name(_ id: ObjectID) -> String {
        [id.schema, id.name].compactMap { $0 }.map(quoted).joined(separator: ".")
    }
    func table(_ id: ObjectID) -> String {
        [id.schema, id.relation].compactMap { $0 }.map(quoted).joined(separator: ".")
    }

    func columns(_ id: ObjectID) -> [(name: String, type: String)] {
        catalog.children(ofSchema: id.schema, relation: id.name).filter { $0.id.kind == .column }
            .compactMap { column in
                if case .text(let type)? = column.facets[.type] {
                    (quoted(column.id.name), type)
                } else {
                    nil
                }
            }
    }

    mutating func schema() -> String {
        guard chance(40), let found = pick(objects(.schema).map(\.id.name)) else { return "" }
        return quoted(found) + "."
    }

    mutating func type() -> String {
        let own = objects(.enum, .domain, .compositeType, .rangeType)
        if chance(20), let found = pick(own) { return name(found.id) + (chance(15) ? "[]" : "") }
        return one([
            "int", "bigint", "text", "varchar(10)", "numeric(8, 2)", "boolean", "timestamptz",
            "date", "jsonb", "text[]", "char(3)", "uuid", "smallint", "real",
        ])
    }

    mutating func owner() -> String { one(["alice", "bob", "reader", "writer"]) }

    // MARK: - Creation

    mutating func creation() -> String? {
        switch number(0..<20) {
        case 0:
            return "create schema \(fresh("s"))" + (chance(30) ? " authorization \(owner())" : "")
        case 1...6: return createTable()
        case 7: return createPartition()
        case 8, 9: return createView()
        case 10: return createRoutine()
        case 11: return createTrigger()
        case 12: return createType()
        case 13, 14: return createIndex()
        case 15: return "create sequence \(schema())\(fresh("q"))"
        case 16: return createPolicy()
        case 17:
            guard let source = pick(objects(.table, .view)) else { return nil }
            return
                "create table \(schema())\(fresh("t")) as select * from \(name(source.id)) with no data"
        case 18:
            guard let source = pick(objects(.table)) else { return nil }
            return
                "create table \(schema())\(fresh("t")) (like \(name(source.id))\(chance(60) ? " including all" : ""))"
        default: return createRule()
        }
    }

    mutating func createTable() -> String {
        var elements: [String] = []
        var names: [String] = []
        for _ in 0..<number(1..<5) {
            let column = fresh("c")
            names.append(column)
            elements.append(columnDefinition(column))
        }
        if chance(50) {
            elements.append(
                "id int \(one(["primary key", "unique", "generated always as identity", "check (id > 0)", "not null default 0"]))"
            )
        }
        if chance(25) { elements.append("check (\(names[0]) is not null)") }
        if chance(15) { elements.append("unique (\(names.joined(separator: ", ")))") }
        let targets = objects(.primaryKey, .unique).filter(isIntegerKey)
        if chance(25), let target = pick(targets), case .list(let keys)? = target.facets[.columns],
            keys.count == 1
        {
            elements.append(
                "ref int references \(table(target.id)) (\(quoted(keys[0]))) on delete \(one(["cascade", "set null", "restrict"]))"
            )
        }
        var statement =
            "create table \(schema())\(fresh("t")) (\(elements.joined(separator: ", ")))"
        if chance(10), let parent = pick(objects(.table)) {
            statement += " inherits (\(name(parent.id)))"
        } else if chance(8) {
            statement += " partition by list (\(names[0]))"
        }
        return statement
    }

    /// Whether a key is one column that an integer can refer to.
    func isIntegerKey(_ key: CatalogObject) -> Bool {
        guard case .list(let columns)? = key.facets[.columns], columns.count == 1,
            let relation = key.id.relation
        else { return false }
        let column = catalog[
            ObjectID(.column, schema: key.id.schema, relation: relation, name: columns[0])]
        return ["integer", "bigint", "smallint"].contains { column?.facets[.type] == .text($0) }
    }

    mutating func columnDefinition(_ name: String) -> String {
        let plain = [
            "int": "0", "text": "'x'", "varchar(10)": "'x'", "numeric(8, 2)": "1.5",
            "boolean": "true", "timestamptz": "now()", "bigint": "-5", "jsonb": "'{}'",
            "text[]": "'{}'",
        ]
        let type = type()
        var definition = "\(name) \(type)"
        if chance(15) { definition += " not null" }
        if chance(35), let value = plain[type] { definition += " default \(value)" }
        if chance(12), type == "int" || type == "numeric(8, 2)" {
            definition += " check (\(name) >= 0)"
        }
        if chance(12), type == "text" || type == "varchar(10)" {
            definition += " check (\(name) in ('x', 'y'))"
        }
        if chance(8), type == "int" { definition = "\(name) serial" }
        return definition
    }

    mutating func createPartition() -> String? {
        let parents = objects(.table).filter { $0.facets[.partitioning] == .text("list") }
        guard let parent = pick(parents) else { return nil }
        return "create table \(schema())\(fresh("p")) partition of \(name(parent.id)) default"
    }

    mutating func createView() -> String? {
        guard let source = pick(objects(.table, .view, .materializedView)) else { return nil }
        let all = columns(source.id)
        guard !all.isEmpty else { return nil }
        let chosen = all.filter { _ in chance(60) }
        let list =
            chosen.isEmpty
            ? "*"
            : chosen.map { chance(30) ? "\($0.name) as \(fresh("v"))" : $0.name }.joined(
                separator: ", ")
        let extra = chance(30) ? ", count(*) over () as \(fresh("n"))" : ""
        let kind = one(["view", "view", "view", "materialized view"])
        // Without data nobody asks whether the owners of views may read what they read.
        return
            "create \(kind) \(schema())\(fresh("w")) as select \(list)\(extra) from \(name(source.id))"
            + (kind == "view" ? "" : " with no data")
    }

    mutating func createRoutine() -> String {
        if chance(20) {
            return
                "create function \(schema())\(fresh("h"))() returns boolean language sql as 'select true'"
        }
        if chance(40) {
            return
                "create function \(schema())\(fresh("tf"))() returns trigger language plpgsql as $$ begin return new; end $$"
        }
        let arguments = (0..<number(0..<3)).map { _ in type() }.joined(separator: ", ")
        let isSet = chance(40)
        let result =
            !isSet ? type() : chance(60) ? "setof \(type())" : "table (a \(type()), b \(type()))"
        let options = one(["", " immutable", " stable strict", " security definer"])
        return
            "create function \(schema())\(fresh("f"))(\(arguments)) returns \(result) language plpgsql\(options) as $$ begin return\(isSet ? "" : " null"); end $$"
    }

    private mutating func createTrigger() -> String? {
        let functions = objects(.function).filter { $0.facets[.returns] == .text("trigger") }
        guard let function = pick(functions), let relation = pick(objects(.table)) else {
            return nil
        }
        var event = one(["insert", "update", "delete"])
        var filter = ""
        if event == "update", chance(40), let column = pick(columns(relation.id)) {
            event += " of \(column.name)"
        }
        if event != "delete", chance(25), let column = pick(columns(relation.id)) {
            filter = " when (new.\(column.name) is not null)"
        }
        return
            "create trigger \(fresh("g")) \(one(["before", "after"])) \(event) on \(name(relation.id)) for each row\(filter) execute function \(name(function.id))()"
    }

    mutating func createType() -> String {
        switch number(0..<4) {
        case 0: return "create type \(schema())\(fresh("e")) as enum ('a', 'b', 'c')"
        case 1:
            return
                "create domain \(schema())\(fresh("d")) as \(one(["int", "text", "varchar(10)", "numeric(6, 2)"]))\(chance(30) ? " not null" : "")"
        case 2: return "create type \(schema())\(fresh("k")) as (a \(type()), b \(type()))"
        default:
            return
                "create type \(schema())\(fresh("m")) as range (subtype = \(one(["int", "float8", "text", "date"])))"
        }
    }

    private mutating func createIndex() -> String? {
        guard let relation = pick(objects(.table, .materializedView)) else { return nil }
        let usable = columns(relation.id).filter {
            ["integer", "bigint", "text", "date", "boolean", "character varying(10)", "smallint"]
                .contains($0.type)
        }
        guard let column = pick(usable) else { return nil }
        let isText = column.type == "text" || column.type.hasPrefix("character")
        let element = isText && chance(50) ? "lower(\(column.name))" : column.name
        let predicate = chance(30) ? " where \(column.name) is not null" : ""
        let chosen = chance(50) ? fresh("i") + " " : ""
        return
            "create \(chance(20) ? "unique " : "")index \(chosen)on \(name(relation.id)) (\(element))\(predicate)"
    }

    private mutating func createPolicy() -> String? {
        guard let relation = pick(objects(.table)) else { return nil }
        return
            "create policy \(fresh("y")) on \(name(relation.id)) for \(one(["all", "select", "update", "delete"])) to \(one(["public", "reader", "alice, bob"])) using (\(condition(over: relation)))"
    }
}

/// The fold of statements, as one file.
enum HistoryFold {
    static func catalog(of statements: [String]) -> Catalog {
        Snippet(name: "history", sql: statements.map { $0 + ";\n" }.joined()).fold().catalog
    }
}
