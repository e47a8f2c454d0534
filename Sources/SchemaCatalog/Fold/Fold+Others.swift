import QueryAnalysis
import SQLSyntax

extension CatalogFold {
    /// Who brought what stands in a schema.
    func origin(inSchema schema: String) -> CatalogObject.Origin {
        session.externalSchemas.contains(schema) ? .system : .schema
    }

    mutating func createSchema(
        _ name: String?, _ owner: RoleName?, _ ifNotExists: Bool, _ elements: [Statement]
    ) {
        var schema = name ?? ""
        if name == nil, case .named(let role)? = owner { schema = role }
        guard !schema.isEmpty else { return }
        if ownsAssumedSchemas, !ifNotExists, session.externalSchemas.contains(schema) {
            // Where a platform had brought it this would be an error.
            session.externalSchemas.remove(schema)
            state.changingNames = ChangingNames()
            state.schemas[schema] = nil
        }
        if state.schemas[schema]?.origin == .system {
            // A platform's schema, or `public`: the migration makes sure that it is there.
        } else if state.schemas[schema] != nil {
            if !ifNotExists { reject("schema \"\(schema)\" already exists") }
        } else {
            var ownership = newOwnership(.schema, in: nil)
            if let owner { ownership.change(to: roleName(owner)) }
            state.schemas[schema] = ContainerState(
                provenance: [provenance(.created)], origin: .schema, ownership: ownership)
        }
        guard !elements.isEmpty else { return }
        let (path, role) = (session.searchPath, session.role)
        session.searchPath = [schema] + path
        // The elements belong to the schema's owner (`CreateSchemaCommand`).
        if let owner { session.role = roleName(owner) }
        for element in elements { apply(element) }
        (session.searchPath, session.role) = (path, role)
    }

    /// Objects that need no more than their name. False where the statement is about something
    /// else.
    mutating func applyOther(_ statement: Statement) -> Bool {
        switch statement {
        // It comes with every database.
        case .createExtension("plpgsql", _, _, _): break
        case .createExtension(let name, let schema, let ifNotExists, let cascade):
            let id = ObjectID(.extension, name: name)
            // A migration that asks for what the platform has makes it the project's own.
            if state.others[id]?.origin == .system {
                state.others[id]?.origin = .schema
                let created = provenance(.created)
                state.others[id]?.provenance = [created]
                break
            }
            let isNew = state.others[id] == nil
            guard !isNew || installRequirements(of: name, schema, ifCascading: cascade) else {
                break
            }
            addOther(id, ifNotExists: ifNotExists)
            guard isNew else { break }
            let place = schema ?? session.searchPath.first { state.schemas[$0] != nil } ?? "public"
            state.others[id]?.schema = place
            addMembers(ofExtension: name, in: place)
        case .createRole(let role):
            addOther(ObjectID(.role, name: role.name))
            state.memberships.create(role)
        case .grantRole(let roles, let grantees, let isGrant):
            state.memberships.change(roles, grantees.map(roleName), isGrant: isGrant)
        case .createEventTrigger(let name, _, let function):
            let id = ObjectID(.eventTrigger, name: name)
            let name = routineName(function).map { FacetValue.text(fullText($0)) }
            addOther(id, [.function: name ?? .unknown])
            let handle = routine(function, arguments: [])
            state.others[id]?.function = handle
        case .createPublication(let name, let content):
            addOther(ObjectID(.publication, name: name))
            change(publication: name, .set, content)
        case .alterPublication(let name, let what, let content):
            change(publication: name, what, content)
        case .createForeignDataWrapper(let name):
            addOther(ObjectID(.foreignDataWrapper, name: name))
        case .createForeignServer(let name, let wrapper, let ifNotExists):
            addOther(ObjectID(.foreignServer, name: name), ifNotExists: ifNotExists)
            state.others[ObjectID(.foreignServer, name: name)]?.provider = wrapper
        case .createLanguage(let name, let orReplace):
            addOther(ObjectID(.language, name: name), ifNotExists: orReplace)
        case .createCast(let source, let target, let function, let context):
            guard let from = resolve(source)?.withoutModifier,
                let to = resolve(target)?.withoutModifier
            else { return true }
            let id = ObjectID(
                .cast,
                name: "\(state.typeText(from, bare: true)) AS \(state.typeText(to, bare: true))")
            addOther(id, [.context: .text(context)])
            state.others[id]?.operands = [from, to]
            let handle = function.flatMap {
                routine($0.name, arguments: $0.arguments?.map { resolve($0) })
            }
            state.others[id]?.function = handle
        case .define(let kind, let name, let arguments, let options, let ifNotExists, let orReplace):
            define(kind, name, arguments, options, ifNotExists || orReplace)
        case .dropRole(let names, _):
            for name in names { state.memberships.drop(name) }
            for id in names.map({ ObjectID(.role, name: $0) })
            where state.others.removeValue(forKey: id) != nil { noteDropped(id) }
        default: return false
        }
        return true
    }

    mutating func addOther(
        _ id: ObjectID, _ facets: FacetValues = [:], ifNotExists: Bool = false
    ) {
        if state.others[id] != nil {
            if !ifNotExists { reject("\(id.kind.rawValue) \"\(id.name)\" already exists") }
            return
        }
        state.others[id] = OtherState(
            facets: facets, provenance: [provenance(.created)],
            ownership: newOwnership(id.kind, in: id.schema))
    }

    private mutating func define(
        _ kind: StatementObjectKind, _ name: QualifiedName, _ arguments: [TypeName],
        _ options: [DefinitionItem], _ ifNotExists: Bool
    ) {
        guard let schema = creationSchema(name) else { return }
        switch kind {
        case .aggregate:
            createAggregate(
                CatalogName(schema: schema, name: name.name), arguments, options,
                orReplace: ifNotExists)
        case .operator:
            let operands = ["leftarg", "rightarg"].compactMap { side in
                options.first { $0.name == side }?.type.flatMap(resolve)?.withoutModifier
            }
            let id = ObjectID(
                .operator, schema: schema, name: name.name,
                arguments: operands.map { state.typeText($0, bare: true) })
            addOther(id, ifNotExists: ifNotExists)
            let function = options.first { $0.name == "function" || $0.name == "procedure" }.map(
                Self.name)
            let handle = function.flatMap { routine($0, arguments: operands) }
            state.others[id]?.operands = operands
            state.others[id]?.function = handle
        case .collation:
            addOther(
                ObjectID(.collation, schema: schema, name: name.name), ifNotExists: ifNotExists)
        default: break
        }
    }
}
