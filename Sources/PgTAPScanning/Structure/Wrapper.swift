import ParseTree
import SchemaCatalog
public import SQLSyntax
import SQLText

/// A function that asserts on behalf of its caller: `assert_protected('public', 'users')`. Its body
/// is read once, and evaluated with the arguments of each call.
public struct Wrapper: Sendable, Hashable {
    /// Its name, without its schema.
    public var name: String
    /// Input parameters in order; an unnamed one is empty.
    public var parameters: [Parameter]
    /// Its body.
    public var body: ProceduralBlock

    /// A parameter: its name, and its type as written.
    public struct Parameter: Sendable, Hashable {
        /// Its name; empty where it has none.
        public var name: String
        /// Its type.
        public var type: TypeName
        /// What it is where the call leaves it out.
        public var `default`: Expression?
    }

    /// Functions that it gives the rows of, and that may assert in turn.
    var callees: [String] { Self.callees(of: body.steps) }

    private static func callees(of steps: [ProceduralStep]) -> [String] {
        steps.flatMap { step -> [String] in
            switch step.kind {
            case .perform(let query), .statement(.data(.query(let query)), _):
                PgTAPCalls.ofOwnFunctions(in: .query(query)).map(\.name.name)
            case .block(let block): callees(of: block.steps)
            case .branch(let branches, let otherwise):
                callees(of: branches.flatMap(\.steps) + otherwise)
            case .loop(_, _, let body): callees(of: body)
            default: []
            }
        }
    }

    /// Whether a call with these arguments may mean it: those left out have defaults.
    func accepts(_ call: FunctionCall) -> Bool {
        guard call.arguments.count <= parameters.count else { return false }
        return parameters.indices.allSatisfy {
            position(of: $0, in: call) != nil || parameters[$0].default != nil
        }
            && call.argumentNames.allSatisfy { name in
                name.map { name in parameters.contains { $0.name == name } } ?? true
            }
    }

    /// Which argument of a call a parameter takes; nil where its default stands.
    func position(of parameter: Int, in call: FunctionCall) -> Int? {
        if let named = call.argumentNames.firstIndex(of: parameters[parameter].name) {
            return named
        }
        let isGiven = parameter < call.arguments.count
        let isByName =
            parameter < call.argumentNames.count && call.argumentNames[parameter] != nil
        return isGiven && !isByName ? parameter : nil
    }

    /// The wrapper that a CREATE FUNCTION makes; nil for one without parameters, or that can assert
    /// nothing.
    init?(_ routine: CreateRoutine) {
        let inputs = routine.parameters.filter { $0.mode != .out && $0.mode != .table }
        // What calls other wrappers gives their lines, which are text.
        guard !inputs.isEmpty, let text = routine.body,
            Self.asserts(text) || routine.returns?.name.name == "text"
        else { return nil }
        name = routine.name.name
        parameters = inputs.map {
            Parameter(name: $0.name ?? "", type: $0.type, default: $0.default)
        }
        guard let read = Self.read(text, routine.options.language?.lowercased()) else { return nil }
        body = read
    }

    /// The wrapper that a routine of the schema is: helpers may be deployed by migrations. Nil as
    /// above.
    init?(_ routine: CatalogObject) {
        guard let text = routine.definition.body, let types = routine.id.arguments, !types.isEmpty,
            types.count == text.parameters.count, Self.asserts(text.text),
            let read = Self.read(text.text, text.language)
        else { return nil }
        name = routine.id.name
        let firstDefault = types.count - text.defaults.count
        parameters = types.indices.map { index in
            let type = types[index]
            let isArray = type.hasSuffix("[]")
            return Parameter(
                name: text.parameters[index],
                type: TypeName(
                    QualifiedName(isArray ? String(type.dropLast(2)) : type), isArray: isArray),
                default: index < firstDefault ? nil : text.defaults[index - firstDefault])
        }
        body = read
    }

    private static func read(_ text: String, _ language: String?) -> ProceduralBlock? {
        switch language {
        case "sql": ProcedureReader.readSQL(text)
        case "plpgsql": ProcedureReader.read(Array(text.utf8))
        default: nil
        }
    }

    /// Whether a body names a function of pgTAP's before a parenthesis. Cheap; what it lets through
    /// finds nothing later.
    private static func asserts(_ body: String) -> Bool {
        let bytes = Array(body.utf8)
        return bytes.indices.contains { open in
            guard bytes[open] == UInt8(ascii: "(") else { return false }
            let name = bytes[..<open].reversed().drop { $0.isSpace }.prefix {
                $0.isIdentifierContinuation
            }
            return FunctionNames.shared.contains(
                String(decoding: name.reversed(), as: UTF8.self).lowercased())
        }
    }

    /// Helpers that many Supabase projects install as an extension, by what its manual says of
    /// them.
    static let installed: [Wrapper] = {
        let sources = [
            """
            CREATE FUNCTION tests.rls_enabled(in_schema text) RETURNS text LANGUAGE sql AS $$
            SELECT is((SELECT count(*)::int FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = in_schema AND c.relkind = 'r' AND NOT c.relrowsecurity), 0)
            $$
            """,
            """
            CREATE FUNCTION tests.rls_enabled(in_schema text, in_table text) RETURNS text LANGUAGE sql AS $$
            SELECT is((SELECT c.relrowsecurity FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = in_schema AND c.relname = in_table), true)
            $$
            """,
        ]
        return sources.compactMap { source in
            guard case .createRoutine(let routine)? = try? StatementReader.read(source) else {
                return nil
            }
            return Wrapper(routine)
        }
    }()
}
