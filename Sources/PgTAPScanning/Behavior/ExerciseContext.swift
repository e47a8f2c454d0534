import QueryAnalysis
import SQLSyntax
import SchemaCatalog

/// One exercise, and the catalog to look its names up in.
struct ExerciseContext {
    /// Held by a handle: it is handed about with every statement of every body.
    private let contents: Contents

    private struct Parts {
        var exercise: Exercise
        let catalog: Catalog
        let createdNames: Set<String>
        let forgoesDeferred: Bool
        let mayMeetRows: Bool
        let withheld: WithheldTables
        var givesRows = true
        var isOwn = true
        let isAnswered: Bool
    }

    private final class Contents {
        let parts: Parts

        init(_ parts: Parts) { self.parts = parts }
    }

    var exercise: Exercise { _read { yield contents.parts.exercise } }
    var catalog: Catalog { contents.parts.catalog }
    /// Names that the test file itself creates.
    private var createdNames: Set<String> { contents.parts.createdNames }
    /// Whether there may be rows: something before it has written some, or called what may have.
    var mayMeetRows: Bool { contents.parts.mayMeetRows }
    /// The tables that the file shows to be kept from some role.
    var withheld: WithheldTables { contents.parts.withheld }
    /// Whether what its queries give is the statement's own result: PL/pgSQL puts it into
    /// variables.
    var givesRows: Bool { contents.parts.givesRows }
    /// Whether the test itself executes it, and not a routine or a policy.
    var isOwn: Bool { contents.parts.isOwn }

    /// Whether it stands in a function of the test's own that an assertion calls.
    private var isAnswered: Bool { contents.parts.isAnswered }

    private func changing(_ change: (inout Parts) -> Void) -> ExerciseContext {
        var parts = contents.parts
        change(&parts)
        return ExerciseContext(contents: Contents(parts))
    }

    private init(contents: Contents) { self.contents = contents }

    init(
        _ exercise: Exercise, _ file: TestFile, _ catalog: Catalog,
        withheld: WithheldTables = WithheldTables(), mayMeetRows: Bool = true,
        isAnswered: Bool = false
    ) {
        var exercise = exercise
        exercise.uses = Self.known(exercise.uses, exercise)
        contents = Contents(
            Parts(
                exercise: exercise, catalog: catalog, createdNames: file.createdNames,
                forgoesDeferred: file.forgoesDeferred, mayMeetRows: mayMeetRows, withheld: withheld,
                isAnswered: isAnswered)
        )
    }

    /// What the conditions of a policy execute for this statement.
    func within(_ policy: CatalogObject) -> ExerciseContext? {
        guard let uses = catalog.uses(ofPolicy: policy) else { return nil }
        return changing { inner in
            inner.exercise.uses = uses
            inner.exercise.expectation = .runs
            inner.isOwn = false
            inner.exercise.catalogAssertions = []
            inner.exercise.searchPath = nil
        }
    }

    /// The same where other rows are asked for.
    func asking(for filters: [StatementUses.Filter]) -> ExerciseContext {
        changing { $0.exercise.uses = exercise.uses.asking(for: filters) }
    }

    /// What a routine's body executes when this statement calls it.
    func within(_ routine: CatalogObject, _ uses: StatementUses) -> ExerciseContext {
        changing { inner in
            inner.exercise.uses = Self.known(uses, exercise)
            inner.exercise.catalogAssertions = []
            inner.isOwn = false
            inner.givesRows =
                givesRows && routine.definition.body?.language == "sql"
                && showsColumns(of: routine, reading: uses)
            if let path = routine.definition.body?.searchPath { inner.exercise.searchPath = path }
            if routine.facets[.security] == .text("definer") { inner.exercise.role = .session }
        }
    }

    /// The same for a statement of a body that is known to have been reached before, by whomever.
    func having(reached uses: StatementUses, of routine: CatalogObject) -> ExerciseContext {
        within(routine, uses).changing {
            ($0.exercise.expectation, $0.exercise.role) = (.runs, .session)
        }
    }

    /// The role that executes it, to which row security applies; nil for one that is not known, or
    /// that sees all.
    var ownRole: String? { Self.ownRole(of: exercise) }

    private static func ownRole(of exercise: Exercise) -> String? {
        guard case .named(let name) = exercise.role else { return nil }
        return ["", "postgres", "service_role"].contains(name) ? nil : name
    }

    /// Whether another role than the session's executes it.
    var hasOwnRole: Bool { exercise.role != .session }

    /// What a statement uses, with what it asks of the token told.
    private static func known(_ uses: StatementUses, _ exercise: Exercise) -> StatementUses {
        guard uses.calls.contains(where: { TokenRoutines.mayBe($0.name) }) else { return uses }
        return uses.mapValues { TokenRoutines.told($0, exercise.signedIn, ownRole(of: exercise)) }
    }

