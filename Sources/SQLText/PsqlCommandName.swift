/// The meta-commands of psql that mean something to a reader of scripts.
public enum PsqlCommandName: UInt8, Sendable {
    case set, unset
    case include, includeRelative
    case `if`, elif, `else`, endif
    case copy
    case connect
    case quit
    case echo
    case reset
    case bind
    // Those that send the statement before them.
    case go, goExpanded, gset, gexec, gdesc, crosstabView, watch
    // Those that take the rest of the line as it stands.
    case shell, editFunction, editView, showFunction, showView, help
    // Those whose argument, once it begins with `|`, is the rest of the line.
    case output, write
    case other

    /// Whether the command ends the statement before it by sending it to the server.
    public var sendsBuffer: Bool {
        rawValue >= PsqlCommandName.go.rawValue && rawValue <= PsqlCommandName.watch.rawValue
    }

    /// Whether backslashes and quotes in the rest of the line mean nothing (`OT_WHOLE_LINE`).
    var takesWholeLine: Bool {
        self == .copy
            || (rawValue >= PsqlCommandName.shell.rawValue
                && rawValue <= PsqlCommandName.help.rawValue)
    }

    /// Whether an argument that begins with `|` is the rest of the line (`OT_FILEPIPE`).
    var takesPipe: Bool {
        self == .output || self == .write || self == .go || self == .goExpanded
    }

    /// The command that `range`, without the backslash, names.
    init(in bytes: Span<UInt8>, _ range: Range<Int>) {
        for (name, command) in Self.names where bytes.equal(range, name) {
            self = command
            return
        }
        self = .other
    }

    private static let names: [(StaticString, PsqlCommandName)] = [
        ("set", .set), ("unset", .unset), ("i", .include), ("include", .include),
        ("ir", .includeRelative), ("include_relative", .includeRelative), ("if", .if),
        ("elif", .elif), ("else", .else), ("endif", .endif), ("copy", .copy), ("c", .connect),
        ("connect", .connect), ("q", .quit), ("quit", .quit), ("echo", .echo), ("r", .reset),
        ("reset", .reset), ("bind", .bind), ("g", .go), ("gx", .goExpanded), ("gset", .gset),
        ("gexec", .gexec), ("gdesc", .gdesc), ("crosstabview", .crosstabView), ("watch", .watch),
        ("!", .shell), ("ef", .editFunction), ("ev", .editView), ("sf", .showFunction),
        ("sf+", .showFunction), ("sv", .showView), ("sv+", .showView), ("h", .help),
        ("help", .help), ("o", .output), ("out", .output), ("w", .write), ("write", .write),
    ]
}
