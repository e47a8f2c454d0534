import QueryEvaluation
import SQLText

/// SQL that a test puts together from constants and values of the run:
/// `format('INSERT INTO t VALUES (%L)', (SELECT id FROM u))`. With each value's own expression in
/// its place it is a statement that uses the same objects.
struct SQLTemplate {
    private let tokens: [Token]
    private let reader: ArgumentReader
    private var text = ""
    /// Whether the text so far ends within a string literal.
    private var isInLiteral = false

    /// The SQL of the tokens `range`, which are one expression; nil where a value is no value but a
    /// piece of SQL.
    static func read(
        _ tokens: [Token], _ range: Range<Int>, _ reader: ArgumentReader, _ bytes: Span<UInt8>
    ) -> String? {
        guard range.count > 2 else { return nil }
        var template = SQLTemplate(tokens: tokens, reader: reader)
        return template.add(range, bytes) ? template.text : nil
    }

    /// Source with psql's variables put in. One that only a run sets (`\gset`) becomes a call that
    /// only a run can tell, and that is the same for the same variable.
    static func text(
        _ tokens: [Token], _ range: Range<Int>, _ variables: [String: String], _ bytes: Span<UInt8>
    ) -> String {
        Variables(variables).expand(tokens, range: range, in: bytes) { name, kind in
            switch kind {
            case .variable, .variableLiteral: "current_setting(\(PsqlArgument.literal(name)))"
            default: nil
            }
        }.text
    }

    private init(tokens: [Token], reader: ArgumentReader) {
        self.tokens = tokens
        self.reader = reader
    }

    /// Adds what is between `||`s, one after another.
    private mutating func add(_ range: Range<Int>, _ bytes: Span<UInt8>) -> Bool {
        if tokens[range.lowerBound].kind == .openParen,
            tokens.closing(range.lowerBound) == range.upperBound - 1
        {
            let inner = range.dropFirst().dropLast()
            return !inner.isEmpty && add(inner.startIndex..<inner.endIndex, bytes)
        }
        let pieces = ArgumentReader.split(tokens, range) {
            $0.kind == .operator && bytes.text(of: $0) == "||"
        }
        for piece in pieces {
            guard addPiece(piece, bytes) else { return false }
        }
        return true
    }

    private mutating func addPiece(_ range: Range<Int>, _ bytes: Span<UInt8>) -> Bool {
        guard let first = range.first else { return false }
        if case .text(let constant) = reader.evaluate(tokens, range, bytes).value {
            add(constant)
            return true
        }
        guard tokens[first].kind == .word, first + 1 < range.upperBound,
            tokens[first + 1].kind == .openParen,
            tokens.closing(first + 1) == range.upperBound - 1
        else { return addValue(range, bytes) }
        let arguments = ArgumentReader.split(tokens, (first + 2)..<(range.upperBound - 1))
        if bytes.isKeyword("format", tokens[first]) { return addFormat(arguments, bytes) }
        if bytes.isKeyword("quote_literal", tokens[first])
            || bytes.isKeyword("quote_nullable", tokens[first]), arguments.count == 1
        {
            return addLiteral(arguments[0], bytes)
        }
        return !bytes.isKeyword("quote_ident", tokens[first]) && addValue(range, bytes)
    }

    private mutating func addFormat(_ arguments: [Range<Int>], _ bytes: Span<UInt8>) -> Bool {
        guard let first = arguments.first,
            case .text(let pattern) = reader.evaluate(tokens, first, bytes).value
        else { return false }
        for piece in FormatPiece.read(pattern) ?? [] {
            switch piece {
            case .text(let text): add(text)
            case .value(let kind, let position):
                guard arguments.indices.contains(position),
                    add(arguments[position], kind, bytes)
                else { return false }
            }
        }
        return !text.isEmpty
    }

    /// An argument of `format()`.
    private mutating func add(
        _ argument: Range<Int>, _ kind: FormatPiece.Kind, _ bytes: Span<UInt8>
    ) -> Bool {
        if case .text(let constant) = reader.evaluate(tokens, argument, bytes).value {
            add(kind.text(of: constant))
            return true
        }
        return switch kind {
        case .plain: addValue(argument, bytes)
        case .literal: addLiteral(argument, bytes)
        // A piece of SQL, and no value.
        case .identifier: false
        }
    }

    private mutating func add(_ constant: String) {
        text += constant
        for character in constant where character == "'" { isInLiteral.toggle() }
    }

    /// A value as a literal of its own.
    private mutating func addLiteral(_ range: Range<Int>, _ bytes: Span<UInt8>) -> Bool {
        guard !isInLiteral else { return false }
        return addValue(range, bytes)
    }

    /// A value as it stands; within a literal it is a part of that.
    private mutating func addValue(_ range: Range<Int>, _ bytes: Span<UInt8>) -> Bool {
        guard let first = range.first, let last = range.last else { return false }
        let source = Self.text(
            Array(tokens[range]), Int(tokens[first].start)..<Int(tokens[last].end),
            reader.variables, bytes)
        text += isInLiteral ? "' || (\(source)) || '" : "(\(source))"
        return true
    }
}
