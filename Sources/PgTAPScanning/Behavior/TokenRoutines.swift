import QueryAnalysis
import QueryEvaluation
import SQLSyntax

/// The functions by which conditions ask for the token: Supabase's own (`auth.uid()` and its kin),
/// and `current_setting()` (PostgREST, Transactions: `request.jwt.claims`), also of settings of the
/// application's own.
enum TokenRoutines {
    /// - Parameter role: Whom the token lets in, where it is known.
    static func routine(
        _ name: QualifiedName, _ count: Int, _ signedIn: SignedIn, _ role: String?
    ) -> QueryRoutine? {
        switch (name.schema, name.name, count) {
        case ("auth", "uid", 0): return giving(subject(signedIn))
        case ("auth", "jwt", 0): return giving(claims(signedIn))
        case ("auth", "email", 0):
            return giving(
                claims(signedIn).map {
                    .operator(OperatorName(nil, "->>"), left: $0, right: .string("email"))
                })
        // Of the token: that of the role that it lets in.
        case ("auth", "role", 0) where signedIn != .nobody:
            return giving(role.map(Expression.string))
        case (nil, "current_setting", 1...2): return setting(signedIn)
        default: return nil
        }
    }

    /// Whether a function may be one of them.
    static func mayBe(_ name: QualifiedName) -> Bool {
        name.schema == "auth" || name.name == "current_setting"
    }

    /// An expression with what it asks of the token told, as far as that is known.
    static func told(_ expression: Expression, _ signedIn: SignedIn, _ role: String?)
        -> Expression
    {
        switch expression {
        case .cast(let inner, let type): return .cast(told(inner, signedIn, role), type)
        case .subquery:
            let inner = expression.withoutIdleQuery
            return inner == expression ? expression : told(inner, signedIn, role)
        case .call(let call) where call.name == QualifiedName("auth", "uid"):
            // The subject may be no constant: `tests.user_id('anna')`.
            if case .token(let token) = signedIn { return token.subject ?? .null }
            return signedIn == .nobody ? .null : expression
        case .call, .operator:
            guard asks(expression) else { return expression }
            var environment = Environment()
            environment.routine = { routine($0, $1, signedIn, role) }
            var evaluator = Evaluator(environment)
            evaluator.recordsReads = false
            switch evaluator.evaluate(expression) {
            case .null: return .null
            case let value:
                guard let text = value.text, !text.hasPrefix("\u{1}") else { return expression }
                return .string(text)
            }
        default: return expression
        }
    }

    private static func asks(_ expression: Expression) -> Bool {
        if case .call(let call) = expression, mayBe(call.name) { return true }
        return expression.children.contains(where: asks)
    }

    private static func subject(_ signedIn: SignedIn) -> Expression? {
        switch signedIn {
        case .token(let token):
            guard let subject = token.subject else { return .null }
            return RowValue(subject).flatMap(\.token.text).map(Expression.string)
        case .nobody: return .null
        case .unknown, .setBy: return nil
        }
    }

    private static func claims(_ signedIn: SignedIn) -> Expression? {
        switch signedIn {
        case .token(let token):
            token.claims.map { .cast($0, TypeName(QualifiedName("pg_catalog", "jsonb"))) }
        case .nobody: .null
        case .unknown, .setBy: nil
        }
    }

    private static func setting(_ signedIn: SignedIn) -> QueryRoutine? {
        let own = signedIn.settings.sorted { $0.key < $1.key }.map { name, value in
            (name, RowValue(value).flatMap(\.token.text).map(Expression.string))
        }
        let settings =
            [
                ("request.jwt.claims", claims(signedIn)),
                ("request.jwt.claim.sub", subject(signedIn)),
            ] + own
        let known = settings.compactMap { name, value in
            value.map { CaseBranch(.string(name), $0) }
        }
        guard !known.isEmpty else { return nil }
        return giving(
            .caseWhen(operand: .parameter(1), branches: known, otherwise: .other("setting")))
    }

    private static func giving(_ value: Expression?) -> QueryRoutine? {
        guard let value else { return nil }
        var core = SelectCore()
        core.targets = [Target(nil, value)]
        return QueryRoutine(Query(.select(core)))
    }
}
