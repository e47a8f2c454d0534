import QueryAnalysis
import SQLSyntax

/// The text of a `reg…` constant: `schema."Name"`, `f(integer, text)`.
public struct RegisteredName {
    /// Nil where the text names none.
    public var schema: String?
    /// Unquoted.
    public var name: String
    /// Of a regprocedure.
    public var arguments: [String]?

    /// Reads the text.
    public init(_ text: String) {
        var rest = text[...]
        var parts: [String] = []
        repeat {
            if rest.first == "." { rest = rest.dropFirst() }
            parts.append(Self.part(&rest))
        } while rest.first == "."
        name = parts.last ?? ""
        schema = parts.count > 1 ? parts[parts.count - 2] : nil
        guard rest.first == "(", rest.last == ")" else { return }
        arguments = rest.dropFirst().dropLast().split(separator: ",").map { argument in
            var argument = argument
            while argument.first == " " { argument = argument.dropFirst() }
            return SQLType.printed(String(argument))
        }
    }

    private static func part(_ rest: inout Substring) -> String {
        guard rest.first == "\"" else {
            let word = rest.prefix { $0 != "." && $0 != "(" }
            rest = rest.dropFirst(word.count)
            return word.lowercased()
        }
        var name = ""
        rest = rest.dropFirst()
        while let character = rest.popFirst() {
            if character == "\"" {
                guard rest.first == "\"" else { break }
                rest = rest.dropFirst()
            }
            name.append(character)
        }
        return name
    }
}

/// Names as the server prints them.
enum Identifiers {
    static func quoted(_ name: String) -> String { QuotedIdentifier.quote(name) }
}
