public import QueryAnalysis
import SQLText
import SchemaCatalog
import Synchronization

/// One function of pgTAP, with what was measured of it. There is one instance of each, which all
/// assertions that call it refer to.
public final class Signature: Sendable {
    /// The function's name.
    public let name: String
    /// Types as the server prints them: `name`, `name[]`.
    public let argumentTypes: [String]
    /// The same, for overload resolution.
    public let candidate: FunctionCandidate
    /// First version that has it among those measured: `1.2.0` or `1.3.5`.
    public let since: String
    /// As `format_type()` prints it.
    public let returns: String
    /// The kind of object that a schema assertion is about; nil for any other function, as are
    /// ``aspect``, ``polarity`` and ``lookup``.
    public let subject: AssertionSubject?
    /// Which fact of it.
    public let aspect: AssertionAspect?
    /// What it says of the fact.
    public let polarity: AssertionPolarity?
    /// What each argument is; empty for functions that are no schema assertions.
    public let roles: [ArgumentRole]
    /// Where it looks.
    public let lookup: AssertionLookup?

    /// The argument that names its subject, where it has the subject's own name.
    let subjectRole: ArgumentRole?
    /// The kind of its subject, where the catalog has such a kind.
    let subjectKind: ObjectKind?

    /// Where among the arguments the names stand that most of its kind look up: a schema, a name in
    /// it, and the name of what belongs to that.
    let namePositions: (schema: Int?, name: Int, child: Int?)?

    /// Whether it is of a table, and takes for its description what reads as the columns.
    let mayTakeColumnsForDescription: Bool
    /// Whose rules tell what it proves.
    let family: AssertionFamily

    /// The position of its name among those of ``SignatureTable``.
    let number: Int
    /// Its place among the signatures of its name.
    let place: UInt8

    /// As documentation writes it: `has_table(name, text)`.
    public var text: String { "\(name)(\(argumentTypes.joined(separator: ", ")))" }

    /// Whether it checks the schema, rather than values or results.
    public var isSchemaAssertion: Bool { subject != nil }

    /// Reads a line of the table.
    init(_ fields: [Substring], number: Int, place: Int) {
        (self.number, self.place) = (number, UInt8(place))
        name = String(fields[0])
        argumentTypes = Self.list(fields[1])
        candidate = FunctionCandidate(
            handle: nil, arguments: argumentTypes.map(Self.type),
            variadicElement: fields[3].isEmpty ? nil : Self.type(String(fields[3])),
            defaults: Int(fields[2]) ?? 0,
            result: SQLType(.text))
        (since, returns) = (String(fields[4]), String(fields[5]))
        subject = AssertionSubject(rawValue: String(fields[6]))
        aspect = AssertionAspect(rawValue: String(fields[7]))
        polarity = AssertionPolarity(rawValue: String(fields[8]))
        family = AssertionFamily(subject, aspect, polarity)
        roles = Self.list(fields[9]).compactMap(ArgumentRole.init)
        mayTakeColumnsForDescription =
            ["has_index", "has_pk", "has_fk", "has_unique", "has_check"].contains(name)
            && roles.contains(.table) && roles.contains(.description)
            && !roles.contains(.column) && !roles.contains(.columns)
        lookup = AssertionLookup(rawValue: String(fields[10]))
        subjectRole = subject.flatMap { ArgumentRole(rawValue: $0.rawValue) }
        subjectKind = subject.flatMap { ObjectKind(rawValue: $0.rawValue) }
        namePositions = Self.namePositions(roles, subjectRole)
    }

    private static func namePositions(_ roles: [ArgumentRole], _ subject: ArgumentRole?)
        -> (schema: Int?, name: Int, child: Int?)?
    {
        let schema = roles.firstIndex(of: .schema)
        let own = subject.flatMap { roles.firstIndex(of: $0) }
        guard let table = roles.firstIndex(of: .table) else { return own.map { (schema, $0, nil) } }
        return (schema, table, own == table ? nil : own)
    }

    private static func list(_ field: Substring) -> [String] {
        field.utf8.split(separator: UInt8(ascii: ",")).map { String(Substring($0)) }
    }

    private static func type(_ text: String) -> SQLType {
        let isArray = text.hasSuffix("[]")
        let name = isArray ? String(text.dropLast(2)) : text
        return SQLType(BuiltinType(catalogNames[name] ?? name) ?? .text, isArray: isArray)
    }

    private static let catalogNames = [
        "integer": "int4", "boolean": "bool", "character": "bpchar", "charactervarying": "varchar",
        "character varying": "varchar",
    ]
}

extension Signature: Hashable {
    public static func == (a: Signature, b: Signature) -> Bool { a === b }
    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

/// All functions of pgTAP, by name.
///
/// Every run needs all names, and of few of them the overloads: those are read when first asked
/// for.
public struct SignatureTable: Sendable {
    /// pgTAP 1.3.5, the superset of the versions measured.
    public static let shared = SignatureTable()

    /// Every name, sorted.
    let names: [String]
    private let text = "\(signatureData)\n"
    /// By position in `names`.
    private let numbers: [String: Int]
    /// By position in `names`, the lines of the overloads.
    private let lines: [Range<Int>]
    private static let known = Mutex<[Int: [Signature]]>([:])

    private init() {
        var lines: [Range<Int>] = []
        var (names, start, position) = ([String](), 0, 0)
        let text = text.utf8.span
        while position < text.count {
            let lineStart = position
            while text[position] != UInt8(ascii: "\t") { position += 1 }
            let next = text.text(of: lineStart..<position)
            if next != names.last {
                names.append(next)
                lines.append(lineStart..<lineStart)
                start = lineStart
            }
            while text[position] != UInt8(ascii: "\n") { position += 1 }
            lines[lines.count - 1] = start..<position
            position += 1
        }
        (self.names, self.lines) = (names, lines)
        numbers = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
    }

    /// The position of a name among all of them.
    func number(of name: String) -> Int? { numbers[name] }

    /// Every signature, sorted by name.
    public var signatures: [Signature] { names.flatMap { self[$0] } }

    /// The overloads of a name; empty for a name that pgTAP does not have.
    public subscript(name: String) -> [Signature] { number(of: name).map { self[$0] } ?? [] }

    /// The overloads of the name at a position.
    subscript(number: Int) -> [Signature] {
        // One instance of each signature, whoever asks first.
        Self.known.withLock { known in
            if let found = known[number] { return found }
            let read = text.utf8.span.text(of: lines[number]).utf8.split(
                separator: UInt8(ascii: "\n")
            )
            .enumerated().map { place, line in
                Signature(
                    line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
                        .map { Substring($0) }, number: number, place: place)
            }
            known[number] = read
            return read
        }
    }
}
