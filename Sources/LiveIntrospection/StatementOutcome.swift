import CLibPQ

/// What became of one statement.
enum StatementOutcome {
    case rows(ResultRows)
    /// Rejected, with SQLSTATE and message.
    case failed(state: String, message: String)
    /// Not run, because one before it failed.
    case skipped

    init(_ result: OpaquePointer) {
        switch unsafe PQresultStatus(result) {
        case PGRES_TUPLES_OK, PGRES_COMMAND_OK: self = .rows(unsafe ResultRows(result))
        case PGRES_PIPELINE_ABORTED: self = .skipped
        default:
            // PG_DIAG_SQLSTATE is the character C.
            let state = unsafe PQresultErrorField(result, Int32(UInt8(ascii: "C"))).map {
                unsafe String(cString: $0)
            }
            self = .failed(
                state: state ?? "", message: unsafe String(cString: PQresultErrorMessage(result)))
        }
    }
}

/// A result's rows, copied out of libpq's memory.
struct ResultRows {
    /// Names of the columns, and whether each is an array.
    let columns: [(name: String, isArray: Bool)]
    /// Values as text; nil for NULL.
    let values: [[String?]]

    init(columns: [(name: String, isArray: Bool)], values: [[String?]]) {
        (self.columns, self.values) = (columns, values)
    }

    init(_ result: OpaquePointer) {
        columns = unsafe (0..<PQnfields(result)).map { index in
            // `text[]` (`src/include/catalog/pg_type.dat`).
            (unsafe String(cString: PQfname(result, index)), unsafe PQftype(result, index) == 1009)
        }
        let count = unsafe PQnfields(result)
        values = unsafe (0..<PQntuples(result)).map { row in
            (0..<count).map { column in
                unsafe PQgetisnull(result, row, column) == 1
                    ? nil : unsafe String(cString: PQgetvalue(result, row, column))
            }
        }
    }
}
