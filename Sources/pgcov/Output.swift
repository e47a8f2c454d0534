import Foundation
import Pipeline
import Reporting
import SystemPackage

/// Where results and messages go.
enum Output {
    /// Writes to standard output.
    static func write(_ text: String) { write(text, to: .standardOutput) }

    /// Writes a line to standard error.
    static func error(_ text: String) { write(text + "\n", to: .standardError) }

    /// Writes to a file, whole or not at all, or to standard output. `body` hands over piece by
    /// piece.
    static func write(to path: String?, _ body: (@escaping (String) -> Void) -> Void)
        throws(PipelineError)
    {
        guard let path else {
            body { write($0, to: .standardOutput) }
            return
        }
        do {
            try WholeFile.write(to: FilePath(path), body)
        } catch {
            throw PipelineError(.configuration, "--output \(path): cannot be written: \(error)")
        }
    }

    private static func write(_ text: String, to file: FileDescriptor) {
        let text = isatty(file.rawValue) == 1 ? TerminalText.harmless(text) : text
        do {
            try file.writeAll(text.utf8)
        } catch {
            if file != .standardError {
                Self.error("pgcov: standard output cannot be written: \(error)")
            }
            exit(PipelineError.Kind.configuration.rawValue)
        }
    }

    /// Flag, then NO_COLOR, then CLICOLOR_FORCE, then the terminal.
    static func style(_ choice: ColourChoice, toFile: Bool) -> TerminalStyle {
        let environment = ProcessInfo.processInfo.environment
        let isColoured =
            switch choice {
            case .always: true
            case .never: false
            case .auto:
                if let value = environment["NO_COLOR"], !value.isEmpty {
                    false
                } else if let value = environment["CLICOLOR_FORCE"], value != "0", !value.isEmpty {
                    true
                } else {
                    !toFile && isatty(STDOUT_FILENO) == 1
                }
            }
        return TerminalStyle(isColoured: isColoured)
    }
}
