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

    private let process = Process()
    private let pieces = Gathered<Piece>()
    private let printed = Gathered<Data>()

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
    /// - Parameter hasTerminal: Whether standard error is a terminal.
    public init(
        _ arguments: [String], environment: [String: String] = [:], hasTerminal: Bool = false
    ) throws {
        guard let path = Self.path else { throw CocoaError(.fileNoSuchFile) }
        let (output, errors) = (Pipe(), try hasTerminal ? Terminal() : nil)
        let plainErrors = Pipe()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = errors?.inner ?? plainErrors.fileHandleForWriting
        // What the shell that runs the tests ignores would be ignored by the program, too.
        let handlers = [SIGINT, SIGTERM].map { ($0, signal($0, SIG_DFL)) }
        defer { for (number, handler) in handlers { signal(number, handler) } }
        try process.run()
        try errors?.inner.close()
        try plainErrors.fileHandleForWriting.close()
        Self.gather(output.fileHandleForReading) { [printed] in printed.add($0) }
        Self.gather(errors?.outer ?? plainErrors.fileHandleForReading) { [pieces] in
            pieces.add(Piece(text: String(decoding: $0, as: UTF8.self), time: .now))
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
        String(decoding: printed.all.reduce(Data(), +), as: UTF8.self)
    }

    public func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

    /// Waits until it has said a text; false where it did not within some seconds.
    public func says(_ text: String, seconds: Double = 60) async throws -> Bool {
        let end = ContinuousClock.now + .seconds(seconds)
        while !saidText.contains(text) {
            if ContinuousClock.now > end { return false }
            try await Task.sleep(for: .milliseconds(5))
        }
        return true
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
