import SQLText

extension BlockReader {
    /// One statement with its semicolon.
    mutating func statement() throws(SyntaxFault) -> Statement.Kind {
        try nested { (reader) throws(SyntaxFault) in try reader.anyStatement() }
    }

    private mutating func anyStatement() throws(SyntaxFault) -> Statement.Kind {
        let label = try label()
        if isWord("declare") || isWord("begin") {
            let block = try block(label: label)
            try end()
            return .block(block)
        }
        if let loop = try loop(label) { return loop }
        if isAssignment { return try assignment() }
        if accept("if") { return try branch() }
        if accept("case") { return try choice() }
        if let jump = try jump() { return jump }
        if accept("perform") { return .perform(try toEnd()) }
        if accept("execute") {
            let execution = try execution(until: [])
            try end()
            return .execute(execution)
        }
        if accept("assert") { return .assert(try toEnd()) }
        if Self.others.contains(where: { isWord($0) }) { return .other(try toEnd()) }
        return try sql()
    }

    /// Statements of the language itself that neither change the schema nor run SQL that could.
    private static let others: [StaticString] = [
        "null", "get", "open", "fetch", "move", "close", "commit", "rollback",
    ]

    private mutating func toEnd() throws(SyntaxFault) -> Range<Int> {
        let range = try skip(to: [.semicolon])
        try end()
        return range
    }

    // MARK: - Assignments

    /// `name`, fields and subscripts, then `:=` or `=`.
    private var isAssignment: Bool {
        guard token.kind.isName || token.kind == .parameter else { return false }
        var index = position + 1
        var nesting = 0
        while index < tokens.count {
            switch tokens[index].kind {
            case .colonEquals where nesting == 0: return true
            case .operator where nesting == 0: return text(tokens[index]) == "="
            case .openBracket: nesting += 1
            case .closeBracket: nesting -= 1
            case .dot: break
            case .semicolon, .endOfFile: return false
            case _ where nesting > 0: break
            // A field's name follows a dot; anything else begins another statement.
            case _ where tokens[index].kind.isName && tokens[index - 1].kind == .dot: break
            default: return false
            }
            index += 1
        }
        return false
    }

    private mutating func assignment() throws(SyntaxFault) -> Statement.Kind {
        let target = try skip(to: [.colonEquals], orEquals: true)
        position += 1
        return .assign(target: target, value: try toEnd())
    }

    // MARK: - Conditions

    private mutating func branch() throws(SyntaxFault) -> Statement.Kind {
        var branches: [Branch] = []
        repeat {
            let condition = try skip(to: [], or: ["then"])
            try expect("then")
            branches.append(
                Branch(
                    condition: condition,
                    statements: try statements(until: ["elsif", "elseif", "else", "end"])))
        } while accept("elsif") || accept("elseif")
        let otherwise = accept("else") ? try statements(until: ["end"]) : []
        try endOf("if")
        try end()
        return .branch(branches, otherwise: otherwise)
    }

    private mutating func choice() throws(SyntaxFault) -> Statement.Kind {
        let operand = isWord("when") ? nil : try skip(to: [], or: ["when"])
        var branches: [Branch] = []
        while accept("when") {
            let condition = try skip(to: [], or: ["then"])
            try expect("then")
            branches.append(
                Branch(
                    condition: condition,
                    statements: try statements(until: ["when", "else", "end"])))
        }
        let otherwise = accept("else") ? try statements(until: ["end"]) : nil
        try endOf("case")
        try end()
        return .choice(operand: operand, branches, otherwise: otherwise)
    }

    // MARK: - Leaving

    private mutating func jump() throws(SyntaxFault) -> Statement.Kind? {
        if isWord("exit") || isWord("continue") {
            let isContinue = isWord("continue")
            position += 1
            let label = token.kind.isName && !isWord("when") ? try name() : nil
            let condition = accept("when") ? try skip(to: [.semicolon]) : nil
            try end()
            return .exit(label: label, isContinue: isContinue, condition: condition)
        }
        if accept("raise") {
            let isError = !Self.notices.contains(where: { isWord($0) })
            return .raise(isError: isError, try toEnd())
        }
        guard accept("return") else { return nil }
        if accept("next") { return .returnNext(try toOptionalEnd()) }
        guard accept("query") else { return .return(try toOptionalEnd()) }
        guard accept("execute") else { return .returnQuery(try toEnd()) }
        let execution = try execution(until: [])
        try end()
        return .returnExecute(execution)
    }

    private static let notices: [StaticString] = ["debug", "log", "info", "notice", "warning"]

    private mutating func toOptionalEnd() throws(SyntaxFault) -> Range<Int>? {
        let range = try toEnd()
        return range.isEmpty ? nil : range
    }

    // MARK: - SQL

    /// What follows EXECUTE, up to the semicolon or one of `words`.
    mutating func execution(until words: [StaticString]) throws(SyntaxFault) -> Execution {
        var execution = Execution(command: try skip(to: [], or: ["into", "using"] + words))
        while true {
            if accept("into") {
                execution.into = try skip(to: [], or: ["using"] + words)
            } else if accept("using") {
                repeat {
                    execution.using.append(try skip(to: [.comma], or: ["into"] + words))
                } while accept(.comma)
            } else {
                return execution
            }
        }
    }

    /// A statement for the server. INTO belongs to PL/pgSQL unless it follows INSERT, MERGE or the
    /// statement begins with IMPORT (`make_execsql_stmt()`).
    private mutating func sql() throws(SyntaxFault) -> Statement.Kind {
        let first = position
        let isImport = isWord("import")
        var into: Range<Int>?
        var nesting = 0
        var atomic = 0
        while token.kind != .endOfFile {
            switch token.kind {
            case .openParen: nesting += 1
            case .closeParen: nesting -= 1
            // BEGIN ATOMIC … END of a routine that the statement creates holds semicolons.
            case .word where isWord("begin") && isWord("atomic", at: position + 1): atomic += 1
            case .word where atomic > 0 && isWord("case"): atomic += 1
            case .word where atomic > 0 && isWord("end"): atomic -= 1
            case .semicolon where nesting <= 0 && atomic == 0:
                let range = range(from: first)
                try end()
                return .sql(range, into: into)
            case .word
            where isWord("into") && into == nil && !isImport && !isWord("insert", at: position - 1)
                && !isWord("merge", at: position - 1):
                into = try targets()
                continue
            default: break
            }
            position += 1
        }
        throw fault("expected ;")
    }

    /// `INTO [STRICT] target, …`.
    private mutating func targets() throws(SyntaxFault) -> Range<Int> {
        let start = position
        position += 1
        _ = accept("strict")
        repeat {
            _ = try name()
            while accept(.dot) { _ = try name() }
        } while accept(.comma)
        return range(from: start)
    }
}
