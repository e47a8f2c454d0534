import SchemaCatalog

/// Which rules tell what an assertion proves. Found once for each signature.
enum AssertionFamily {
    case absence, owner, privileges, set, inheritance
    /// That a relation of these kinds is there; the role of the argument that names it.
    case whole(ObjectKinds, role: ArgumentRole)
    /// Of an object that stands in no schema.
    case global(ObjectKind)
    case type, column, constraint, index, function, tableObject, `operator`
    /// Nothing of the schema.
    case none

    init(_ subject: AssertionSubject?, _ aspect: AssertionAspect?, _ polarity: AssertionPolarity?) {
        self =
            if polarity == .absent {
                .absence
            } else if aspect == .owner {
                .owner
            } else if aspect?.isPrivileges ?? false {
                .privileges
            } else if aspect?.isSet ?? false {
                .set
            } else if subject == .table, aspect == .partitioned {
                .inheritance
            } else {
                Self.ofSubject(subject)
            }
    }

    private static func ofSubject(_ subject: AssertionSubject?) -> AssertionFamily {
        switch subject {
        case .inheritance, .partition: .inheritance
        case .table: .whole([.table], role: .table)
        case .view: .whole([.view], role: .view)
        case .materializedView: .whole([.materializedView], role: .materializedView)
        case .foreignTable: .whole([.foreignTable], role: .table)
        case .sequence: .whole([.sequence], role: .sequence)
        case .relation: .whole(ObjectKind.anyRelation, role: .relation)
        case .compositeType: .whole([.compositeType], role: .type)
        case .type, .enum, .domain: .type
        case .schema: .global(.schema)
        case .extension: .global(.extension)
        case .role: .global(.role)
        case .language: .global(.language)
        case .column: .column
        case .primaryKey, .unique, .foreignKey, .check: .constraint
        case .index: .index
        case .function: .function
        case .trigger, .policy, .rule: .tableObject
        case .cast, .operator: .operator
        default: .none
        }
    }
}