    /// Whether it may put in rows: it writes, or calls a function that neither the server nor pgTAP
    /// has, and that is not one of the schema's that promises to write nothing.
    var mayWrite: Bool {
        !exercise.uses.writes.isEmpty
            || exercise.uses.calls.contains { call in
                guard !FunctionNames.shared.contains(call.name.name),
                    !ServerFunctionResult.exists(call.name.name)
                else { return false }
                guard let routine = routine(call) else { return true }
                return routine.facets[.volatility] == .text("volatile")
            }
    }

    /// Whether an assertion judges what the statement does, beyond its running.
    var isJudged: Bool { exercise.function != nil }

    /// Whether an assertion judges what the routines do that it calls: beyond their running, or by
    /// calling the test's own function that calls them.
    var judgesRoutines: Bool { isJudged || isAnswered }

    /// Whether the values that it gives are compared, and not only that it runs or gives any row.
    var compares: Bool {
        guard let function = exercise.function, exercise.expectation == .result else {
            return false
        }
        return function != "isnt_empty" && function != "is_empty"
    }

    /// Whether nothing is to come of it: no row, false, null.
    var wantsNothing: Bool { exercise.wantsNothing || exercise.expectation == .empty }

    /// Whether routines that it calls may well have left before their end.
    var mayLeaveEarly: Bool {
        if case .fails = exercise.expectation { return true }
        return exercise.wantsNothing
    }

    /// Whether it is expected to fail.
    var wantsError: Bool {
        switch exercise.expectation {
        case .fails, .failsAnyhow: true
        case .runs, .result, .empty: false
        }
    }

    /// The SQLSTATE and message of the error that it is expected to fail with, as far as they are
    /// said.
    var wantedError: (state: String?, message: String?) {
        if case .fails(let state, let message) = exercise.expectation {
            (state, message)
        } else {
            (nil, nil)
        }
    }

    /// What the pattern for its message says in so many words.
    var patternPieces: [String] {
        switch exercise.function {
        case "throws_like", "throws_ilike", "throws_matching", "throws_imatching": exercise.wanted
        default: []
        }
    }

    // MARK: - Names

    private var path: [String] { exercise.searchPath ?? catalog.searchPath }

    private func schemas(_ name: QualifiedName) -> [String] { name.schema.map { [$0] } ?? path }

    private func find(_ name: QualifiedName, _ kinds: ObjectKinds) -> CatalogObject? {
        // The test's own table of that name hides the schema's.
        if name.schema == nil, createdNames.contains(name.name) { return nil }
        for schema in schemas(name) {
            if let found = catalog.object(kinds, inSchema: schema, named: name.name) {
                return found
            }
        }
        return nil
    }

    /// What a `regclass` may be.
    func relationOrIndex(_ name: QualifiedName) -> CatalogObject? {
        if let found = find(name, ObjectKind.relations.union([.sequence])) { return found }
        if name.schema == nil, createdNames.contains(name.name) { return nil }
        return schemas(name).lazy.compactMap {
            self.catalog.index(inSchema: $0, named: name.name)
        }.first
    }

    /// The schema and name of a relation, also of one that no migration makes.
    func place(of name: QualifiedName) -> (schema: String?, name: String) {
        (relation(name)?.id.schema ?? name.schema ?? path.first, name.name)
    }

    func relation(_ name: QualifiedName) -> CatalogObject? { find(name, ObjectKind.relations) }

    func type(_ type: TypeName) -> CatalogObject? {
        guard type.referenceTable == nil else { return nil }
        return find(type.name, [.enum, .domain, .compositeType, .rangeType])
    }

    func columns(of relation: CatalogObject) -> [CatalogObject] {
        guard case .list(let names)? = relation.facets[.columns] else { return [] }
        return names.compactMap { column($0, of: relation) }
    }

    func column(_ name: String, of relation: CatalogObject) -> CatalogObject? {
        catalog.child([.column], of: relation, named: name)
    }

    func children(_ kinds: ObjectKinds, of relation: CatalogObject) -> [CatalogObject] {
        catalog.children(kinds, ofSchema: relation.id.schema, relation: relation.id.name)
    }

    func constraint(_ name: String, of relation: CatalogObject) -> CatalogObject? {
        children([.primaryKey, .unique, .foreignKey, .check, .exclusion], of: relation).first {
            $0.id.name == name
        }
    }

