import QueryAnalysis
import SQLText

extension TestFileScanner {
    /// Reads the body of a function or DO block: its pieces between semicolons, the constants that
    /// it declares, and its loops over constants.
    mutating func readBody(
        _ range: Range<Int>, of function: String?, content: Span<UInt8>, isSQL: Bool = false
    ) {
        let bytes = content.extracting(0..<range.upperBound)
        var splitter = StatementSplitter(.sql, at: UInt32(range.lowerBound))
        var tokens: [Token] = []
        var pieces: [[Token]] = []
        while let element = splitter.next(in: bytes, tokens: &tokens) {
            if case .statement = element { pieces.append(tokens) }
        }
        let outer = reader.bindings
        declare(pieces, bytes)
        var loops: [Loop] = []
        for (position, piece) in pieces.enumerated() {
            noteNames(piece, bytes)
            // An SQL function gives the rows of its last statement.
            let isLost = isSQL && position < pieces.count - 1
            let isPerformed =
                !isSQL && function != nil && piece.contains { bytes.isKeyword("perform", $0) }
            losing(isLost ? .notLast : isPerformed ? .perform : nil) {
                $0.read(piece, bytes, function, &loops)
            }
        }
        reader.bindings = outer
    }

    /// A loop that is open, and the values that its variable takes; nil where they are not
    /// constant.
    struct Loop {
        var variable: String
        var values: [Argument]?
    }

    private mutating func read(
        _ piece: [Token], _ bytes: Span<UInt8>, _ function: String?, _ loops: inout [Loop]
    ) {
        var start = 0
        while start < piece.count, let loop = Loop(piece, &start, reader, bytes) {
            loops.append(loop)
        }
        if piece.count > 1, bytes.isKeyword("end", piece[0]), bytes.isKeyword("loop", piece[1]) {
            if let ended = loops.popLast() { reader.bindings[ended.variable] = nil }
            return
        }
        expand(loops[...], Array(piece.dropFirst(start)), bytes, function)
    }

    /// Reads a piece once for each combination of the loops' values.
    private mutating func expand(
        _ loops: ArraySlice<Loop>, _ piece: [Token], _ bytes: Span<UInt8>, _ function: String?
    ) {
        guard let loop = loops.first else {
            findCalls(piece, bytes, RowWords(piece, bytes), in: function)
            return
        }
        guard let values = loop.values else {
            reader.bindings[loop.variable] = nil
            result.hasUncertainCount = true
            expand(loops.dropFirst(), piece, bytes, function)
            return
        }
        for value in values {
            reader.bindings[loop.variable] = value
            expand(loops.dropFirst(), piece, bytes, function)
        }
    }

    /// Binds what DECLARE sets to a constant and nothing sets again.
    private mutating func declare(_ pieces: [[Token]], _ bytes: Span<UInt8>) {
        var bodyStart = pieces.count
        for (position, piece) in pieces.enumerated() {
            var index = 0
            if bytes.isKeyword("declare", piece[0]) { index = 1 }
            if index < piece.count, bytes.isKeyword("begin", piece[index]) {
                bodyStart = position
                break
            }
            guard
                let assign = piece.firstIndex(where: {
                    $0.kind == .colonEquals || bytes.isKeyword("default", $0)
                }), index < assign,
                let name = try? bytes.identifier(piece[index])
            else { continue }
            let value = reader.evaluate(piece, (assign + 1)..<piece.count, bytes)
            if value.value != .dynamic {
                reader.bindings[name] = Argument(
                    value.value, declaredType(piece, index + 1, bytes) ?? value.type)
            }
        }
        for piece in pieces[min(bodyStart, pieces.count)...] {
            for index in piece.indices where piece[index].kind == .colonEquals && index > 0 {
                if let name = try? bytes.identifier(piece[index - 1]) {
                    reader.bindings[name] = nil
                }
            }
            if let into = piece.firstIndex(where: { bytes.isKeyword("into", $0) }),
                into + 1 < piece.count,
                let name = try? bytes.identifier(piece[into + 1])
            {
                reader.bindings[name] = nil
            }
        }
    }

    private func declaredType(_ piece: [Token], _ start: Int, _ bytes: Span<UInt8>) -> SQLType? {
        var index = start
        if index < piece.count, bytes.isKeyword("constant", piece[index]) { index += 1 }
        guard index < piece.count, piece[index].kind == .word,
            let name = try? bytes.identifier(piece[index]), let type = SQLType.named(name)
        else { return nil }
        return index + 1 < piece.count && piece[index + 1].kind == .openBracket ? type.array : type
    }
}

extension TestFileScanner.Loop {
    /// Reads `FOREACH x IN ARRAY … LOOP` or `FOR x IN … LOOP` at `index`, behind BEGIN, THEN and
    /// ELSE.
    init?(_ piece: [Token], _ index: inout Int, _ reader: ArgumentReader, _ bytes: Span<UInt8>) {
        var start = index
        while start < piece.count,
            bytes.isKeyword("begin", piece[start]) || bytes.isKeyword("else", piece[start])
        { start += 1 }
        guard start + 2 < piece.count else { return nil }
        let isForEach = bytes.isKeyword("foreach", piece[start])
        guard isForEach || bytes.isKeyword("for", piece[start]),
            let name = try? bytes.identifier(piece[start + 1]),
            let end = piece[start...].firstIndex(where: { bytes.isKeyword("loop", $0) })
        else { return nil }
        index = end + 1
        variable = name
        var from = start + 3
        if isForEach, from < end, bytes.isKeyword("array", piece[from]), from + 1 < end,
            piece[from + 1].kind != .openBracket
        {
            from += 1
        }
        values = Self.values(piece, from..<end, isForEach, reader, bytes)
    }

    private static func values(
        _ piece: [Token], _ range: Range<Int>, _ isForEach: Bool, _ reader: ArgumentReader,
        _ bytes: Span<UInt8>
    ) -> [Argument]? {
        var range = range
        if !isForEach {
            // FOR x IN SELECT unnest(…): one column of constant rows.
            guard range.count > 3, bytes.isKeyword("select", piece[range.lowerBound]),
                bytes.isKeyword("unnest", piece[range.lowerBound + 1]),
                let close = ArgumentReader.closing(piece, range.lowerBound + 2),
                close == range.upperBound - 1
            else { return nil }
            range = (range.lowerBound + 3)..<close
        }
        let array = reader.evaluate(piece, range, bytes)
        guard case .list(let elements) = array.value else { return nil }
        return elements.map {
            Argument($0.map(ArgumentValue.text) ?? .null, array.type?.element ?? SQLType(.text))
        }
    }
}
