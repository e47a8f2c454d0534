public import SQLText
public import SchemaCatalog

/// The waivers that stand as comments in an SQL file.
///
/// `-- pgcov: ignore RULE REASON` speaks of the statement that it follows on the same line or
/// stands in, else of the next one; within CREATE TABLE and ALTER TABLE, of the element.
public struct WaiverComments: Sendable {
    /// Those that are well-formed, in the order of the file.
    public private(set) var waivers: [Waiver] = []
    /// `invalid-waiver`.
    public private(set) var diagnostics: [Diagnostic] = []

    private let file: SourceFile
    private let rules: [String]
    private let isTest: Bool

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - rules: The names of all rules.
    ///   - isTest: Whether it is a test, which makes no objects whose gaps could be waived.
    public init(_ file: SourceFile, rules: [String], isTest: Bool) {
        (self.file, self.rules, self.isTest) = (file, rules, isTest)
        // Hardly any file has one, and most of them need not be read twice.
        guard file.bytes.span.contains("pgcov:") else { return }
        read(0..<file.bytes.count, .psql, depth: 0)
    }

    /// Bodies within bodies that are looked into.
    private static let maximumDepth = 3

    private mutating func read(_ range: Range<Int>, _ dialect: Dialect, depth: Int) {
        let content = file.bytes
        let bytes = content.span.extracting(0..<range.upperBound)
        let statements = Statements(bytes, from: range.lowerBound, dialect, file)
        var lexer = Lexer(dialect, at: UInt32(range.lowerBound))
        while true {
            let token = lexer.next(in: bytes)
            switch token.kind {
            case .endOfFile: return
            case .lineComment, .blockComment: read(token, bytes, statements)
            case .dollarString where depth < Self.maximumDepth:
                let body = bytes.dollarBody(of: token)
                if bytes.extracting(body).contains("pgcov:") { read(body, .sql, depth: depth + 1) }
            default: break
            }
        }
    }

    private mutating func read(_ token: Token, _ bytes: Span<UInt8>, _ statements: Statements) {
        let isBlock = token.kind == .blockComment
        let end = Int(token.end) - (isBlock && token.fault == .none ? 2 : 0)
        let location = file.location(at: Int(token.start))
        do throws(WaiverText.Fault) {
            guard
                let text = try WaiverText.read(
                    bytes.text(of: Int(token.start) + 2..<end), rules: rules)
            else { return }
            let scope = try scope(of: token, text, statements)
            for subject in text.subjects {
                if case .gap = subject, isTest {
                    throw WaiverText.Fault(
                        message:
                            "a test makes no objects that owe anything; waive gaps in the migration that makes the object"
                    )
                }
                waivers.append(Waiver(subject, scope, reason: text.reason, location: location))
            }
        } catch {
            diagnostics.append(
                Diagnostic(
                    rule: WaiverRules.invalid.rule, severity: .error, message: error.message,
                    location: location))
        }
    }

    private func scope(of token: Token, _ text: WaiverText, _ statements: Statements)
        throws(WaiverText.Fault) -> Waiver.Scope
    {
        if text.isOfFile { return .file }
        guard let place = statements.place(of: token) else {
            throw WaiverText.Fault(
                message:
                    "no statement follows; put it above the statement that it speaks of, or write ignore-file"
            )
        }
        return .statement(place)
    }
}

/// The statements of a script, to find the one that a comment speaks of.
private struct Statements {
    private var items: [Item] = []
    private let file: SourceFile

    private struct Item {
        var range: Range<Int>
        var elements: [(range: Range<Int>, element: TableElement)]
    }

    init(_ bytes: Span<UInt8>, from start: Int, _ dialect: Dialect, _ file: SourceFile) {
        self.file = file
        var splitter = StatementSplitter(dialect, at: UInt32(start))
        var tokens: [Token] = []
        while let element = splitter.next(in: bytes, tokens: &tokens) {
            guard case .statement(let statement) = element else { continue }
            items.append(
                Item(
                    range: statement.rangeWithTerminator,
                    elements: TableElement.elements(tokens, bytes)))
        }
    }

    func place(of comment: Token) -> Waiver.StatementPlace? {
        guard let item = Self.nearest(items, comment, file, \.range) else { return nil }
        let isInside = item.range.contains(Int(comment.start))
        let element = isInside ? Self.nearest(item.elements, comment, file, \.range)?.element : nil
        let (start, end) = (
            file.location(at: item.range.lowerBound),
            file.location(at: max(item.range.lowerBound, item.range.upperBound - 1))
        )
        return Waiver.StatementPlace(start: start, end: end, element: element)
    }

    /// The item around the comment, the one that ends on its line, or the next.
    private static func nearest<Item>(
        _ items: [Item], _ comment: Token, _ file: SourceFile, _ range: (Item) -> Range<Int>
    ) -> Item? {
        let offset = Int(comment.start)
        // The first that does not end before the comment.
        var (low, high) = (0, items.count)
        while low < high {
            let middle = (low + high) / 2
            if range(items[middle]).upperBound <= offset { low = middle + 1 } else { high = middle }
        }
        if low < items.count, range(items[low]).lowerBound < offset { return items[low] }
        if low > 0,
            file.position(at: range(items[low - 1]).upperBound - 1).line
                == file.position(at: offset).line
        {
            return items[low - 1]
        }
        return low < items.count ? items[low] : nil
    }
}
