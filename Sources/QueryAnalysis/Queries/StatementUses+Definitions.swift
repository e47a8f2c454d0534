public import SQLSyntax

extension StatementUses {
    /// The uses of a statement that defines or changes an object: what must be there already for it
    /// to be accepted. Nothing for any other statement.
    public init(definition statement: Statement) {
        self.init()
        var walker = Walker()
        walker.define(statement)
        self = walker.uses
        definesOnly = true
    }
}

extension StatementUses.Walker {
    mutating func define(_ statement: Statement) {
        switch statement {
        case .createTable(let create): define(create)
        case .createTableAs(let create): if let query = create.query { visit(query, []) }
        case .createView(let create): visit(create.query, [])
        case .createIndex(let create):
            let scope = scope(create.table)
            for element in create.elements + create.including { visit(element, scope) }
            if let predicate = create.predicate { visit(predicate, scope) }
        case .createTrigger(let create):
            _ = scope(create.table)
            uses.named.append(Named(.routine, create.function))
            for column in create.columns { use(column, [create.table]) }
        case .createPolicy(let policy): conditions(policy)
        case .alterPolicy(let policy):
            conditions(policy)
            uses.named.append(Named(kind: .policy, name: policy.name, table: policy.table))
        case .alterTable(let alter) where !alter.ifExists: define(alter)
        case .createDomain(_, let type, _): uses.types.append(type)
        case .createComposite(_, let columns): for column in columns { define(column, of: nil) }
        case .createRoutine(let routine):
            uses.types += routine.parameters.map(\.type) + [routine.returns].compactMap { $0 }
        case .rename(let rename) where !rename.ifExists: name(rename.object)
        case .setSchema(let object, _, let ifExists) where !ifExists: name(object)
        case .setOwner(let object, _): name(object)
        case .drop(let drop) where !drop.ifExists: for object in drop.objects { name(object) }
        case .grant(let grant):
            guard case .objects(let objects) = grant.target else { return }
            for object in objects { name(object) }
        default: break
        }
    }

    private typealias Named = StatementUses.Named

    /// A table whose columns are in scope.
    private mutating func scope(_ table: QualifiedName) -> StatementUses.Scopes {
        uses.reads.append(table)
        return [[StatementUses.Source(alias: table.name, relation: table)]]
    }

    private mutating func visit(_ element: IndexElement, _ scopes: StatementUses.Scopes) {
        if let column = element.column { visit(.column([column]), scopes) }
        if let expression = element.expression { visit(expression, scopes) }
    }

    private mutating func conditions(_ policy: PolicyDefinition) {
        let scope = scope(policy.table)
        for condition in [policy.using, policy.check].compactMap({ $0 }) { visit(condition, scope) }
    }

    // MARK: - Tables

    private mutating func define(_ create: CreateTable) {
        for element in create.elements {
            switch element {
            case .column(let column): define(column, of: nil)
            case .constraint(let constraint): define(constraint, of: nil)
            case .like(let like): uses.reads.append(like.table)
            }
        }
        uses.reads += create.inherits + [create.partitionOf].compactMap { $0 }
    }

    private mutating func define(_ column: ColumnDefinition, of table: QualifiedName?) {
        if let type = column.type { uses.types.append(type) }
        for constraint in column.constraints { define(constraint, of: table) }
    }

    private mutating func define(_ constraint: Constraint, of table: QualifiedName?) {
        let scopes = table.map { [[StatementUses.Source(alias: $0.name, relation: $0)]] } ?? []
        switch constraint.kind {
        case .default(let value), .generated(let value), .check(let value): visit(value, scopes)
        case .foreignKey(let key):
            uses.reads.append(key.table)
            for column in key.referenced { use(column, [key.table]) }
            uses.named.append(
                Named(kind: .key, name: "", table: key.table, columns: key.referenced))
            if let table { for column in key.columns { use(column, [table]) } }
        case .primaryKey(let key), .unique(let key, _):
            if let table { for column in key.columns { use(column, [table]) } }
        default: break
        }
    }

    private mutating func define(_ alter: AlterTable) {
        switch alter.objectKind {
        case .table, .foreignTable, .view, .materializedView: uses.reads.append(alter.table)
        default: return
        }
        let table = alter.table
        for action in alter.actions {
            switch action {
            case .addColumn(let column, _): define(column, of: table)
            case .addConstraint(let constraint): define(constraint, of: table)
            case .dropColumn(let name, false, _), .setNotNull(let name), .dropNotNull(let name),
                .setDefault(let name, _), .setExpression(let name, _), .alterType(let name, _, _):
                use(name, [table])
            case .dropConstraint(let name, false, _), .validateConstraint(let name):
                uses.named.append(Named(kind: .constraint, name: name, table: table))
            case .enableTrigger(let name?), .disableTrigger(let name?):
                uses.named.append(Named(kind: .trigger, name: name, table: table))
            case .attachPartition(let other, _), .detachPartition(let other),
                .addInherit(let other):
                uses.reads.append(other)
            default: break
            }
        }
    }

    // MARK: - Named objects

    private mutating func name(_ object: ObjectReference) {
        switch object.kind {
        case .table, .view, .materializedView, .foreignTable, .sequence:
            uses.named.append(Named(.relation, object.name))
        case .function, .procedure, .routine:
            uses.named.append(Named(.routine, object.name, arguments: object.arguments))
        case .type, .domain: uses.named.append(Named(.type, object.name))
        case .schema: uses.named.append(Named(kind: .schema, name: object.name.name))
        case .trigger, .policy, .tableConstraint:
            guard let table = object.relation else { return }
            let kind: Named.Kind =
                object.kind == .trigger
                ? .trigger : object.kind == .policy ? .policy : .constraint
            uses.named.append(Named(kind: kind, name: object.name.name, table: table))
        default: break
        }
    }
}
