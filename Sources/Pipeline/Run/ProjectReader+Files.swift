import ContentCache
import MigrationAnalysis
import Packing
import PgTAPScanning
import SchemaCatalog
import SQLText
import SystemPackage

extension ProjectReader {
    /// A file, as far as it had to be opened.
    enum Opened<Value> {
        /// What it came to in an earlier run, in which its content and all that it is read by were
        /// the same.
        case kept(Value, FileRecord, ContentHash)
        /// Its text, what is wrong with it, and the key of its results where those are kept.
        case read(SourceFile, ContentHash?, [Diagnostic])
    }

    /// Opens a file; nil where it cannot be read, which is then among the diagnostics.
    ///
    /// - Parameter value: What a record kept of it comes to; nil for one that makes no sense.
    func open<Value>(
        _ path: String, _ role: FileResults.Role, _ diagnostics: inout [Diagnostic],
        _ value: (FileRecord) -> Value?
    ) -> Opened<Value>? {
        if let hash = results?.knownHash(full(path)), let key = results?.key(hash, role),
            let (found, record) = kept(key, role, value)
        {
            // Nobody has looked at it again: what the run saw of it is what it held then.
            InputRecorder.current?.note(file: full(path), hash)
            diagnostics += record.diagnostics(of: path)
            return .kept(found, record, key)
        }
        var faults: [Diagnostic] = []
        guard let source = source(path, &faults) else {
            diagnostics += faults
            return nil
        }
        guard let results, let hash = InputRecorder.current?.hash(ofFile: full(path)) else {
            return .read(source, nil, faults)
        }
        let key = results.key(hash, role)
        if results.knownHash(full(path)) != hash, let (found, record) = kept(key, role, value) {
            diagnostics += record.diagnostics(of: path)
            return .kept(found, record, key)
        }
        return .read(source, key, faults)
    }

    private func kept<Value>(
        _ key: ContentHash, _ role: FileResults.Role, _ value: (FileRecord) -> Value?
    ) -> (Value, FileRecord)? {
        results?.record(key, role).flatMap { record in value(record).map { ($0, record) } }
    }

    private func source(_ path: String, _ diagnostics: inout [Diagnostic]) -> SourceFile? {
        do throws(FileReader.Fault) {
            var bytes = files.take(full(path))
            if bytes == nil {
                bytes = try FileReader.read(full(path)) { pool.noteTransientFault($0.description) }
            }
            let source = SourceFile(path: path, bytes: bytes ?? [])
            if !source.lines.isASCII, let offset = InvalidText.firstFault(source.bytes) {
                diagnostics.append(
                    Diagnostic(
                        rule: "invalid-encoding", severity: .warning,
                        message: InvalidText.isUTF16(source.bytes)
                            ? "UTF-16 text, which neither psql nor PostgreSQL reads; save the file as UTF-8"
                            : "not UTF-8 from here on; expected UTF-8 text, which PostgreSQL would also reject",
                        location: source.location(at: offset)))
            }
            return source
        } catch {
            diagnostics.append(
                Diagnostic(
                    rule: "unreadable-file", severity: .error, message: "\(path) \(error.message)",
                    location: SourceLocation(file: path, line: 1, column: 1)))
            return nil
        }
    }
}

/// Where text stops being UTF-8.
enum InvalidText {
    /// Whether a byte order mark tells that the text is UTF-16, as some editors save it.
    static func isUTF16(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    }

    static func firstFault(_ bytes: [UInt8]) -> Int? {
        guard let start = bytes.firstIndex(where: { $0 >= 0x80 }) else { return nil }
        var decoder = UTF8()
        var iterator = bytes[start...].makeIterator()
        var offset = start
        while true {
            switch decoder.decode(&iterator) {
            case .scalarValue(let scalar): offset += scalar.utf8.count
            case .emptyInput: return nil
            case .error: return offset
            }
        }
    }
}
