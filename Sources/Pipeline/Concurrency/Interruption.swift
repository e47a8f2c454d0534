import Foundation
import Synchronization

/// What is to be put right when the user ends the program (Ctrl-C, SIGTERM): the terminal's line, a
/// draft of a file.
public enum Interruption {
    private static let actions = Mutex<[Int: @Sendable () -> Void]>([:])

    /// Where the handler of a signal, which may do next to nothing, says what has come; -1 before
    /// there is such a place.
    private static let wake = Atomic<Int32>(-1)

    /// Begins to listen. The program then ends by the signal itself, as its caller expects; at once
    /// where it comes again.
    ///
    /// A thread that blocks and awaits signals does not do: the main thread of an asynchronous
    /// program waits with all of them unblocked (libdispatch's `_dispatch_sigsuspend()`).
    public static func listen() {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { return }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let (outlet, inlet) = (ends[0], ends[1])
        wake.store(inlet, ordering: .sequentiallyConsistent)
        Thread.detachNewThread {
            var number: UInt8 = 0
            while unsafe read(outlet, &number, 1) != 1 { if errno != EINTR { return } }
            actions.withLock { $0.values.forEach { $0() } }
            kill(getpid(), Int32(number))
        }
        for number in [SIGINT, SIGTERM, SIGHUP] where !isIgnored(number) {
            signal(number) { number in
                let fault = errno
                signal(number, SIG_DFL)
                var byte = UInt8(truncatingIfNeeded: number)
                _ = unsafe write(
                    Interruption.wake.load(ordering: .sequentiallyConsistent), &byte, 1)
                errno = fault
            }
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
