import Foundation

/// One psql process that runs script after script: starting a process costs more than most scripts
/// do.
public final class PsqlSession {
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()

    init(_ program: String, _ arguments: [String]) throws {
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardInput = input
        process.standardOutput = output
        process.standardError = output
        try process.run()
    }

    deinit { try? input.fileHandleForWriting.close() }

    /// Runs a script, going on after errors; the lines that it printed, errors among them.
    public func run(_ script: String) -> [String] {
        let marker = "@@done \(UInt64.random(in: 0 ..< .max))"
        input.fileHandleForWriting.write(Data("\(script)\n\\echo \(marker)\n".utf8))
        var text = ""
        while !text.contains(marker) {
            let data = output.fileHandleForReading.availableData
            guard !data.isEmpty else { break }
            text += String(decoding: data, as: UTF8.self)
        }
        return text.split(separator: "\n").map(String.init).filter { !$0.contains(marker) }
    }
}
