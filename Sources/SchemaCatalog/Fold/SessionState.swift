import SQLSyntax

/// Settings in force while the fold runs.
struct SessionState {
    /// Schemas in order, without `pg_catalog` and `"$user"`.
    var searchPath: [String]
    /// What a new session begins with.
    var defaultSearchPath: [String]
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
    private var beforeLocal: [String]?
    private var roleBeforeLocal: String?

    init(searchPath: [String] = ["public"], role: String = "postgres") {
        self.searchPath = searchPath
        defaultSearchPath = searchPath
        self.role = role
        sessionRole = role
        deployRole = role
    }

    mutating func set(_ change: SettingChange) {
        switch change.name {
        case "role": setRole(change)
        case "session_authorization":
            sessionRole = change.values?.first ?? deployRole
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
        setPath(change.values.map(Self.path) ?? defaultSearchPath, isLocal: change.isLocal)
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
    mutating func setDefault(_ change: SettingChange) {
        guard change.name == "search_path" else { return }
        defaultSearchPath = change.values.map(Self.path) ?? ["public"]
    }

    mutating func transaction(_ command: TransactionCommand) {
        switch command {
        case .commit, .rollback: endTransaction()
        default: break
        }
    }

    /// A file ends its transaction and its session.
    mutating func endFile() {
        endTransaction()
        searchPath = defaultSearchPath
        role = deployRole
        sessionRole = deployRole
        checksBodies = true
    }

    private mutating func endTransaction() {
        if let path = beforeLocal { searchPath = path }
        beforeLocal = nil
        if let previous = roleBeforeLocal { role = previous }
        roleBeforeLocal = nil
    }

    /// The schemas that a list of values names; one value may hold several, between commas.
    static func path(_ values: [String]) -> [String] {
        values.flatMap { value in
            value.split(separator: ",").map { part in
                var text = part[...]
                while text.first == " " { text = text.dropFirst() }
                while text.last == " " { text = text.dropLast() }
                if text.first == "\"", text.last == "\"", text.count > 1 {
                    text = text.dropFirst().dropLast()
                }
                return String(text)
            }
        }.filter { $0 != "$user" && $0 != "pg_catalog" && !$0.isEmpty }
    }
}
