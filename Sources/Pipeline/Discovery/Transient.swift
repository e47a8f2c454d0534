import Foundation
import SystemPackage

/// Faults of the system that go away by themselves.
enum Transient {
    private static let faults: Set<Errno> = [
        .interrupted, .tooManyOpenFiles, .tooManyOpenFilesInSystem, .resourceTemporarilyUnavailable,
        .noMemory,
    ]
    private static let maximumTries = 8

    /// Calls `body` until it succeeds, fails for good, or has been tried for about a second.
    static func retry<Value>(_ onRetry: (Errno) -> Void, _ body: () throws -> Value) throws -> Value
    {
        var (tries, pause) = (1, 0.005)
        while true {
            do {
                return try body()
            } catch let fault as Errno where faults.contains(fault) && tries < maximumTries {
                onRetry(fault)
                Thread.sleep(forTimeInterval: pause)
                (tries, pause) = (tries + 1, pause * 2)
            }
        }
    }
}
