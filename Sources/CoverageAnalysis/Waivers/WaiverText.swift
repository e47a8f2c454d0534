import SchemaCatalog

/// The text of a waiver comment: `pgcov: ignore column.default, column.type dropped next week`.
struct WaiverText {
    var subjects: [Waiver.Subject]
    var reason: String
    /// `ignore-file`: all of the file is meant.
    var isOfFile: Bool

    /// What is wrong with a comment.
    struct Fault: Error {
        var message: String
    }

    /// Reads a comment's inside; nil where it is not addressed to pgcov.
    ///
    /// - Parameter rules: The names of all rules.
    static func read(_ comment: String, rules: [String]) throws(Fault) -> WaiverText? {
        let trimmed = comment.drop { $0.isWhitespace || $0 == "*" || $0 == "-" }
        guard trimmed.hasPrefix("pgcov:") else { return nil }
        var words = trimmed.dropFirst(6).split { $0.isWhitespace }.map(String.init)[...]
        guard let verb = words.popFirst(), verb == "ignore" || verb == "ignore-file" else {
            throw Fault(
                message:
                    "a comment to pgcov says what to ignore and why; write -- pgcov: ignore RULE REASON"
            )
        }
        let names = subjectNames(&words)
        guard !names.isEmpty else {
            throw Fault(message: "nothing is named; write -- pgcov: \(verb) RULE REASON")
        }
        var subjects: [Waiver.Subject] = []
        for name in names { subjects.append(try subject(name, rules)) }
        guard words.contains(where: { $0.contains { $0.isLetter || $0.isNumber } }) else {
            throw Fault(
                message:
                    "the reason is missing; write -- pgcov: \(verb) \(names.joined(separator: ",")) WHY"
            )
        }
        return WaiverText(
            subjects: subjects, reason: words.joined(separator: " "),
            isOfFile: verb == "ignore-file")
    }

    /// The first word, and those that follow a comma.
    private static func subjectNames(_ words: inout ArraySlice<String>) -> [String] {
        var names: [String] = []
        while let word = words.popFirst() {
            names += word.split(separator: ",").map(String.init)
            if !word.hasSuffix(","), words.first?.hasPrefix(",") != true { break }
        }
        return names
    }

    private static func subject(_ name: String, _ rules: [String]) throws(Fault) -> Waiver.Subject {
        if name == "gap" { return .gap(nil, nil) }
        if rules.contains(name) { return .rule(name) }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        if parts.count <= 2,
            let kind = parts[0] == "gap"
                ? .some(nil) : ObjectKind(rawValue: parts[0]).map(Optional.some)
        {
            guard parts.count == 2 else { return .gap(kind, nil) }
            guard let facet = Facet(rawValue: parts[1]) else {
                throw Fault(
                    message:
                        "\"\(parts[1])\" is no facet\(NameHint.text(parts[1], Facet.allCases.map(\.rawValue)))"
                )
            }
            return .gap(kind, facet)
        }
        let known = rules + ObjectKind.allCases.map(\.rawValue) + ["gap"]
        throw Fault(
            message:
                "\"\(name)\" is neither a rule nor a kind of object\(NameHint.text(parts[0], known)); "
                + "expected a rule (pgcov explain rules), gap, or a kind or facet such as column.default"
        )
    }
}
