public import SQLSyntax

/// Who is signed in when a statement runs: the subject of the token in the session's settings,
/// which is what the conditions of policies ask for (PostgREST: `request.jwt.claims`; Supabase's
/// `auth.uid()`).
public indirect enum SignedIn: Sendable, Hashable {
    case nobody
    /// Somebody, who cannot be told.
    case unknown
    case token(Token)
    /// After a call of a function that may have signed somebody in, or of `set_config()` of one of
    /// the application's own settings. Whether it did is found when the suite is linked; if not, it
    /// is who it was.
    case setBy(call: FunctionCall, otherwise: SignedIn)

    /// What a token says.
    public struct Token: Sendable, Hashable {
        /// Its `sub`; nil for one of nobody's.
        public var subject: Expression?
        /// The object in JSON, or its text; nil where all of it is not known.
        public var claims: Expression?
        /// Settings of the application's own, by name, as far as they are known: what conditions
        /// ask for by `current_setting('app.tenant')`.
        public var settings: [String: Expression] = [:]
    }

    /// The same with settings of the application's own beside it.
    func with(_ settings: [String: Expression]) -> SignedIn {
        guard !settings.isEmpty else { return self }
        var token =
            switch self {
            case .token(let token): token
            case .nobody: Token(subject: nil, claims: .null)
            // Who it is, is not known here.
            case .unknown, .setBy: Token(subject: .other("subject"), claims: nil)
            }
        token.settings.merge(settings) { $1 }
        return .token(token)
    }

    /// After one more call that may have signed somebody in. What an earlier call of the same
    /// function has set it sets anew, so that a file of thousands of calls remembers few.
    func after(_ call: FunctionCall) -> SignedIn {
        .setBy(call: call, otherwise: isSet(by: call) ? without(call) : self)
    }

    private func isSet(by call: FunctionCall) -> Bool {
        guard case .setBy(let other, let otherwise) = self else { return false }
        return Self.setSame(other, call) || otherwise.isSet(by: call)
    }

    private func without(_ call: FunctionCall) -> SignedIn {
        guard case .setBy(let other, let otherwise) = self else { return self }
        let before = otherwise.without(call)
        return Self.setSame(other, call) ? before : .setBy(call: other, otherwise: before)
    }

    /// Whether two calls set the same, of `set_config()` by its first argument.
    private static func setSame(_ a: FunctionCall, _ b: FunctionCall) -> Bool {
        a.name.name == b.name.name
            && (a.name.name != "set_config" || a.arguments.first == b.arguments.first)
    }

    /// The settings of the application's own that are known.
    var settings: [String: Expression] {
        if case .token(let token) = self { token.settings } else { [:] }
    }
}

/// A function that signs in whom its caller names.
public struct SubjectSetter: Sendable, Hashable {
    /// Names of its parameters; an unnamed one is empty.
    public var parameters: [String]
    /// Who is signed in then, in terms of the parameters; nil for who was before.
    public var result: SignedIn?
    /// The settings of the application's own that are set then, in terms of the parameters.
    public var settings: [String: Expression] = [:]

    /// What a function's body sets; nil for one that sets nothing.
    static func of(_ block: ProceduralBlock, parameters: [String]) -> SubjectSetter? {
        var found = SubjectSetter(parameters: parameters)
        visit(block.steps, &found)
        return found.result == nil && found.settings.isEmpty ? nil : found
    }

    /// Adds what a statement sets.
    private mutating func add(_ set: TokenSubject.Change?) {
        switch set {
        case .subject(let subject)?: result = subject
        case .setting(let name, let value)?: settings[name] = value
        case nil: break
        }
    }

    private static func visit(_ steps: [ProceduralStep], _ found: inout SubjectSetter) {
        for step in steps {
            switch step.kind {
            case .perform(let query), .statement(.data(.query(let query)), _):
                for call in PgTAPCalls.ofSettings(in: .query(query)) {
                    found.add(TokenSubject.set(by: call))
                }
            case .statement(.set(let change), _):
                found.add(TokenSubject.set(by: change))
            case .block(let block): visit(block.steps, &found)
            // Which branch is taken hangs on the call.
            case .branch(let branches, let otherwise):
                var inner = SubjectSetter(parameters: [])
                for branch in branches { visit(branch.steps, &inner) }
                visit(otherwise, &inner)
                if inner.result != nil { found.result = .unknown }
                for name in inner.settings.keys { found.settings[name] = .other(name) }
            default: break
            }
        }
    }

    /// Who is signed in after a call.
    func after(_ call: FunctionCall, _ before: SignedIn) -> SignedIn {
        let own = settings.mapValues { substituted($0, call) ?? .other("setting") }
        let signedIn = result.map { subject($0, by: call).with(before.settings) } ?? before
        return signedIn.with(own)
    }

    private func subject(_ result: SignedIn, by call: FunctionCall) -> SignedIn {
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
