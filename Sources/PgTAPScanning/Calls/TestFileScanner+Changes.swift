import SQLText

/// What a test does to the schema at top level.
struct SchemaChanges {
    /// Where the first statement that changes it begins.
    var first: Int?
    /// Whether something is dropped: the test may clean up by hand.
    var hasDrop = false
    /// Whether the file commits.
    var hasCommit = false
}

extension TestFileScanner {
    /// Remembers CREATE, ALTER and TRUNCATE of what outlives the session. Extensions and functions
    /// are how tests are set up, and are meant to stay.
    mutating func noteChange(_ tokens: [Token], _ bytes: Span<UInt8>) {
        guard let first = tokens.first else { return }
        if bytes.isKeyword("drop", first) { changes.hasDrop = true }
        guard changes.first == nil, !conditions.hasQuit else { return }
        let isCreate = bytes.isKeyword("create", first)
        guard isCreate || bytes.isKeyword("alter", first) || bytes.isKeyword("truncate", first)
        else { return }
        let head = tokens.prefix(6)
        let isLasting = !Self.passing.contains { word in head.contains { bytes.isKeyword(word, $0) }
        }
        if isLasting { changes.first = Int(first.start) }
    }

    private static let passing: [StaticString] = [
        "temp", "temporary", "extension", "function", "procedure", "schema",
    ]

    /// `missing-transaction`, where the file asserts and nothing takes its changes back.
    mutating func reportChanges() {
        guard let offset = changes.first, !changes.hasDrop,
            !MissingTransaction.mayHaveTransaction(result), result.runtests.isEmpty,
            !result.assertions.isEmpty
        else { return }
        let (line, column) = file.position(at: offset)
        result.diagnostics.append(
            MissingTransaction.diagnostic(
                at: SourceLocation(file: "", line: line, column: column), changes: "the schema"))
    }

    /// What is deferred runs at a commit, or when `SET CONSTRAINTS` says so: in a text, too. No text
    /// commits within a transaction block (`PreventInTransactionBlock`, `SPI_commit`).
    mutating func noteDeferral() {
        result.forgoesDeferred =
            !result.exercises.isEmpty && result.hasTransaction && !changes.hasCommit
            && !file.bytes.span.containsLetters("constraints")
    }

    /// Reads what runs without its lines being printed.
    mutating func losing(_ cause: LostOutput.Cause?, _ body: (inout TestFileScanner) -> Void) {
        guard let cause, !todo.isUnreached else { return body(&self) }
        let found = result.assertions.count
        todo.isUnreached = true
        body(&self)
        todo.isUnreached = false
        guard let lost = result.assertions[found...].first else { return }
        let place = SourceLocation(file: "", line: lost.line, column: lost.column)
        result.diagnostics.append(LostOutput.diagnostic(at: place, function: lost.function, cause))
    }
}
