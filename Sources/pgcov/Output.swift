import Foundation
import Pipeline
import Reporting

/// Where results and messages go.
enum Output {
    /// Writes to standard output.
    static func write(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }

    /// Writes a line to standard error.
    static func error(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }

    /// Writes to a file, whole or not at all, or to standard output.
    static func write(_ text: String, to path: String?) throws {
        guard let path else {
            write(text)
            return
        }
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw PipelineError(.configuration, "--output \(path): cannot be written: \(error.localizedDescription)")
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
