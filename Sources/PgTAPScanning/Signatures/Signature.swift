public import QueryAnalysis

/// One function of pgTAP, with what was measured of it. There is one instance of each, which all
/// assertions that call it refer to.
public final class Signature: Sendable {
    public let name: String
    /// Types as the server prints them: `name`, `name[]`.
    public let argumentTypes: [String]
    /// The same, for overload resolution.
    public let candidate: FunctionCandidate
    /// First version that has it among those measured: `1.2.0` or `1.3.5`.
    public let since: String
    public let returns: String
    /// The kind of object that a schema assertion is about (`column`); empty for any other function.
    public let subject: String
    /// Which fact of it (`existence`, `columns+target`).
    public let aspect: String
    /// `exists`, `absent`, `value`, `value_not`, `exact_set` or `subset`.
    public let polarity: String
    /// What each argument is: `schema`, `table`, `description`.
    public let roles: [String]
    /// `search_path`, `schema-qualified`, `global`, `any schema`, or a rule of its own.
    public let lookup: String

    /// As documentation writes it: `has_table(name, text)`.
    public var text: String { "\(name)(\(argumentTypes.joined(separator: ", ")))" }

    /// Whether it checks the schema, rather than values or results.
    public var isSchemaAssertion: Bool { !subject.isEmpty }

    /// Reads a line of the table.
    init(_ fields: [Substring]) {
        name = String(fields[0])
        argumentTypes = fields[1].split(separator: ",").map(String.init)
        candidate = FunctionCandidate(
            handle: nil, arguments: argumentTypes.map(Self.type),
            variadicElement: fields[3].isEmpty ? nil : Self.type(String(fields[3])), defaults: Int(fields[2]) ?? 0,
            result: SQLType(.text))
        (since, returns) = (String(fields[4]), String(fields[5]))
        (subject, aspect, polarity) = (String(fields[6]), String(fields[7]), String(fields[8]))
        roles = fields[9].split(separator: ",").map(String.init)
        lookup = String(fields[10])
    }

    private static func type(_ text: String) -> SQLType {
        let isArray = text.hasSuffix("[]")
        let name = isArray ? String(text.dropLast(2)) : text
        let catalogName = ["integer": "int4", "boolean": "bool", "character": "bpchar", "charactervarying": "varchar", "character varying": "varchar"][name] ?? name
        return SQLType(BuiltinType(catalogName) ?? .text, isArray: isArray)
    }
}

extension Signature: Hashable {
    public static func == (a: Signature, b: Signature) -> Bool { a === b }
    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

/// All functions of pgTAP, by name.
public struct SignatureTable: Sendable {
    /// pgTAP 1.3.5, the superset of the versions measured.
    public static let shared = SignatureTable()

    /// Every signature, sorted by name.
    public let signatures: [Signature]
    private let rangeByName: [String: Range<Int>]

    private init() {
        signatures = Self.read()
        var ranges: [String: Range<Int>] = [:]
        for (index, signature) in signatures.enumerated() {
            let start = ranges[signature.name]?.lowerBound ?? index
            ranges[signature.name] = start..<(index + 1)
        }
        rangeByName = ranges
    }

    /// The overloads of a name; empty for a name that pgTAP does not have.
    public subscript(name: String) -> ArraySlice<Signature> { signatures[rangeByName[name] ?? 0..<0] }

    /// Every name, sorted.
    public var names: [String] { rangeByName.keys.sorted() }

    private static func read() -> [Signature] {
        "\(signatureData)".split(separator: "\n").map { line in
            Signature(line.split(separator: "\t", omittingEmptySubsequences: false))
        }
    }
}
