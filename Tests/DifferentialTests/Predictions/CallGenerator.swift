import PgTAPScanning
import SchemaCatalog
import TestSupport

/// Makes calls of one signature about the objects of a catalog: with the values that the catalog
/// has, and with one of them changed.
struct CallGenerator {
    let catalog: Catalog
    var random: SeededGenerator

    /// Calls as SQL, each a statement without its semicolon.
    mutating func calls(_ signature: Signature, objects limit: Int) -> [String] {
        var candidates = objects(signature)
        while candidates.count > limit { candidates.remove(at: random.below(candidates.count)) }
        var calls: [String] = []
        for object in candidates {
            let values = signature.roles.map { RoleValues(catalog, object).value($0) }
            calls.append(text(signature, values))
            if let array = arrayType(signature, values) { calls.append(array) }
            for index in values.indices where signature.roles[index] != .description {
                guard let changed = changed(values[index], signature.roles[index], object) else {
                    continue
                }
                var others = values
                others[index] = changed
                calls.append(text(signature, others))
            }
        }
        return calls
    }

    /// The same about the array type that the server makes beside a type or a relation.
    private func arrayType(_ signature: Signature, _ values: [ArgumentSpelling]) -> String? {
        guard signature.subject == .type, signature.aspect == .existence,
            let place = signature.roles.firstIndex(of: .type), case .text(let name) = values[place]
        else { return nil }
        var others = values
        others[place] = .text("_" + name)
        return text(signature, others)
    }

    private func objects(_ signature: Signature) -> [CatalogObject] {
        let kinds = signature.subject.flatMap { Self.kinds[$0] } ?? []
        return catalog.objects.filter { kinds.contains($0.id.kind) }
    }

    private static let kinds: [AssertionSubject: ObjectKinds] = [
        .table: [.table], .view: [.view], .materializedView: [.materializedView],
        .foreignTable: [.foreignTable],
        .sequence: [.sequence], .relation: [.table, .view, .sequence, .materializedView],
        .column: [.column],
        .compositeType: [.compositeType], .type: [.enum, .domain, .compositeType, .rangeType],
        .enum: [.enum],
        .domain: [.domain], .schema: [.schema], .extension: [.extension], .role: [.role],
        .index: [.index],
        .function: [.function, .procedure, .aggregate], .trigger: [.trigger], .policy: [.policy],
        .rule: [.rule],
        .primaryKey: [.primaryKey, .table], .unique: [.unique, .primaryKey, .table],
        .check: [.check, .table],
        .foreignKey: [.foreignKey, .table], .partition: [.table], .inheritance: [.table],
        .operator: [.operator],
        .cast: [.cast], .language: [.schema], .tablespace: [.schema], .database: [.schema],
        .foreignServer: [.schema], .foreignDataWrapper: [.schema], .operatorClass: [.schema],
    ]

    /// Another value for the same role: one of another object, one member less or more, or
    /// nonsense.
    private mutating func changed(
        _ value: ArgumentSpelling, _ role: ArgumentRole, _ object: CatalogObject
    ) -> ArgumentSpelling? {
        if case .list(let items) = value, random.below(3) > 0 {
            if random.below(2) == 0 { return .list(items + ["one_more"]) }
            return items.isEmpty ? nil : .list(Array(items.dropLast()))
        }
        if random.below(3) == 0 { return value.isList ? .list(["nonsense"]) : .text("nonsense") }
        let kin = catalog.objects.filter { $0.id.kind == object.id.kind }
        let other = RoleValues(catalog, kin[random.below(kin.count)]).value(role)
        return other == value ? nil : other
    }

    private func text(_ signature: Signature, _ values: [ArgumentSpelling]) -> String {
        let arguments = zip(values, signature.argumentTypes).map { $0.sql(as: $1) }
        return "SELECT \(signature.name)(\(arguments.joined(separator: ", ")))"
    }
}

/// A value before it has a type.
enum ArgumentSpelling: Hashable {
    case text(String)
    case list([String])

    var isList: Bool { if case .list = self { true } else { false } }

    /// A literal cast to the type of a parameter, so that no other overload can be meant.
    func sql(as type: String) -> String {
        let isArray = type.hasSuffix("[]")
        switch self {
        case .text(let text) where isArray: return ArgumentSpelling.list([text]).sql(as: type)
        case .text(let text):
            if type == "integer" || type == "boolean" { return type == "integer" ? "1" : "true" }
            return "\(Self.quoted(text))::\(type == "anyelement" ? "text" : type)"
        case .list(let items) where isArray:
            return "ARRAY[\(items.map(Self.quoted).joined(separator: ", "))]::\(type)"
        case .list(let items): return ArgumentSpelling.text(items.first ?? "").sql(as: type)
        }
    }

    private static func quoted(_ text: String) -> String {
        "'" + text.replacing("'", with: "''") + "'"
    }
}
