import CSQLite

/// A connection to an SQLite file: statements with values put in, and their rows.
@safe
struct Database: ~Copyable {
    private let connection: OpaquePointer

    /// What a statement takes and gives.
    enum Value {
        case integer(Int)
        case real(Double)
        case text(String)
        case blob([UInt8])
        case null
    }

    /// - Parameter patience: Seconds to wait for another process.
    init(path: String, patience: Double) throws(CacheFault) {
        var opened: OpaquePointer?
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
        let status = unsafe sqlite3_open_v2(path, &opened, flags, nil)
        guard status == SQLITE_OK, let opened = unsafe opened else {
            unsafe sqlite3_close_v2(opened)
            throw CacheFault(description: unsafe String(cString: sqlite3_errstr(status)))
        }
        unsafe connection = opened
        unsafe sqlite3_busy_timeout(connection, Int32(patience * 1000))
    }

    deinit { unsafe sqlite3_close_v2(connection) }

    /// Runs statements that take and give nothing.
    borrowing func run(_ sql: String) throws(CacheFault) {
        guard unsafe sqlite3_exec(connection, sql, nil, nil, nil) == SQLITE_OK else { throw fault }
    }

    /// Runs one statement.
    ///
    /// - Returns: Its rows.
    @discardableResult
    borrowing func run(_ sql: String, _ values: [Value]) throws(CacheFault) -> [[Value]] {
        try rows(of: prepare(sql), values)
    }

    /// A statement to be run, perhaps again and again.
    @safe
    struct Prepared: ~Copyable {
        fileprivate let statement: OpaquePointer

        deinit { unsafe sqlite3_finalize(statement) }
    }

    borrowing func prepare(_ sql: String) throws(CacheFault) -> Prepared {
        var prepared: OpaquePointer?
        guard unsafe sqlite3_prepare_v2(connection, sql, -1, &prepared, nil) == SQLITE_OK,
            let statement = unsafe prepared
        else { throw fault }
        return unsafe Prepared(statement: statement)
    }

    /// Runs a prepared statement.
    borrowing func rows(of prepared: borrowing Prepared, _ values: [Value]) throws(CacheFault)
        -> [[Value]]
    {
        let statement = unsafe prepared.statement
        defer { unsafe sqlite3_reset(statement) }
        for (index, value) in values.enumerated() {
            unsafe Self.bind(value, statement, Int32(index + 1))
        }
        var rows: [[Value]] = []
        while true {
            switch unsafe sqlite3_step(statement) {
            case SQLITE_ROW:
                rows.append(
                    (0..<(unsafe sqlite3_column_count(statement))).map {
                        unsafe Self.column(statement, $0)
                    })
            case SQLITE_DONE: return rows
            default: throw fault
            }
        }
    }

    /// The first value of the first row, as a number.
    borrowing func number(_ sql: String, _ values: [Value] = []) throws(CacheFault) -> Int {
        guard case .integer(let number)? = try run(sql, values).first?.first else { return 0 }
        return number
    }

    private var fault: CacheFault {
        CacheFault(description: unsafe String(cString: sqlite3_errmsg(connection)))
    }

    private static func bind(_ value: Value, _ statement: OpaquePointer, _ index: Int32) {
        // SQLITE_TRANSIENT: the bytes are copied.
        let copied = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        switch value {
        case .integer(let number): unsafe sqlite3_bind_int64(statement, index, Int64(number))
        case .real(let number): unsafe sqlite3_bind_double(statement, index, number)
        case .text(let text): unsafe sqlite3_bind_text(statement, index, text, -1, copied)
        case .blob(let bytes):
            // An empty array has no address, which would bind NULL.
            if bytes.isEmpty {
                unsafe sqlite3_bind_zeroblob(statement, index, 0)
            } else {
                unsafe sqlite3_bind_blob64(statement, index, bytes, UInt64(bytes.count), copied)
            }
        case .null: unsafe sqlite3_bind_null(statement, index)
        }
    }

    private static func column(_ statement: OpaquePointer, _ index: Int32) -> Value {
        switch unsafe sqlite3_column_type(statement, index) {
        case SQLITE_INTEGER: return .integer(Int(unsafe sqlite3_column_int64(statement, index)))
        case SQLITE_FLOAT: return .real(unsafe sqlite3_column_double(statement, index))
        case SQLITE_TEXT:
            return .text(
                unsafe sqlite3_column_text(statement, index).map { unsafe String(cString: $0) }
                    ?? "")
        case SQLITE_BLOB:
            let count = Int(unsafe sqlite3_column_bytes(statement, index))
            guard let start = unsafe sqlite3_column_blob(statement, index) else { return .blob([]) }
            return .blob(unsafe Array(UnsafeRawBufferPointer(start: start, count: count)))
        default: return .null
        }
    }
}
