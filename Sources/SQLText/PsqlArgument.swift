/// One argument of a meta-command, quotes taken out (`psqlscanslash.l`).
public struct PsqlArgument: Sendable, Hashable {
    /// A piece of an argument.
    public enum Part: Sendable, Hashable {
        case text(String)
        /// `:name`
        case variable(String)
        /// `:'name'`, the value as an SQL string
        case literal(String)
        /// `:"name"`, the value as an SQL identifier
        case identifier(String)
        /// `:{?name}`, whether it is set
        case test(String)
        /// A command for the shell, in backquotes. Its output cannot be known.
        case shell(String)
    }

    /// The pieces, in order.
    public internal(set) var parts: [Part] = []
    /// Semicolons at the argument's end, outside quotes. Some commands (`\i`, `\connect`) take
    /// them off.
    public internal(set) var trailingSemicolons = 0

    /// The value, when it depends on neither variables nor the shell.
    public var constant: String? {
        var text = ""
        for part in parts {
            guard case .text(let piece) = part else { return nil }
            text += piece
        }
        return text
    }

    /// The value under the variables that `variable` knows; nil when it depends on the shell.
    ///
    /// As in psql, a reference to a variable that is not set stays as it is written.
    public func value(_ variable: (String) -> String?) -> String? {
        var text = ""
        for part in parts {
            switch part {
            case .text(let piece): text += piece
            case .variable(let name): text += variable(name) ?? ":\(name)"
            case .literal(let name): text += variable(name).map(Self.literal) ?? ":'\(name)'"
            case .identifier(let name):
                text += variable(name).map(Self.identifier) ?? ":\"\(name)\""
            case .test(let name): text += variable(name) == nil ? "FALSE" : "TRUE"
            case .shell: return nil
            }
        }
        return text
    }

    /// The value, less the semicolons at its end.
    public func valueWithoutSemicolons(_ variable: (String) -> String?) -> String? {
        value(variable).map { String($0.dropLast(trailingSemicolons)) }
    }

    /// `value` as `PQescapeLiteral()` writes it: quotes doubled, an `E''` when it holds a `\`.
    public static func literal(_ value: String) -> String {
        var quoted = value.utf8.contains(UInt8(ascii: "\\")) ? " E'" : "'"
        for scalar in value.unicodeScalars {
            if scalar == "'" || scalar == "\\" { quoted.unicodeScalars.append(scalar) }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "'"
    }

    /// `value` as `PQescapeIdentifier()` writes it.
    public static func identifier(_ value: String) -> String {
        var quoted = "\""
        for scalar in value.unicodeScalars {
            if scalar == "\"" { quoted.unicodeScalars.append(scalar) }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }
}
