import SQLSyntax
import SQLText

/// What Liquibase makes of a type for PostgreSQL (`DataTypeFactory.fromDescription` and the classes
/// of `liquibase.datatype.core`).
struct LiquibaseType {
    /// The kinds that it treats each in its own way.
    private enum Kind {
        case int, bigint, smallint, text, character, number, decimal, float, double, boolean
        case blob, largeObject, date, time, timestamp, uuid, xml, currency
        /// Passed on as it stands, in capital letters.
        case other
    }

    private let kind: Kind
    /// As it was written.
    private let description: String
    /// The first word in lower case.
    private let name: String
    /// Between the brackets.
    private let parameters: [String]
    /// What stands behind the first word, but for the brackets.
    private let rest: String

    init(_ description: String) {
        self.description = description.trimmed
        var text = self.description
        var inner: [String] = []
        if let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")"), open < close {
            let end = text[open...].firstIndex(of: ")") ?? close
            inner = text[text.index(after: open)..<end].split(separator: ",").map {
                String($0).trimmed
            }
            text = String(text[..<open]).trimmed + String(text[text.index(after: close)...])
        }
        parameters = inner
        let lower = text.lowercased()
        if let phrase = Self.phrases.first(where: { lower.hasPrefix($0) }) {
            (name, rest) = (phrase, String(text.dropFirst(phrase.count)).trimmed)
        } else {
            let words = text.split(maxSplits: 1, whereSeparator: \.isWhitespace).map(String.init)
            name = words.first?.lowercased() ?? ""
            rest = words.count > 1 ? words[1].trimmed : ""
        }
        kind = Self.kinds[name] ?? .other
    }

    /// Types of several words that are one name.
    private static let phrases = [
        "bit varying", "character varying", "long varchar", "long nvarchar", "long binary",
        "long varbinary",
    ]

    private static let kinds: [String: Kind] = {
        let names: [(Kind, String)] = [
            (.int, "int integer java.sql.types.integer java.lang.integer serial int4 serial4"),
            (
                .bigint,
                "bigint java.sql.types.bigint java.math.biginteger java.lang.long integer8 bigserial serial8 int8"
            ),
            (
                .smallint,
                "smallint java.sql.types.smallint int2 smallserial tinyint java.sql.types.tinyint"
            ),
            (
                .text,
                "clob longvarchar text longtext java.sql.types.longvarchar java.sql.types.clob nclob longnvarchar ntext java.sql.types.longnvarchar java.sql.types.nclob tinytext mediumtext"
            ),
            (
                .character,
                "char java.sql.types.char bpchar character nchar java.sql.types.nchar nchar2 varchar java.sql.types.varchar java.lang.string varchar2 nvarchar java.sql.types.nvarchar nvarchar2 national"
            ),
            (.number, "number numeric java.sql.types.numeric"),
            (.decimal, "decimal java.sql.types.decimal java.math.bigdecimal"),
            (.float, "float java.sql.types.float java.lang.float real java.sql.types.real"),
            (.double, "double java.sql.types.double java.lang.double"),
            (.boolean, "boolean java.sql.types.boolean java.lang.boolean bit bool"),
            (
                .blob,
                "longblob longvarbinary java.sql.types.longblob java.sql.types.longvarbinary java.sql.types.varbinary java.sql.types.binary varbinary binary image tinyblob mediumblob"
            ),
            (.largeObject, "blob java.sql.types.blob"),
            (.date, "date java.sql.types.date java.sql.date"),
            (.time, "time java.sql.types.time java.sql.time timetz"),
            (
                .timestamp,
                "timestamp java.sql.types.timestamp java.sql.types.timestamp_with_timezone java.sql.timestamp timestamptz datetime java.sql.types.datetime java.util.date smalldatetime datetime2"
            ),
            (.uuid, "uuid uniqueidentifier java.util.uuid"),
            (.xml, "xml xmltype java.sql.types.sqlxml"),
            (.currency, "currency money smallmoney"),
        ]
        var found: [String: Kind] = [
            "long varchar": .text, "long nvarchar": .text, "long binary": .blob,
            "long varbinary": .blob, "character varying": .character,
        ]
        for (kind, list) in names {
            for name in list.split(separator: " ") { found[String(name)] = kind }
        }
        return found
    }()

    /// Whether it numbers its rows by itself: `serial`, and `… identity`.
    var isAutoIncrement: Bool {
        [.int, .bigint, .smallint].contains(kind)
            && (name.holds("serial") || rest.lowercased() == "identity")
    }

    /// As PostgreSQL's statement has it.
    var sql: String {
        switch kind {
        case .int: "INTEGER"
        case .bigint: "BIGINT"
        case .smallint: "SMALLINT"
        case .text: "TEXT"
        case .character: character
        case .number: (Int(parameters.first ?? "") ?? 0) > 1000 ? "numeric" : with("numeric")
        case .decimal: with("DECIMAL")
        case .float: description.lowercased() == "real" ? "REAL" : with("FLOAT")
        case .double: "DOUBLE PRECISION"
        case .boolean: name.hasPrefix("bit") ? with("BIT") : "BOOLEAN"
        case .blob: "BYTEA"
        case .largeObject: "OID"
        case .date: "date"
        case .time: zoned("TIME", (Int(parameters.first ?? "") ?? 0) <= 6 ? parameters.first : nil)
        case .timestamp:
            zoned("TIMESTAMP", parameters.count == 2 ? parameters[1] : parameters.first)
        case .uuid: "UUID"
        case .xml: "XML"
        case .currency: "DECIMAL"
        case .other: other
        }
    }

    private func with(_ type: String) -> String {
        parameters.isEmpty ? type : "\(type)(\(parameters.joined(separator: ", ")))"
    }

    private func zoned(_ type: String, _ precision: String?) -> String {
        let lower = description.lowercased()
        let hasZone =
            lower.holds("tz") || lower.holds("with time zone") || lower.holds("with timezone")
            || lower.holds("with_timezone")
        return type + (precision.map { "(\($0))" } ?? "")
            + (hasZone ? " WITH TIME ZONE" : " WITHOUT TIME ZONE")
    }

    private var character: String {
        let isFixed = ["char", "character", "bpchar", "java.sql.types.char"].contains(name)
        let isNational = ["nchar", "nchar2", "java.sql.types.nchar"].contains(name)
        guard let length = parameters.first?.split(separator: " ").first else {
            return isFixed ? "CHAR" : isNational ? "NCHAR" : "VARCHAR"
        }
        if length == "2147483647" { return "CHARACTER VARYING" }
        return (isFixed ? "CHAR" : isNational ? "NCHAR" : "VARCHAR") + "(\(length))"
    }

    private var other: String {
        // Of `interval day to second` the whole description is the name.
        if name.hasPrefix("interval") { return description.uppercased() }
        let type = with(Self.unquoted(name).uppercased())
        return rest.isEmpty ? type : type + " " + rest
    }

    /// Without quotes around, of whatever database system.
    private static func unquoted(_ name: String) -> String {
        name.filter { !"\"`".contains($0) }
    }

    // MARK: - Values

    /// A text given as a value of this type (`objectToSql`).
    func literal(_ value: String) -> String {
        if value.lowercased() == "null" { return "NULL" }
        switch kind {
        case .int, .bigint, .smallint: return Self.withoutZeros(value)
        case .number, .decimal, .float, .double, .currency, .uuid: return value
        case .boolean: return Self.truth(value) ?? value
        case .time, .timestamp:
            let isFunction = value.hasSuffix("()") || value.lowercased() == "now()"
            return isFunction ? value : QuotedLiteral.quote(value)
        case .text: return value.hasPrefix("'") ? value : QuotedLiteral.quote(value)
        case .xml: return "xml " + QuotedLiteral.quote(value)
        case .character, .date, .blob, .largeObject, .other: return QuotedLiteral.quote(value)
        }
    }

    /// A boolean given as a value of this type.
    func literal(_ value: Bool) -> String {
        switch kind {
        case .int, .bigint, .smallint: value ? "1" : "0"
        default: literal(value ? "true" : "false")
        }
    }

    private static func truth(_ value: String) -> String? {
        switch value.filter({ $0 != "'" }).lowercased() {
        case "true", "1", "t", "b1", "1.0": "TRUE"
        case "false", "0", "f", "b0", "0.0": "FALSE"
        default: nil
        }
    }

    /// `1.0` as `1`.
    private static func withoutZeros(_ value: String) -> String {
        guard let point = value.firstIndex(of: "."),
            value[point...].dropFirst().allSatisfy({ $0 == "0" })
        else { return value }
        return String(value[..<point])
    }
}
