import ParseTree
import SQLSyntax

/// Whom the body of a test's function has become at some step: `set_config('role', …)`, `SET ROLE`,
/// and the token that it has set.
struct BodySession: Equatable {
    /// Nil where it has set none.
    private(set) var role: RoleInForce?
    /// The parameter that names the role.
    private(set) var roleParameter: Int?
    /// Who is signed in, in terms of the parameters; nil where it has set nothing.
    private(set) var signedIn: SignedIn?

    /// Notes what a step sets.
    ///
    /// - Parameter parameter: The parameter that an expression is.
    mutating func note(_ step: ProceduralStep.Kind, _ parameter: (Expression) -> Int?) {
        switch step {
        case .perform(let query), .statement(.data(.query(let query)), _):
            for call in PgTAPCalls.ofSettings(in: .query(query)) {
                if let set = TokenSubject.set(by: call) {
                    note(set)
                } else if call.name.name == "set_config", call.arguments.count > 1,
                    call.arguments[0] == .string("role")
                {
                    become(call.arguments[1], parameter)
                }
            }
        case .statement(.set(let change), _):
            if let set = TokenSubject.set(by: change) {
                note(set)
            } else if RoleInForce.isSet(by: change) {
                (role, roleParameter) = (RoleInForce(change), nil)
            }
        case .execute(let text, _, _) where RoleInForce.isSet(by: text):
            (role, roleParameter) = (RoleInForce(settingText: text), parameter(text))
        default: break
        }
    }

    private mutating func note(_ set: TokenSubject.Change) {
        signedIn =
            switch set {
            case .subject(let subject): subject.with(signedIn?.settings ?? [:])
            case .setting(let name, let value): (signedIn ?? .unknown).with([name: value])
            }
    }

    private mutating func become(_ value: Expression, _ parameter: (Expression) -> Int?) {
        (role, roleParameter) = (.named(""), parameter(value))
        if case .string(let name) = value { role = RoleInForce(setting: name) }
    }

    /// After one of several branches, whichever was taken.
    mutating func join(_ branches: [BodySession]) {
        guard let first = branches.first else { return }
        self = first
        if branches.contains(where: { ($0.role, $0.roleParameter) != (role, roleParameter) }) {
            (role, roleParameter) = (.named(""), nil)
        }
        if branches.contains(where: { $0.signedIn != signedIn }) { signedIn = .unknown }
    }
}

extension RoleInForce {
    /// The value of the setting `role`: `none` is nobody else's.
    init(setting name: String) {
        self = ["none", "default"].contains(name) ? .session : .named(name)
    }

    /// `SET ROLE name`, `RESET ROLE`.
    init(_ change: SettingChange) {
        self = change.values?.first.map(RoleInForce.init(setting:)) ?? .session
    }

    static func isSet(by change: SettingChange) -> Bool {
        change.name == "role" || change.name == "session_authorization"
    }

    /// `EXECUTE 'SET LOCAL ROLE name'`; empty for one that is put together.
    init(settingText text: Expression) {
        guard case .string(let sql) = text,
            case .set(let change)? = try? StatementReader.read(sql), Self.isSet(by: change)
        else {
            self = .named("")
            return
        }
        self.init(change)
    }

    /// `EXECUTE format('SET ROLE %I', name)`.
    static func isSet(by text: Expression) -> Bool {
        switch text {
        case .string(let sql):
            let words = sql.lowercased().split { $0.isWhitespace }.prefix(3)
            return ["set", "reset"].contains(words.first) && words.contains("role")
        case .operator(_, let left?, _): return isSet(by: left)
        case .call(let call):
            return call.name.name == "format" && call.arguments.first.map(isSet) ?? false
        default: return false
        }
    }
}
