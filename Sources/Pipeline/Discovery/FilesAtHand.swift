import Synchronization

/// Files that were read while projects were looked for, for who reads them next: to open a small
/// file takes longer than to read it. What does not fit is read again.
final class FilesAtHand: Sendable {
    private struct State {
        var files: [String: [UInt8]] = [:]
        /// Of all files together.
        var bytes = 0
    }

    private let state = Mutex(State())

    /// Several times what most projects have.
    private static let maximumBytes = 8 << 20

    /// The bytes of a file, which stay at hand; see ``FileReader/read(_:onRetry:)``.
    func read(_ path: String) throws(FileReader.Fault) -> [UInt8] {
        if let known = state.withLock({ $0.files[path] }) { return known }
        let bytes = try FileReader.read(path)
        state.withLock { state in
            guard state.files[path] == nil, state.bytes + bytes.count <= Self.maximumBytes else {
                return
            }
            state.files[path] = bytes
            state.bytes += bytes.count
        }
        return bytes
    }

    /// The bytes of a file, which nobody asks for again; nil where they are not at hand.
    func take(_ path: String) -> [UInt8]? {
        state.withLock { state in
            guard let bytes = state.files.removeValue(forKey: path) else { return nil }
            state.bytes -= bytes.count
            return bytes
        }
    }
}
