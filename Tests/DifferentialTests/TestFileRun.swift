import TestSupport

/// What a test file printed: the lines that were not ok, and where an error ended it.
///
/// Of a project from elsewhere some assertions fail on a plain server before anything is taken
/// away. Those notice nothing, and their file notices by the others.
struct TestFileRun {
    /// Assertions that are not ok, as printed.
    var failures: Set<Substring> = []
    /// How many assertions were printed.
    var count = 0
    /// Whether an error ended the file, or its plan was not kept.
    var isBroken = false
    /// The line of the file at whose end an error ended it.
    var errorLine: Int?
    /// Its errors and failures, for a reader.
    var reasons: [Substring] = []

    init(_ output: PostgresCluster.Output) {
        let lines = output.out.split(separator: "\n")
        for line in lines where line.hasPrefix("ok ") || line.hasPrefix("not ok ") {
            count += 1
            if line.hasPrefix("not "), !line.contains("# TODO") { failures.insert(line) }
        }
        // Of nested tests, whose lines are indented, only the sum is looked at.
        isBroken =
            output.status != 0 || lines.contains { $0.hasPrefix("# Looks like you planned") }
        let errors = output.error.split(separator: "\n").filter { $0.contains("ERROR:") }
        errorLine = output.status == 0 ? nil : errors.last.flatMap(Self.line)
        reasons = lines.filter { $0.hasPrefix("not ok") } + errors
    }

    /// Whether everything passed.
    var isPassed: Bool { failures.isEmpty && !isBroken }

    /// Whether something fails that did not fail before.
    func isWorse(than before: TestFileRun) -> Bool {
        !failures.isSubset(of: before.failures) || isBroken && !before.isBroken
            || count < before.count
    }

    /// Whether an assertion that starts at a line of the file was printed, and was ok.
    func hasPassed(at line: Int, of text: [Substring]) -> Bool {
        let statement = Self.statement(at: line, of: text)
        if let errorLine, errorLine <= statement.upperBound { return false }
        return !failures.contains { failure in
            guard let dash = failure.firstRange(of: " - ") else { return false }
            let description = failure[dash.upperBound...]
            return text[(statement.lowerBound - 1)..<statement.upperBound]
                .contains { $0.replacing("''", with: "'").contains(description) }
        }
    }

    /// From a line to the one that ends its statement, about: the next that ends with a semicolon.
    private static func statement(at line: Int, of text: [Substring]) -> ClosedRange<Int> {
        guard line <= text.count else { return line...line }
        let end = text[(line - 1)...].firstIndex { line in
            line.last { $0 != " " && $0 != "\r" } == ";"
        }
        return line...((end ?? text.count - 1) + 1)
    }

    /// Of `psql:<stdin>:62: ERROR: …`. The first line that psql reads is the runner's own.
    private static func line(_ error: Substring) -> Int? {
        let parts = error.split(separator: ":", maxSplits: 3)
        return parts.count > 2 ? Int(parts[2]).map { $0 - 1 } : nil
    }
}
