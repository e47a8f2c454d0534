import SQLText

extension BlockReader {
    /// The lines between DECLARE and BEGIN.
    mutating func declarations() throws(SyntaxFault) -> [Declaration] {
        var result: [Declaration] = []
        while token.kind != .endOfFile, !isWord("begin"), !isWord("declare") {
            if isSymbol("<<") {
                // A label between DECLARE and BEGIN is an error that the server explains; here it
                // is none.
                _ = try label()
                continue
            }
            result.append(try declaration())
        }
        return result
    }

    private mutating func declaration() throws(SyntaxFault) -> Declaration {
        let name = try name()
        if accept("alias") {
            try expect("for")
            let target = token.kind == .parameter ? text(token) : try identifier()
            position += 1
            try end()
            return Declaration(name: name, kind: .alias(of: target))
        }
        let isConstant = accept("constant")
        let start = position
        if let query = try cursor() { return Declaration(name: name, kind: .cursor(query: query)) }
        position = start
        let type = try skip(
            to: [.semicolon, .colonEquals], or: ["default", "not"], orEquals: true)
        if accept("not") { try expect("null") }
        var value: Range<Int>?
        if accept(.colonEquals) || accept("default") || acceptSymbol("=") {
            value = try skip(to: [.semicolon])
        }
        try end()
        return Declaration(
            name: name, kind: .variable(type: type, default: value, isConstant: isConstant))
    }

    /// `[NO] [SCROLL] CURSOR [(arguments)] {FOR | IS} query;`
    private mutating func cursor() throws(SyntaxFault) -> Range<Int>? {
        _ = accept("no")
        _ = accept("scroll")
        guard accept("cursor") else { return nil }
        _ = try skip(to: [.semicolon], or: ["for", "is"])
        guard accept("for") || accept("is") else {
            throw fault("expected FOR and the cursor's query")
        }
        let query = try skip(to: [.semicolon])
        try end()
        return query
    }
}
