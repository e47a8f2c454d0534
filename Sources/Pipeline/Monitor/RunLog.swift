import Foundation
import Logging
import Reporting

/// How messages about the run itself are printed on standard error.
public enum LogFormat: String, Sendable, CaseIterable {
    case text, json
}

/// Messages about the run itself: warnings always, what was done and how long it took with
/// `--verbose`.
struct RunLog: Sendable {
    private let logger: Logger

    init(format: LogFormat = .text, isVerbose: Bool = false) {
        var logger = Logger(label: "pgcov") { _ in LineLogHandler(format: format) }
        logger.logLevel = isVerbose ? .debug : .warning
        self.logger = logger
    }

    /// Hands events to somebody else.
    init(_ logger: Logger) { self.logger = logger }

    func warning(_ message: String, _ values: Logger.Metadata = [:]) {
        logger.warning("\(message)", metadata: values)
    }
    func debug(
        _ message: @autoclosure () -> String, _ values: @autoclosure () -> Logger.Metadata = [:]
    ) {
        logger.debug("\(message())", metadata: values())
    }
}

/// One event, one line.
private struct LineLogHandler: LogHandler {
    let format: LogFormat
    var logLevel = Logger.Level.warning
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let values = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
        let line =
            format == .json
            ? json(event, values) : TerminalText.harmless(text(event, values))
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }

    private func text(_ event: LogEvent, _ values: [(key: String, value: Logger.Metadata.Value)])
        -> String
    {
        "pgcov: \(event.level): \(event.message)" + values.map { " \($0.key)=\($0.value)" }.joined()
    }

    private func json(_ event: LogEvent, _ values: [(key: String, value: Logger.Metadata.Value)])
        -> String
    {
        var fields = [
            ("time", Date.now.formatted(.iso8601)), ("level", event.level.rawValue),
            ("message", event.message.description),
        ]
        fields += values.map { ($0.key, $0.value.description) }
        return "{"
            + fields.map { "\(Self.quoted($0.0)):\(Self.quoted($0.1))" }.joined(separator: ",")
            + "}"
    }

    private static func quoted(_ text: String) -> String {
        let encoded = try? JSONEncoder().encode(text)
        return encoded.map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
    }
}
