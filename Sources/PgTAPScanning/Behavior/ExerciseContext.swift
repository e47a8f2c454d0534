import QueryAnalysis
import SchemaCatalog
import SQLSyntax

/// One exercise, and the catalog to look its names up in.
struct ExerciseContext {
    private(set) var exercise: Exercise
    let catalog: Catalog
    /// Names that the test file itself creates.
    private let createdNames: Set<String>

    /// What a routine's body executes when this statement calls it.
    func within(_ routine: CatalogObject, _ uses: StatementUses) -> ExerciseContext {
        var inner = self
        inner.exercise.uses = uses
        inner.exercise.catalogAssertions = []
        if let path = routine.body?.searchPath { inner.exercise.searchPath = path }
        if routine.facets[.security] == .text("definer") { inner.exercise.role = .session }
        return inner
    }

    /// Whether another role than the session's executes it.
    var hasOwnRole: Bool { exercise.role != .session }

    init(_ exercise: Exercise, _ file: TestFile, _ catalog: Catalog) {
        self.exercise = exercise
        self.catalog = catalog
        createdNames = file.createdNames
    }

    /// Whether an assertion judges what the statement does, beyond its running.
    var isJudged: Bool { exercise.function != nil }

    /// Whether it is expected to fail for a reason of the schema's own code (RAISE).
    var raises: Bool {
        guard case .fails(let state, _) = exercise.expectation else { return false }
        return state == nil || state == "P0001"
            || state.map { !ConstraintEvidence.states.contains($0) } ?? false
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
        catalog[
            ObjectID(.column, schema: relation.id.schema, relation: relation.id.name, name: name)]
    }

    func children(_ kinds: ObjectKinds, of relation: CatalogObject) -> [CatalogObject] {
        catalog.children(kinds, ofSchema: relation.id.schema, relation: relation.id.name)
    }

    func constraint(_ name: String, of relation: CatalogObject) -> CatalogObject? {
        children([.primaryKey, .unique, .foreignKey, .check, .exclusion], of: relation).first {
            $0.id.name == name
        }
    }

    /// The triggers that a command fires; all where the catalog does not know their events.
    func triggers(of relation: CatalogObject, firedBy command: StatementUses.Command)
        -> [CatalogObject]
    {
        let event: TriggerEvents =
            command == .insert ? .insert : command == .update ? .update : .delete
        return children([.trigger], of: relation).filter { $0.events?.contains(event) ?? true }
    }

    /// The function that a trigger runs.
    func function(of trigger: CatalogObject) -> CatalogObject? {
        guard case .text(let name)? = trigger.facets[.function], let dot = name.firstIndex(of: ".")
        else { return nil }
        return catalog.objects(
            inSchema: String(name[..<dot]), named: String(name[name.index(after: dot)...])
        ).first { $0.id.kind == .function }
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

    /// How many of a routine's arguments have defaults the catalog does not keep: fewer may be
    /// given.
    private func accepts(_ routine: CatalogObject, _ count: Int) -> Bool {
        count <= routine.id.arguments?.count ?? 0
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
