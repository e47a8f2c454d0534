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
        // Byte by byte: a variable's whole text may be asked for a name.
        var rest = text.utf8[...]
        var parts: [String] = []
        repeat {
            if rest.first == UInt8(ascii: ".") { rest = rest.dropFirst() }
            parts.append(Self.part(&rest))
        } while rest.first == UInt8(ascii: ".")
        name = parts.last ?? ""
        schema = parts.count > 1 ? parts[parts.count - 2] : nil
        guard rest.first == UInt8(ascii: "("), rest.last == UInt8(ascii: ")") else { return }
        arguments = Substring(rest.dropFirst().dropLast()).split(separator: ",").map {
            SQLType.printed(String($0.drop { $0 == " " }))
        }
    }

    private static func part(_ rest: inout Substring.UTF8View) -> String {
        guard rest.first == UInt8(ascii: "\"") else {
            let word = rest.prefix { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "(") }
            rest = rest[word.endIndex...]
            return Substring(word).lowercased()
        }
        var name = ""
        rest = rest.dropFirst()
        while !rest.isEmpty {
            let piece = rest.prefix { $0 != UInt8(ascii: "\"") }
            name += Substring(piece)
            rest = rest[piece.endIndex...].dropFirst()
            guard rest.first == UInt8(ascii: "\"") else { break }
            name += "\""
            rest = rest.dropFirst()
        }
        return name
    }
}
