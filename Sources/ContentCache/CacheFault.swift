import Foundation
import GRDB

/// Why a cache cannot be used. The program goes on without.
public struct CacheFault: Error, Sendable, CustomStringConvertible {
    /// What failed, and on which file.
    public var description: String

    /// What SQLite or the system says, behind the file that it is about.
    init(_ error: any Error, at path: String) {
        let reason = (error as? DatabaseError)?.message ?? error.localizedDescription
        description = "\(path): \(reason)"
    }
}
