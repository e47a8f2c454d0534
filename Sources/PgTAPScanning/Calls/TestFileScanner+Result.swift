import SQLText

extension TestFileScanner {
    /// Reads what `\gexec` runs: each value that the query gives is a statement, and the query's
    /// own rows are not printed.
    mutating func readResult(_ tokens: [Token], _ bytes: Span<UInt8>) {
        guard let first = tokens.first, bytes.isKeyword("select", first) else {
            result.hasUncertainCount = true
            return
        }
        let end = endOfTargets(tokens, bytes)
        let source =
            end == tokens.count
            ? RowSource(rows: [[:]]) : RowSource.read(tokens, from: end + 1, reader, bytes)
        guard let source else {
            result.hasUncertainCount = true
            return
        }
        let place = file.lines.position(at: Int(first.start))
        for row in source.rows {
            var bound = reader
            bound.bindings.merge(row) { $1 }
            for part in ArgumentReader.split(tokens, 1..<end) {
                switch bound.evaluate(tokens, part, bytes).value {
                case .text(let sql): execute(sql, at: (place.line, place.column))
                case .null: continue
                case .list, .dynamic: result.hasUncertainCount = true
                }
            }
        }
    }

    /// Where the query's FROM begins.
    private func endOfTargets(_ tokens: [Token], _ bytes: Span<UInt8>) -> Int {
        var depth = 0
        for index in tokens.indices {
            switch tokens[index].kind {
            case .openParen, .openBracket: depth += 1
            case .closeParen, .closeBracket: depth -= 1
            case .word where depth == 0 && bytes.isKeyword("from", tokens[index]): return index
            default: continue
            }
        }
        return tokens.count
    }

    /// Reads a statement that stands in no file; what it asserts stands where it is run.
    private mutating func execute(_ sql: String, at place: (line: Int, column: Int)) {
        var inner = TestFileScanner(file: SourceFile(path: file.path, bytes: Array(sql.utf8)))
        (inner.reader, inner.searchPath, inner.role) = (reader, searchPath, role)
        (inner.prepared, inner.todo) = (prepared, todo)
        inner.run { false }
        (searchPath, role, prepared, todo) = (
            inner.searchPath, inner.role, inner.prepared, inner.todo
        )
        result.assertions += inner.result.assertions.map { $0.with(place: place) }
        for exercise in inner.result.exercises {
            var exercise = exercise
            (exercise.line, exercise.column) = place
            result.exercises.append(exercise)
        }
        result.calledFunctions.formUnion(inner.result.calledFunctions)
        result.definedFunctions.formUnion(inner.result.definedFunctions)
        result.functionCalls.merge(inner.result.functionCalls) { $0.union($1) }
        result.changedNames.formUnion(inner.result.changedNames)
        result.dropsExtensions = result.dropsExtensions || inner.result.dropsExtensions
        result.createdNames.formUnion(inner.result.createdNames)
    }
}
