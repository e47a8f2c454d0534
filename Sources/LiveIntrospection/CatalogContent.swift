/// Everything that was read of a database: what a catalog is made of.
struct CatalogContent {
    var serverVersion: Int
    /// Of the session query: one row.
    var session: [String?]?
    /// Of each catalog query, in their order; each one's rows sorted, for the server gives them in
    /// any order.
    var objects: [ResultRows]
    /// What the role could not read.
    var denied: [String]
    /// As ``init(_:)`` reads it.
    let bytes: [UInt8]

    init(serverVersion: Int, session: ResultRows, objects: [ResultRows], denied: [String]) {
        (self.serverVersion, self.session, self.denied) = (
            serverVersion, session.values.first, denied
        )
        self.objects = objects.map(\.sorted)
        var writer = RowWriter()
        writer.add(serverVersion)
        writer.add(denied.count)
        for sentence in denied { writer.add(sentence) }
        writer.add(session)
        writer.add(self.objects.count)
        for rows in self.objects { writer.add(rows) }
        bytes = writer.bytes
    }

    /// Nil where the bytes are no content.
    init?(_ bytes: [UInt8]) {
        var reader = RowReader(bytes: bytes)
        guard let version = reader.number(), let sentences = reader.number() else { return nil }
        denied = []
        for _ in 0..<sentences {
            guard case .some(.some(let sentence)) = reader.text() else { return nil }
            denied.append(sentence)
        }
        guard let session = reader.rows(), let count = reader.number() else { return nil }
        objects = []
        for _ in 0..<count {
            guard let rows = reader.rows() else { return nil }
            objects.append(rows)
        }
        guard reader.isAtEnd else { return nil }
        (serverVersion, self.session, self.bytes) = (version, session.values.first, bytes)
    }
}

extension ResultRows {
    fileprivate var sorted: ResultRows {
        ResultRows(columns: columns, values: values.sorted(by: Self.precedes))
    }

    private static func precedes(_ a: [String?], _ b: [String?]) -> Bool {
        for (left, right) in zip(a, b) where left != right {
            guard let left, let right else { return left == nil }
            return left.utf8.lexicographicallyPrecedes(right.utf8)
        }
        return false
    }
}

/// Numbers in four bytes, texts behind their length.
private struct RowWriter {
    private(set) var bytes: [UInt8] = []
    /// No text is this long.
    static let null = Int(UInt32.max)

    mutating func add(_ number: Int) {
        for shift in stride(from: 0, to: 32, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }

    mutating func add(_ text: String?) {
        guard let text else { return add(Self.null) }
        add(text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }

    mutating func add(_ rows: ResultRows) {
        add(rows.columns.count)
        for column in rows.columns {
            add(column.name)
            add(column.isArray ? 1 : 0)
        }
        add(rows.values.count)
        for row in rows.values { for value in row { add(value) } }
    }
}

private struct RowReader {
    private let bytes: [UInt8]
    private var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    mutating func number() -> Int? {
        guard bytes.count - position >= 4 else { return nil }
        defer { position += 4 }
        return (0..<4).reduce(0) { $0 | Int(bytes[position + $1]) << (8 * $1) }
    }

    /// Nil at the end; nil inside it for NULL.
    mutating func text() -> String?? {
        guard let length = number() else { return nil }
        if length == RowWriter.null { return .some(nil) }
        guard bytes.count - position >= length else { return nil }
        defer { position += length }
        return String(decoding: bytes[position..<position + length], as: UTF8.self)
    }

    mutating func rows() -> ResultRows? {
        guard let columnCount = number() else { return nil }
        var columns: [(name: String, isArray: Bool)] = []
        for _ in 0..<columnCount {
            guard case .some(.some(let name)) = text(), let flag = number() else { return nil }
            columns.append((name, flag == 1))
        }
        guard let rowCount = number() else { return nil }
        var values: [[String?]] = []
        for _ in 0..<rowCount {
            var row: [String?] = []
            row.reserveCapacity(columns.count)
            for _ in columns {
                guard let value = text() else { return nil }
                row.append(value)
            }
            values.append(row)
        }
        return ResultRows(columns: columns, values: values)
    }
}
