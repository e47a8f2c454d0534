import Foundation
import Synchronization

/// The program that was built beside the tests, as a user starts it: with pipes, or with a terminal
/// to say things on.
public final class RunningProgram {
    /// What was said on standard error at a time.
    public struct Piece: Sendable {
        public let text: String
        public let time: ContinuousClock.Instant
    }

    /// How it ended.
    public enum Ending: Equatable {
        case status(Int32)
        case signal(Int32)
    }

    /// A signal, sent by a thread of its own: the tests' own tasks may have to wait for others'.
    public struct Sending: Sendable {
        var signal: Int32
        var moment: Moment

        enum Moment: Sendable {
            case onceItSays(String)
            case after(seconds: Double)
        }

        public static func signal(_ number: Int32, onceItSays text: String) -> Sending {
            Sending(signal: number, moment: .onceItSays(text))
        }

        public static func signal(_ number: Int32, after seconds: Double) -> Sending {
            Sending(signal: number, moment: .after(seconds: seconds))
        }
    }

    private let process = Process()
    private let sent = Gathered<ContinuousClock.Instant>()
    private let ended = Gathered<ContinuousClock.Instant>()
    private let pieces = Gathered<Piece>()
    private let printed = Gathered<(data: Data, time: ContinuousClock.Instant)>()

    /// Its path: beside the tests' own.
    public static var path: String? {
        var folder = URL(fileURLWithPath: CommandLine.arguments[0])
        while folder.path != "/" {
            folder.deleteLastPathComponent()
            let path = folder.appendingPathComponent("pgcov").path
            if FileManager.default.isExecutableFile(atPath: path) { return path }
        }
        return nil
    }

    /// Starts it.
    ///
    /// - Parameters:
    ///   - hasTerminal: Whether standard error is a terminal.
    ///   - sending: A signal to end it by.
    ///   - variables: Of the environment, besides the tests' own.
    public init(
        _ arguments: [String], hasTerminal: Bool = false, sending: Sending? = nil,
        variables: [String: String] = [:]
    ) throws {
        guard let path = Self.path else { throw CocoaError(.fileNoSuchFile) }
        let (output, errors) = (Pipe(), try hasTerminal ? Terminal() : nil)
        let plainErrors = Pipe()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(variables) { $1 }
        process.terminationHandler = { [ended] _ in ended.add(.now) }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = errors?.inner ?? plainErrors.fileHandleForWriting
        // What the shell that runs the tests ignores would be ignored by the program, too.
        let handlers = [SIGINT, SIGTERM].map { ($0, signal($0, SIG_DFL)) }
        defer { for (number, handler) in handlers { signal(number, handler) } }
        try process.run()
        try errors?.inner.close()
        try plainErrors.fileHandleForWriting.close()
        Self.gather(output.fileHandleForReading) { [printed] in printed.add(($0, .now)) }
        let (number, identifier) = (sending?.signal ?? 0, process.processIdentifier)
        let send: @Sendable () -> Void = { [sent] in
            sent.add(.now)
            kill(identifier, number)
        }
        var awaited: String?
        switch sending?.moment {
        case .onceItSays(let text)?: awaited = text
        case .after(let seconds)?:
            Thread.detachNewThread {
                Thread.sleep(forTimeInterval: seconds)
                send()
            }
        case nil: break
        }
        Self.gather(errors?.outer ?? plainErrors.fileHandleForReading) {
            [pieces, awaited, sent] in
            let piece = Piece(text: String(decoding: $0, as: UTF8.self), time: .now)
            pieces.add(piece)
            if let awaited, sent.all.isEmpty, piece.text.contains(awaited) { send() }
        }
    }

    /// Reads on a thread of its own until there is nobody who writes; at a terminal that is an
    /// error, which FileHandle would end the tests for.
    private static func gather(_ file: FileHandle, _ each: @escaping @Sendable (Data) -> Void) {
        let descriptor = dup(file.fileDescriptor)
        Thread.detachNewThread {
            var bytes = [UInt8](repeating: 0, count: 65_536)
            while true {
                let count = unsafe read(descriptor, &bytes, bytes.count)
                if count <= 0 { break }
                each(Data(bytes[..<count]))
            }
            close(descriptor)
        }
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    /// What it has said so far.
    public var said: [Piece] { pieces.all }
    public var saidText: String { said.map(\.text).joined() }
    /// What it has printed so far.
    public var output: String {
        String(decoding: printed.all.map(\.data).reduce(Data(), +), as: UTF8.self)
    }

    /// When the last of what it has printed so far came.
    public var lastPrinted: ContinuousClock.Instant? { printed.all.last?.time }

    /// Seconds from the signal to the end; nil before both.
    public var secondsToEnd: Double? {
        guard let sent = sent.all.first, let ended = ended.all.first else { return nil }
        return (ended - sent) / .seconds(1)
    }

    /// Waits for its end; nil where it did not come within some seconds.
    public func ending(seconds: Double = 60) async throws -> Ending? {
        let end = ContinuousClock.now + .seconds(seconds)
        while process.isRunning {
            if ContinuousClock.now > end { return nil }
            try await Task.sleep(for: .milliseconds(5))
        }
        // What is still on its way.
        try await Task.sleep(for: .milliseconds(50))
        let status = process.terminationStatus
        return process.terminationReason == .uncaughtSignal ? .signal(status) : .status(status)
    }
}

/// Values that another thread adds to.
private final class Gathered<Value: Sendable>: Sendable {
    private let values = Mutex<[Value]>([])

    var all: [Value] { values.withLock { $0 } }
    func add(_ value: Value) { values.withLock { $0.append(value) } }
}

/// A terminal of our own: what is written inside is read outside.
private struct Terminal {
    let outer: FileHandle
    let inner: FileHandle

    init() throws {
        var (outside, inside) = (Int32(-1), Int32(-1))
        guard unsafe openpty(&outside, &inside, nil, nil, nil) == 0 else {
            throw CocoaError(.fileNoSuchFile)
        }
        outer = FileHandle(fileDescriptor: outside, closeOnDealloc: true)
        inner = FileHandle(fileDescriptor: inside, closeOnDealloc: true)
    }
}