    /// The triggers that a write fires; all where the catalog does not know their events. The table
    /// need be none of the schema's own.
    func triggers(firedBy write: StatementUses.Write) -> [CatalogObject] {
        let event: TriggerEvents =
            write.command == .insert ? .insert : write.command == .update ? .update : .delete
        if write.relation.schema == nil, createdNames.contains(write.relation.name) { return [] }
        let place = place(of: write.relation)
        let triggers =
            catalog.children([.trigger], ofSchema: place.schema, relation: place.name)
            + catalog.externalTriggers(ofSchema: place.schema, relation: place.name)
        return triggers.filter { trigger in
            let events = trigger.definition.events ?? event
            guard events.contains(event) else { return false }
            if contents.parts.forgoesDeferred, events.contains(.deferred) { return false }
            // `UPDATE OF`: only where a column of them is set, whatever to.
            return write.command != .update || write.columns.isEmpty
                || trigger.definition.updateColumns.isEmpty
                || trigger.definition.updateColumns.contains(where: write.columns.contains)
        }
    }

    /// The function that a trigger runs.
    func function(of trigger: CatalogObject) -> CatalogObject? {
        guard case .text(let name)? = trigger.facets[.function], let dot = name.firstIndex(of: ".")
        else { return nil }
        return catalog.objects(
            inSchema: String(name[..<dot]), named: String(name[name.index(after: dot)...])
        ).first { $0.id.kind == .function }
    }

    /// The columns that a trigger sets to the time of the transaction where its function is no
    /// other than the server's own `moddatetime` (contrib/spi), which is told which by an argument.
    func timesSet(by trigger: CatalogObject) -> Set<String>? {
        guard case .text(let name)? = trigger.facets[.function], name.hasSuffix("moddatetime"),
            let table = trigger.id.relation.flatMap({
                find(QualifiedName(trigger.id.schema, $0), [.table])
            })
        else { return nil }
        let times = columns(of: table).filter { column in
            if case .text(let type)? = column.facets[.type] {
                type.hasPrefix("timestamp")
            } else {
                false
            }
        }
        return Set(times.map(\.id.name))
    }

    /// The sequence of `nextval('name')` and its kin.
    func sequence(_ call: StatementUses.Call) -> CatalogObject? {
        guard ["nextval", "currval", "setval"].contains(call.name.name),
            let text = call.texts.first.flatMap({ $0 })
        else { return nil }
        let parts = text.split(separator: ".").map { String($0.filter { $0 != "\"" }) }
        return find(QualifiedName(parts.count > 1 ? parts[0] : nil, parts.last ?? ""), [.sequence])
    }

    // MARK: - Routines

    /// The routine that a call means: the one for so many arguments, and of several the one whose
    /// types fit.
    func routine(_ call: StatementUses.Call) -> CatalogObject? {
        for schema in schemas(call.name) {
            let candidates = catalog.objects(inSchema: schema, named: call.name.name).filter {
                object in
                ObjectKind.routines.contains(object.id.kind)
                    && accepts(object, call.arguments.count)
            }
            if candidates.count == 1 { return candidates[0] }
            if candidates.count > 1 { return candidates.first { fits($0, call) } }
        }
        return nil
    }

    /// The routine that a `regproc` or `regprocedure` constant names: the only one of the name
    /// where no arguments are given.
    func routine(_ name: QualifiedName, arguments: [String]?) -> CatalogObject? {
        for schema in schemas(name) {
            let found = catalog.objects(ObjectKind.routines, inSchema: schema, named: name.name)
                .filter { routine in
                    arguments.map { matches(routine.id.arguments ?? [], $0) } ?? true
                }
            if !found.isEmpty { return found.count == 1 ? found[0] : nil }
        }
        return nil
    }

    /// Types of the schema may be written without theirs.
    private func matches(_ own: [String], _ given: [String]) -> Bool {
        own.count == given.count
            && zip(own, given).allSatisfy { own, given in
                own == given || own.hasSuffix("." + given) || given.hasSuffix("." + own)
            }
    }

    /// How many of a routine's arguments have defaults the catalog does not keep: fewer may be
    /// given.
    private func accepts(_ routine: CatalogObject, _ count: Int) -> Bool {
        routine.definition.isVariadic || count <= routine.id.arguments?.count ?? 0
    }

    private func fits(_ routine: CatalogObject, _ call: StatementUses.Call) -> Bool {
        guard let arguments = routine.id.arguments, arguments.count == call.arguments.count else {
            return false
        }
        return zip(arguments, call.arguments).allSatisfy { parameter, argument in
            guard let argument else { return true }
            return parameter == SQLType.printedName(argument)
        }
    }
}

extension SQLType {
    /// A type as written, as `format_type()` prints it, where it is one of the server's; else its
    /// bare name.
    static func printedName(_ type: TypeName) -> String {
        guard let builtin = SQLType.named(type.name.name) else {
            return type.name.name + (type.isArray ? "[]" : "")
        }
        return (type.isArray ? builtin.array : builtin).formatted(modifierGiven: false) { _ in "" }
    }
}
