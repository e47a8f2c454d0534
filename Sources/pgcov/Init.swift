import ArgumentParser
import Pipeline

/// `pgcov init`: a configuration file to start from.
struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes a short, commented .pgcov.yml from what is detected.",
        discussion: "Asks nothing and never overwrites a file.")

    @Argument(help: "The project's folder.")
    var folder = "."

    func run() throws {
        let path = try ConfigurationTemplate.write(folder)
        Output.write("wrote \(path)\n")
    }
}
