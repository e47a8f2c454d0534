import SchemaCatalog
import SQLText

/// `misread-description`: a call that PostgreSQL reads otherwise than it was meant.
enum MisreadDescription {
    static let page = RulePage(
        "misread-description",
        "PostgreSQL reads an argument that was meant as a name as the assertion's description, or the reverse.",
        why:
            "Two untyped literals resolve to (name, text): has_table('app', 'users') tests a table app described as \"users\". A hasnt_… of this kind passes for nothing. The reverse: index_is_unique('users', 'users_email', 'emails differ') looks for a schema users.",
        example: "SELECT has_table('app', 'users');",
        remedy:
            "Cast the names ('app'::name, 'users'::name), or add a description as a further argument."
    )

    static func diagnostic(_ context: ClaimContext, at location: SourceLocation) -> Diagnostic? {
        message(context).map {
            Diagnostic(rule: page.rule, severity: .warning, message: $0, location: location)
        }
    }

    /// Whether the call is read otherwise than it was meant.
    static func isMisread(_ context: ClaimContext) -> Bool {
        context.has(.schema) ? descriptionTakenForName(context) != nil : namesSchema(context)
    }

    private static func message(_ context: ClaimContext) -> String? {
        context.has(.schema) ? descriptionTakenForName(context) : schemaTakenForName(context)
    }

    /// `has_table('app', 'users')`: the first of the arguments is a schema, and the last one no
    /// description.
    private static func namesSchema(_ context: ClaimContext) -> Bool {
        let assertion = context.assertion
        guard context.roles.last == .description, assertion.arguments.count == context.roles.count,
            case .text(let first) = assertion.arguments[0].value,
            case .text(let last)? = assertion.arguments.last?.value,
            !last.utf8.contains(UInt8(ascii: " ")), context.knows(schema: first)
        else { return false }
        return SignatureTable.shared[context.signature.number].contains {
            $0.roles.first == .schema
        }
    }

    /// The schema read as the name, and the name as the description.
    private static func schemaTakenForName(_ context: ClaimContext) -> String? {
        let (signature, assertion) = (context.signature, context.assertion)
        guard namesSchema(context), case .text(let first) = assertion.arguments[0].value,
            case .text(let last)? = assertion.arguments.last?.value
        else { return nil }
        // Few functions have a form with a schema and without a description.
        let hasSchemaForm = SignatureTable.shared[signature.number].contains {
            $0.roles.first == .schema && $0.roles.count == signature.roles.count
                && $0.roles.last != .description
        }
        let remedy =
            hasSchemaForm
            ? "cast the names to name ('\(first)'::name, …), or add a description"
            : "add a description as a further argument"
        return
            "PostgreSQL reads this call as \(signature.text): '\(first)' is the \(context.roles[0].rawValue), and '\(last)' its description; \(remedy)"
    }

    /// `index_is_unique('users', 'users_email', 'emails differ')`: the table read as the schema.
    private static func descriptionTakenForName(_ context: ClaimContext) -> String? {
        guard context.roles.first == .schema, context.roles.last != .description,
            let schema = context.text(.schema), let table = context.text(.table),
            context.catalog.object([.schema], inSchema: nil, named: schema) == nil,
            schema != "pg_catalog", schema != "information_schema"
        else { return nil }
        let path = context.assertion.searchPath ?? context.catalog.searchPath
        guard
            path.contains(where: {
                context.catalog.object(ObjectKind.relations, inSchema: $0, named: schema) != nil
            })
        else { return nil }
        return
            "PostgreSQL reads this call as \(context.signature.text): '\(schema)' is the schema, and '\(table)' the table; "
            + "name the schema first, or leave the description out"
    }
}
