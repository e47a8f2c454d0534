import SQLText

/// The lines of a changeset in formatted SQL, kept until it is known when they run.
struct LiquibaseLines {
    private enum Piece {
        case lines(Range<Int>)
        /// The end of a statement that is no `;`, at an offset of the file.
        case end(Int)
    }

    private static let end = Array("\n;\n".utf8)
    private var pieces: [Piece] = []

    mutating func keep(_ line: Range<Int>) {
        if case .lines(let before)? = pieces.last, before.upperBound == line.lowerBound {
            pieces[pieces.count - 1] = .lines(before.lowerBound..<line.upperBound)
        } else {
            pieces.append(.lines(line))
        }
    }

    mutating func end(at offset: Int) { pieces.append(.end(offset)) }

    /// Hands the lines on, and forgets them.
    mutating func flush(where condition: LiquibasePreconditions, into text: inout ScriptText) {
        switch condition {
        case .always: put(pieces, &text)
        case .never: break
        case .when(let condition): put(where: condition, &text)
        }
        pieces = []
    }

    private func put(_ pieces: [Piece], _ text: inout ScriptText) {
        for piece in pieces {
            switch piece {
            case .lines(let range): text.keep(range)
            case .end(let offset): text.endStatement(for: offset)
            }
        }
    }

    /// As one block; what is no statement in it is left out byte by byte, so that all else stands
    /// where it does in the file.
    private func put(where condition: String, _ text: inout ScriptText) {
        guard let first = pieces.first else { return }
        let body = LiquibaseGuard.Body(pieces.flatMap { bytes(of: $0, text.source) })
        let start = offset(of: first)
        text.put("DO $liquibase$ BEGIN IF \(condition) THEN ", for: start)
        var position = 0
        var last = start
        for piece in pieces {
            let count = bytes(of: piece, text.source).count
            defer { position += count }
            guard case .lines(let range) = piece else {
                last = offset(of: piece)
                text.put(body.text(position..<position + count), for: last)
                continue
            }
            var kept = range.lowerBound
            for blank in body.blanks where (position..<position + count).contains(blank) {
                let offset = range.lowerBound + blank - position
                text.keep(kept..<offset)
                text.put(" ", for: offset)
                kept = offset + 1
            }
            text.keep(kept..<range.upperBound)
            last = range.upperBound - 1
        }
        text.put(body.end + "END IF; END $liquibase$", for: last)
    }

    private func offset(of piece: Piece) -> Int {
        switch piece {
        case .lines(let range): range.lowerBound
        case .end(let offset): offset
        }
    }

    private func bytes(of piece: Piece, _ source: [UInt8]) -> ArraySlice<UInt8> {
        switch piece {
        case .lines(let range): source[range]
        case .end: Self.end[...]
        }
    }
}
