/// A meta-command of psql, decoded.
///
/// A `\set` of a variable that psql itself obeys (`ON_ERROR_STOP`, `AUTOCOMMIT`, …) is a `\set`
/// like any other.
public struct PsqlDirective: Sendable, Hashable {
    /// Which command it is.
    public let name: PsqlCommandName
    /// Its arguments. None for commands that take the rest of the line as it stands; see ``line``.
    public let arguments: [PsqlArgument]
    /// Where the text after the name lies, without blanks around it.
    public let line: Range<Int>
    /// Whether an argument's quote is not closed on the line; psql drops that argument.
    public let isUnterminated: Bool

    /// Decodes a token of kind ``TokenKind/metaCommand``.
    public init(_ token: Token, in bytes: Span<UInt8>) {
        let command = PsqlCommandText(in: bytes, at: Int(token.start))
        name = command.name
        line = Self.trimmed(command.nameRange.upperBound..<Int(token.end), in: bytes)
        guard !command.name.takesWholeLine else {
            arguments = []
            isUnterminated = false
            return
        }
        var reader = PsqlArgumentReader(line, takesPipe: command.name.takesPipe)
        var arguments: [PsqlArgument] = []
        while let argument = reader.next(in: bytes) { arguments.append(argument) }
        self.arguments = arguments
        isUnterminated = reader.isUnterminated
    }

    private static func trimmed(_ range: Range<Int>, in bytes: Span<UInt8>) -> Range<Int> {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end, bytes[start].isSpace { start += 1 }
        while end > start, bytes[end - 1].isSpace { end -= 1 }
        return start..<end
    }

    /// What a `\set` assigns: its arguments after the first, run together; nil when that depends
    /// on the shell, or when there is no name.
    public func assignment(_ variable: (String) -> String?) -> (name: String, value: String)? {
        guard name == .set, let name = arguments.first?.value(variable) else { return nil }
        var text = ""
        for argument in arguments.dropFirst() {
            guard let piece = argument.value(variable) else { return nil }
            text += piece
        }
        return (name, text)
    }

    /// Whether an `\if` or `\elif` takes its branch; nil when that depends on the shell.
    ///
    /// Its arguments, blanks between, must be a Boolean as psql reads one (`on`, `off`, `1`, `0`,
    /// or the beginning of `true`, `false`, `yes`, `no`); anything else is an error and not taken.
    public func condition(_ variable: (String) -> String?) -> Bool? {
        var words: [String] = []
        for argument in arguments {
            guard let word = argument.value(variable) else { return nil }
            words.append(word)
        }
        return Self.boolean(words.joined(separator: " ")) ?? false
    }

    /// `value` as `ParseVariableBool()` reads it; nil for what is no Boolean.
    public static func boolean(_ value: String) -> Bool? {
        let value = value.lowercased()
        if value.isEmpty { return nil }
        if "true".hasPrefix(value) || "yes".hasPrefix(value) || value == "on" || value == "1" {
            return true
        }
        let isOff = value == "off" || value == "of"
        if "false".hasPrefix(value) || "no".hasPrefix(value) || isOff || value == "0" {
            return false
        }
        return nil
    }
}
