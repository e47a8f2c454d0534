/// Why a run could not be made.
public struct PipelineError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The exit status that goes with it.
    public enum Kind: Int32, Sendable, Hashable {
        /// Usage or configuration.
        case configuration = 2
        /// Input that could not be read, or nothing found to analyze.
        case input = 3
        /// The database could not be reached or read.
        case database = 4
    }

    /// What kind of failure it is: the exit status.
    public var kind: Kind
    /// What was wrong, what was expected, what to do.
    public var description: String

    /// Makes an error.
    public init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }
}
