/// Where a meta-command's name and arguments lie (`psqlscanslash.l`).
struct PsqlCommandText {
    let name: PsqlCommandName
    /// The name, without the backslash.
    let nameRange: Range<Int>
    /// Just past the arguments and the blanks after them: at the newline, at a backslash outside
    /// quotes, or at the end of the bytes.
    let end: Int

    /// Reads the command whose backslash stands at `start`.
    init(in bytes: Span<UInt8>, at start: Int) {
        let index = Self.endOfName(in: bytes, from: start &+ 1)
        nameRange = start &+ 1..<index
        name = PsqlCommandName(in: bytes, nameRange)
        end =
            name.takesWholeLine
            ? Self.endOfLine(in: bytes, from: index)
            : Self.endOfArguments(in: bytes, from: index, pipes: name.takesPipe)
    }

    /// The name of the meta-command that is `token`.
    static func name(of token: Token, in bytes: Span<UInt8>) -> PsqlCommandName {
        let nameStart = Int(token.start) &+ 1
        return PsqlCommandName(in: bytes, nameStart..<endOfName(in: bytes, from: nameStart))
    }

    private static func endOfName(in bytes: Span<UInt8>, from start: Int) -> Int {
        var end = start
        while end < bytes.count, !bytes[end].isSpace, bytes[end] != UInt8(ascii: "\\") {
            end &+= 1
        }
        return end
    }

    /// psql reads a script by lines that end in `\n`; a `\r` before it is a blank.
    private static func endOfLine(in bytes: Span<UInt8>, from start: Int) -> Int {
        var end = start
        while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end &+= 1 }
        return end > start && end < bytes.count && bytes[end &- 1] == UInt8(ascii: "\r")
            ? end &- 1 : end
    }

    private static func endOfArguments(
        in bytes: Span<UInt8>, from start: Int, pipes: Bool
    ) -> Int {
        var end = start
        var quote: UInt8 = 0
        var atArgument = true
        while end < bytes.count {
            let byte = bytes[end]
            if byte == UInt8(ascii: "\n") { break }
            if quote != 0 {
                if byte == quote {
                    quote = 0
                } else if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "'"),
                    end &+ 1 < bytes.count, bytes[end &+ 1] != UInt8(ascii: "\n")
                {
                    end &+= 1
                }
            } else {
                switch byte {
                case UInt8(ascii: "\\"): return end
                case UInt8(ascii: "|") where pipes && atArgument:
                    return endOfLine(in: bytes, from: end)
                case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"): quote = byte
                default: break
                }
                atArgument = byte.isSpace
            }
            end &+= 1
        }
        let isReturn = end > start && end < bytes.count && bytes[end &- 1] == UInt8(ascii: "\r")
        return isReturn ? end &- 1 : end
    }

    /// Where a `\copy` that is not to a file or a program reads its data from.
    enum CopySource { case elsewhere, script, standardInput }

    /// The source of a `\copy`: `from stdin` is the script itself.
    func copySource(in bytes: Span<UInt8>) -> CopySource {
        var lexer = Lexer(.sql)
        let arguments = bytes.extracting(nameRange.upperBound..<end)
        var depth = 0
        var afterFrom = false
        while true {
            let token = lexer.next(in: arguments)
            switch token.kind {
            case .endOfFile: return .elsewhere
            case .openParen: depth += 1
            case .closeParen: depth -= 1
            case .word where depth == 0 && afterFrom:
                if arguments.isKeyword("stdin", token) { return .script }
                return arguments.isKeyword("pstdin", token) ? .standardInput : .elsewhere
            case .word where depth == 0: afterFrom = arguments.isKeyword("from", token)
            case .whitespace: break
            default: afterFrom = false
            }
        }
    }
}
