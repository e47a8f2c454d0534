import ArgumentParser
import Foundation
import Pipeline

/// Runs the command and turns its errors into the exit status that the manual promises.
@main
enum Main {
    /// The main job, where it is what is asked for: the parser then looks at one command, and not
    /// at the tree of all of them, which is a good part of a small run. What is amiss is said by
    /// the whole parser.
    private static func gaps() -> Gaps? {
        var arguments = CommandLine.arguments.dropFirst()
        if arguments.first == "gaps" {
            arguments.removeFirst()
        } else if let first = arguments.first, !first.hasPrefix("-") {
            return nil
        }
        return (try? Gaps.parseAsRoot(Array(arguments))) as? Gaps
    }

    static func main() async {
        // A reader that stops early (`| head`) is no fault.
        signal(SIGPIPE, SIG_DFL)
        Interruption.listen()
        do {
            if let gaps = gaps() { return try await gaps.run() }
            var command = try PGCov.parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let error as PipelineError {
            Output.error("pgcov: \(error)")
            exit(error.kind.rawValue)
        } catch {
            let status = PGCov.exitCode(for: error)
            let message = PGCov.fullMessage(for: error)
            if status == .success {
                Output.write(message + "\n")
                exit(0)
            }
            // What is neither ours nor the parser's should not have come this far.
            if status == .failure, !(error is ExitCode) {
                Output.error(
                    "pgcov: internal error: \(error)\nThis is a fault of pgcov; please report it with the command that you ran."
                )
                exit(70)
            }
            if !message.isEmpty { Output.error(message) }
            // The parser's own number for usage errors is 64.
            exit(status == .validationFailure ? 2 : status.rawValue)
        }
    }
}
