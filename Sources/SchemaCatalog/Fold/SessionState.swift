import SQLSyntax

/// Settings in force while the fold runs.
struct SessionState {
    /// Schemas in order, without `pg_catalog` and `"$user"`.
    var searchPath: [String]
    /// What sessions begin with, but for the roles that have a path of their own.
    private var databaseSearchPath: [String]
    private var roleSearchPaths: [String: [String]] = [:]
    var externalSchemas: Set<String> = []
    /// Those that a migration has named so far.
    var usedExternalSchemas: Set<String> = []
    /// `current_user`, and what it goes back to.
    var role: String
    private(set) var sessionRole: String
    /// `check_function_bodies`; once switched off it stays so to the end of the file, or until it
    /// is set anew.
    private(set) var checksBodies = true
    private let deployRole: String
    /// Who the session was begun as, and the one before.
    private var loginRole: String
    private var lastLoginRole: String
    private var beforeLocal: [String]?
    private var roleBeforeLocal: String?

    init(searchPath: [String] = ["public"], role: String = "postgres") {
        self.searchPath = searchPath
        databaseSearchPath = searchPath
        self.role = role
        sessionRole = role
        deployRole = role
        loginRole = role
        lastLoginRole = role
    }

    /// What a new session begins with, between files. Who comes next is likely whom the last script
    /// was run by, or went on as (`\connect`).
    var defaultSearchPath: [String] { defaultSearchPath(of: lastLoginRole) }

    /// A role's own setting wins over the database's (`process_settings()`,
    /// `src/backend/utils/init/postinit.c`).
    private func defaultSearchPath(of role: String) -> [String] {
        roleSearchPaths[role] ?? databaseSearchPath
    }

    mutating func set(_ change: SettingChange) {
        switch change.name {
        case "role": setRole(change)
        case "session_authorization":
            sessionRole = change.values?.first ?? loginRole
            role = sessionRole
            roleBeforeLocal = nil
        case "check_function_bodies":
            let value = change.values?.first?.lowercased() ?? "on"
            checksBodies = !["off", "false", "no", "0", "f", "n"].contains(value)
        default: setSearchPath(change)
        }
    }

    /// `SET ROLE NONE` and RESET go back to the session's own.
    private mutating func setRole(_ change: SettingChange) {
        let name = change.values?.first
        let new = name == nil || name == "none" ? sessionRole : name ?? sessionRole
        if change.isLocal {
            roleBeforeLocal = roleBeforeLocal ?? role
        } else {
            roleBeforeLocal = nil
        }
        role = new
    }

    private mutating func setSearchPath(_ change: SettingChange) {
        guard change.name == nil || change.name == "search_path" else { return }
        setPath(
            change.values.map(Self.path) ?? defaultSearchPath(of: loginRole),
            isLocal: change.isLocal)
    }

    mutating func setPath(_ path: [String], isLocal: Bool) {
        if isLocal {
            // Outside a transaction SET LOCAL has no effect but a warning; a migration tool that
            // wraps files in transactions makes it one that lasts to the end of the file.
            if beforeLocal == nil { beforeLocal = searchPath }
        } else {
            beforeLocal = nil
        }
        searchPath = path
    }

    /// ALTER DATABASE or ROLE … SET: for sessions to come; a file is one.
    ///
    /// - Parameter role: Whose sessions; nil for all.
    mutating func setDefault(_ change: SettingChange, of role: String?) {
        guard change.name == nil || change.name == "search_path" else { return }
        let path = change.values.map(Self.path)
        if let role {
            roleSearchPaths[role] = path
        } else {
            databaseSearchPath = path ?? ["public"]
        }
    }

    mutating func transaction(_ command: TransactionCommand) {
        switch command {
        case .commit, .rollback: endTransaction()
        default: break
        }
    }

    /// A file ends its transaction and its session.
    mutating func endFile() {
        lastLoginRole = loginRole
        begin(as: deployRole)
    }

    /// - Parameter user: Nil for the one of the session before.
    mutating func connect(as user: String?) { begin(as: user ?? loginRole) }

    private mutating func begin(as user: String) {
        endTransaction()
        (loginRole, sessionRole, role) = (user, user, user)
        searchPath = defaultSearchPath(of: user)
        checksBodies = true
    }

    private mutating func endTransaction() {
        if let path = beforeLocal { searchPath = path }
        beforeLocal = nil
        if let previous = roleBeforeLocal { role = previous }
        roleBeforeLocal = nil
    }

    /// The schemas of the user's own that a path names.
    static func path(_ names: [String]) -> [String] {
        names.filter { $0 != "$user" && $0 != "pg_catalog" && !$0.isEmpty }
    }
}
