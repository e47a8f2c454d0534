import SchemaCatalog
import SQLText

/// `unchecked-argument`: an argument that makes no difference to whether the assertion passes.
enum UncheckedArgument {
    static let page = RulePage(
        "unchecked-argument",
        "pgTAP does not look at an argument that reads as if it were checked.",
        why:
            "The assertion passes whatever that argument says. has_index('users', 'users_email', 'email') takes 'email' for its description; function_returns('total', 'integer') looks at any one of the overloads of total(); col_isnt_pk() passes for a table that does not exist; domain_type_is() does not know the (10,2) of a base type; without a schema triggers_are() takes triggers of other tables.",
        example: "SELECT has_index('users', 'users_email', 'email');",
        remedy:
            "Write it in the form that checks it: ARRAY['email'] for the columns of an index, the arguments of a function, the schema of a table."
    )

    static func diagnostic(
        _ context: ClaimContext, _ outcome: ClaimOutcome, isComplete: Bool,
        at location: SourceLocation
    ) -> Diagnostic? {
        let found =
            column(context) ?? overload(context) ?? modifier(context) ?? otherTables(context)
            ?? (isComplete ? nothing(context, outcome) : nil)
        return found.map {
            Diagnostic(
                rule: page.rule, severity: $0.severity, message: $0.message, location: location)
        }
    }

    /// Whether the description is the columns of the table.
    static func takesColumnsForDescription(_ context: ClaimContext) -> Bool {
        column(context) != nil
    }

    private struct Fault {
        var severity: Severity
        var message: String
    }

    /// The description names a column of the table.
    private static func column(_ context: ClaimContext) -> Fault? {
        guard context.signature.mayTakeColumnsForDescription, !context.has(.column),
            let text = context.text(.description),
            let table = context.text(.table),
            let relation = context.find(ObjectKind.relations, table)
        else { return nil }
        // One by one: that most descriptions are none is said by their first words.
        var names: [String] = []
        var rest = text.utf8[...]
        while !rest.isEmpty {
            let name = String(Substring(rest.prefix { $0 != UInt8(ascii: ",") }))
            guard context.child([.column], of: relation, name) != nil else { return nil }
            names.append(name)
            rest = rest.dropFirst(name.utf8.count + 1).drop { $0 == UInt8(ascii: " ") }
        }
        guard !names.isEmpty else { return nil }
        let list = names.map { "'\($0)'" }.joined(separator: ", ")
        let remedy =
            forms[context.assertion.function].map { "use \($0)()" }
            ?? "write ARRAY[\(list)], with a description behind it"
        return Fault(
            severity: .warning,
            message:
                "\(context.assertion.function)() takes '\(text)' for its description and checks no column; \(remedy)"
        )
    }

    private static let forms = [
        "has_pk": "col_is_pk", "has_fk": "col_is_fk", "has_unique": "col_is_unique",
        "has_check": "col_has_check",
    ]

    /// One of several functions of the name.
    private static func overload(_ context: ClaimContext) -> Fault? {
        guard context.signature.subject == .function,
            context.signature.aspect != .existence, context.signature.aspect != .set,
            !context.has(.args),
            let name = context.text(.function)
        else { return nil }
        let schema = context.schemas().first {
            !context.catalog.objects(ObjectKind.routines, inSchema: $0, named: name).isEmpty
        }
        let count =
            schema.map {
                context.catalog.objects(ObjectKind.routines, inSchema: $0, named: name).count
            } ?? 0
        guard count > 1 else { return nil }
        return Fault(
            severity: .warning,
            message:
                "there are \(count) functions \(name)(), and pgTAP looks at any one of them; give the arguments: ARRAY['type', …]"
        )
    }

    /// `domain_type_is(…, 'numeric(10,2)')`.
    private static func modifier(_ context: ClaimContext) -> Fault? {
        guard context.signature.subject == .domain, context.signature.aspect == .baseType,
            let type = context.text(.type),
            let open = type.firstIndex(of: "("), !TypeText.isNamedAnew(type)
        else { return nil }
        return Fault(
            severity: .warning,
            message:
                "\(context.assertion.function)() knows the base type without its modifier, so \(type[open...]) cannot be checked; write '\(type[..<open])'"
        )
    }

    /// Their forms without a schema miss a condition: what another table has under the same name
    /// counts as well.
    private static func otherTables(_ context: ClaimContext) -> Fault? {
        let kind: ObjectKind
        let role: ArgumentRole
        switch (context.signature.subject, context.signature.aspect) {
        case (.trigger, .set): (kind, role) = (.trigger, .triggers)
        case (.policy, .set): (kind, role) = (.policy, .policies)
        default: return nil
        }
        guard !context.has(.schema),
            let table = context.text(.table),
            let relation = context.find(ObjectKind.relations, table)
        else { return nil }
        let shared = (context.list(role) ?? []).first { name in
            context.child([kind], of: relation, name).map { !context.catalog.isUniqueName($0.id) }
                ?? false
        }
        return shared.map { name in
            Fault(
                severity: .warning,
                message:
                    "without a schema \(context.assertion.function)() is content with the \(kind.rawValue) \"\(name)\" of any table; name the schema of \"\(table)\" first"
            )
        }
    }

    /// A negative assertion passes for want of the table.
    private static func nothing(_ context: ClaimContext, _ outcome: ClaimOutcome) -> Fault? {
        guard case .passesWithout(_, _, let missing?) = outcome else { return nil }
        let schemas = Set(context.schemas().compactMap { $0 })
        let isOfAnySchema = context.signature.lookup == .anySchema
        guard
            isOfAnySchema
                || schemas.allSatisfy({
                    context.catalog[ObjectID(.schema, name: $0)]?.origin == .schema
                        || $0 == "public"
                })
        else { return nil }
        let nearest =
            context.catalog.nearestName(to: missing, inSchemas: schemas).map {
                "; did you mean \"\($0)\"?"
            } ?? ""
        return Fault(
            severity: .warning,
            message:
                "there is no \"\(missing)\", for which alone \(context.assertion.function)() passes\(nearest)"
        )
    }
}
