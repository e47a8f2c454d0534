import SQLText

/// An order for SQL files whose names tell none: each behind the one that creates what it uses, and
/// as they came otherwise.
///
/// A file is looked at token by token. What a function's body uses is no matter: it is looked up
/// when the function is called.
enum CreationOrder {
    /// Files in that order. Those that use one another stay as they came.
    static func sorted(_ paths: [String], in tree: ProjectTree) -> [String] {
        sorted(paths.map { names(in: [$0], of: tree) }).map { paths[$0] }
    }

    /// Positions of scripts, or of lists of them, in that order.
    static func sorted(_ scripts: [Names]) -> [Int] {
        var creators: [String: Int] = [:]
        for (index, script) in scripts.enumerated() {
            for name in script.created where creators[name] == nil { creators[name] = index }
        }
        let needs = scripts.map { script in
            script.used.subtracting(script.created).compactMap { creators[$0] }.sorted()
        }
        return order(needs)
    }

    /// The names of what scripts create, without their schemas.
    static func created(by paths: [String], in tree: ProjectTree) -> Set<String> {
        names(in: paths, of: tree).created
    }

    /// The names in scripts.
    static func names(in paths: [String], of tree: ProjectTree) -> Names {
        paths.reduce(into: Names()) { $0.formUnion(Names(of: tree.bytes($1) ?? [])) }
    }

    /// Each position behind those that it needs, by a walk that need not recurse.
    private static func order(_ needs: [[Int]]) -> [Int] {
        var result: [Int] = []
        var isSeen = [Bool](repeating: false, count: needs.count)
        for start in needs.indices where !isSeen[start] {
            isSeen[start] = true
            var open = [(position: start, next: 0)]
            while let (position, next) = open.last {
                guard next < needs[position].count else {
                    result.append(position)
                    open.removeLast()
                    continue
                }
                open[open.count - 1].next += 1
                let needed = needs[position][next]
                if !isSeen[needed] {
                    isSeen[needed] = true
                    open.append((needed, 0))
                }
            }
        }
        return result
    }

    /// What scripts create, and every name in them.
    struct Names {
        /// Without their schemas.
        private(set) var created: Set<String> = []
        private(set) var used: Set<String> = []
        /// Those of the created that are tables.
        private var tables: Set<String> = []
        /// What of a kind is being created.
        private var kind = ""

        /// The same where tables are all that counts as created: functions look up what they use
        /// when they are called, and are replaced and dropped by who uses nothing of theirs.
        var byTables: Names {
            var names = self
            names.created = tables
            return names
        }

        init() {}

        mutating func formUnion(_ other: Names) {
            created.formUnion(other.created)
            tables.formUnion(other.tables)
            used.formUnion(other.used)
        }

        init(of bytes: [UInt8]) {
            let bytes = bytes.span
            var lexer = Lexer(.psql)
            var state = State.elsewhere
            var (first, before) = ("", "")
            while true {
                let token = lexer.next(in: bytes)
                if token.kind == .endOfFile { return }
                if token.kind.isTrivia { continue }
                if token.kind == .semicolon { (first, before) = ("", "") }
                guard token.kind.isName else {
                    // Of `schema.name` the last part is the object's.
                    state = token.kind == .dot && state == .created ? .name : .elsewhere
                    continue
                }
                let name = (try? bytes.identifier(token)) ?? bytes.text(of: token)
                used.insert(name)
                if first.isEmpty { first = name }
                if first == "alter", name == "key" { noteKey(before) }
                before = name
                if state == .create { kind = name }
                state = next(state, name, token.kind == .word)
                if state == .created { last(name, after: lexer, in: bytes) }
            }
        }

        /// Keys that ALTER TABLE adds are there before the foreign keys that need them.
        private mutating func noteKey(_ kind: String) {
            if kind == "primary" { created.insert(CreationOrder.keys) }
            if kind == "foreign" { used.insert(CreationOrder.keys) }
        }

        private enum State {
            case elsewhere
            /// Behind CREATE, and the words that say what of a kind.
            case create
            /// The next word is the name.
            case name
            /// The word before was the name, or its schema.
            case created
        }

        /// Takes a name as created unless it is the schema of one.
        private mutating func last(_ name: String, after lexer: Lexer, in bytes: Span<UInt8>) {
            var ahead = lexer
            guard ahead.next(in: bytes).kind != .dot else { return }
            created.insert(name)
            if kind == "table" { tables.insert(name) }
        }

        private func next(_ state: State, _ word: String, _ isKeyword: Bool) -> State {
            guard isKeyword else { return state == .name ? .created : .elsewhere }
            switch state {
            case .elsewhere, .created: return word == "create" ? .create : .elsewhere
            case .create:
                if CreationOrder.modifiers.contains(word) { return .create }
                return CreationOrder.kinds.contains(word) ? .name : .elsewhere
            case .name:
                return ["if", "not", "exists", "concurrently"].contains(word) ? .name : .created
            }
        }
    }

    /// Stands for primary keys among the names.
    private static let keys = "primary key"

    private static let modifiers: Set<String> = [
        "or", "replace", "unlogged", "materialized", "foreign", "recursive", "global", "local",
    ]
    private static let kinds: Set<String> = [
        "table", "view", "type", "domain", "sequence", "schema", "function", "procedure",
        "aggregate", "role", "user", "group", "collation", "server", "extension",
    ]
}
