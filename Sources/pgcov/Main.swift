import ArgumentParser
import Foundation
import Pipeline

/// Runs the command and turns its errors into the exit status that the manual promises.
@main
enum Main {
    static func main() async {
        // A reader that stops early (`| head`) is no fault.
        signal(SIGPIPE, SIG_DFL)
        Interruption.listen()
        do {
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
            if !message.isEmpty { Output.error(message) }
            // The parser's own number for usage errors is 64.
            exit(status == .validationFailure ? 2 : status.rawValue)
        }
    }
}
