public import SQLSyntax

/// Who is signed in when a statement runs: the subject of the token in the session's settings,
/// which is what the conditions of policies ask for (PostgREST: `request.jwt.claims`; Supabase's
/// `auth.uid()`).
public indirect enum SignedIn: Sendable, Hashable {
    case nobody
    /// Somebody, who cannot be told.
    case unknown
    case token(Token)
    /// After a call of a function that may have signed somebody in. Whether it did is found when
    /// the suite is linked; if not, it is who it was.
    case setBy(call: FunctionCall, otherwise: SignedIn)

    /// What a token says.
    public struct Token: Sendable, Hashable {
        /// Its `sub`; nil for one of nobody's.
        public var subject: Expression?
        /// The object in JSON, or its text; nil where all of it is not known.
        public var claims: Expression?
    }
}

/// A function that signs in whom its caller names.
public struct SubjectSetter: Sendable, Hashable {
    /// Names of its parameters; an unnamed one is empty.
    public var parameters: [String]
    /// Who is signed in then, in terms of the parameters.
    public var result: SignedIn

    /// What a function's body sets; nil for one that sets nothing.
    static func of(_ block: ProceduralBlock, parameters: [String]) -> SubjectSetter? {
        var found: SignedIn?
        visit(block.steps, &found)
        return found.map { SubjectSetter(parameters: parameters, result: $0) }
    }

    private static func visit(_ steps: [ProceduralStep], _ found: inout SignedIn?) {
        for step in steps {
            switch step.kind {
            case .perform(let query), .statement(.data(.query(let query)), _):
                for call in PgTAPCalls.ofSettings(in: .query(query)) {
                    if let set = TokenSubject.set(by: call) { found = set }
                }
            case .statement(.set(let change), _):
                if let set = TokenSubject.set(by: change) { found = set }
            case .block(let block): visit(block.steps, &found)
            // Which branch is taken hangs on the call.
            case .branch(let branches, let otherwise):
                var inner: SignedIn?
                for branch in branches { visit(branch.steps, &inner) }
                visit(otherwise, &inner)
                if inner != nil { found = .unknown }
            default: break
            }
        }
    }

    /// Who is signed in after a call.
    func after(_ call: FunctionCall) -> SignedIn {
        guard case .token(var token) = result else { return result }
        token.claims = token.claims.flatMap { substituted($0, call) }
        if let subject = token.subject {
            token.subject = substituted(subject, call)
            if token.subject == nil { return .unknown }
            if token.subject == .null { return .nobody }
        }
        return .token(token)
    }

    private func substituted(_ expression: Expression, _ call: FunctionCall) -> Expression? {
        switch expression {
        case .column(let parts):
            return parts.last.flatMap { parameters.firstIndex(of: $0) }.flatMap {
                argument($0, call)
            }
        case .parameter(let number): return argument(number - 1, call)
        case .cast(let inner, let type):
            return substituted(inner, call).map { .cast($0, type) }
        case .call(var inner):
            let arguments = inner.arguments.compactMap { substituted($0, call) }
            guard arguments.count == inner.arguments.count else { return nil }
            inner.arguments = arguments
            return .call(inner)
        case .operator(let name, let left?, let right) where name.symbol == "||":
            guard let left = substituted(left, call), let right = substituted(right, call) else {
                return nil
            }
            return .operator(name, left: left, right: right)
        case .string, .null, .boolean, .integer: return expression
        default: return nil
        }
    }

    private func argument(_ index: Int, _ call: FunctionCall) -> Expression? {
        let name = parameters.indices.contains(index) ? parameters[index] : ""
        if !name.isEmpty, let named = call.argumentNames.firstIndex(of: name) {
            return call.arguments[named]
        }
        return call.arguments.indices.contains(index) ? call.arguments[index] : nil
    }
}
