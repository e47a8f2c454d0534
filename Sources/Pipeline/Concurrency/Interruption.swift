import Foundation
import Synchronization

/// What is to be put right when the user ends the program (Ctrl-C, SIGTERM): the terminal's line, a
/// draft of a file.
public enum Interruption {
    private static let actions = Mutex<[Int: @Sendable () -> Void]>([:])

    /// Begins to listen; to be called before there are threads, which all must leave the signals to
    /// one. The program then ends by the signal itself, as its caller expects.
    public static func listen() {
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        for number in [SIGINT, SIGTERM, SIGHUP] where !isIgnored(number) {
            unsafe sigaddset(&signals, number)
        }
        unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
        let awaited = signals
        Thread.detachNewThread {
            var signals = awaited
            var number: Int32 = 0
            guard unsafe sigwait(&signals, &number) == 0 else { return }
            actions.withLock { $0.values.forEach { $0() } }
            signal(number, SIG_DFL)
            unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
            raise(number)
        }
    }

    /// What the caller has ignored (nohup) stays ignored.
    private static func isIgnored(_ number: Int32) -> Bool {
        // Functions cannot be compared; this one is the address 1.
        let handler = unsafe unsafeBitCast(signal(number, SIG_DFL), to: Int.self)
        guard unsafe handler == unsafeBitCast(SIG_IGN, to: Int.self) else { return false }
        signal(number, SIG_IGN)
        return true
    }

    /// Runs `body`; where it is interrupted, `action` runs before the program ends.
    static func whileCleaning<Value, Failure>(
        _ action: @escaping @Sendable () -> Void, _ body: () throws(Failure) -> Value
    ) throws(Failure) -> Value {
        let key = begin(action)
        defer { end(key) }
        return try body()
    }

    /// Has `action` run on interruption, until ``end(_:)``.
    static func begin(_ action: @escaping @Sendable () -> Void) -> Int {
        actions.withLock { actions in
            let key = (actions.keys.max() ?? 0) + 1
            actions[key] = action
            return key
        }
    }

    static func end(_ key: Int) { actions.withLock { $0[key] = nil } }
}
