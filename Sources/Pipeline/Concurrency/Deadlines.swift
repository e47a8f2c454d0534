/// How long a file, a phase and the whole run may take; nil for as long as it takes.
public struct Deadlines: Sendable, Hashable {
    /// Seconds for one file. What a file has given by then counts; the rest of it does not.
    public var file: Double?
    /// Seconds for one phase: all migrations, all tests.
    public var phase: Double?
    /// Seconds for the run.
    public var run: Double?

    /// No limits.
    public init() {}

    /// A file's limit lies below a phase's, and that below the run's.
    func validate() throws(PipelineError) {
        let named = [("--file-timeout", file), ("--phase-timeout", phase), ("--timeout", run)]
        let given = named.compactMap { name, seconds in seconds.map { (name, $0) } }
        for (smaller, larger) in zip(given, given.dropFirst()) where smaller.1 >= larger.1 {
            throw PipelineError(
                .configuration,
                "\(smaller.0) \(Self.text(smaller.1)) must be less than \(larger.0) \(Self.text(larger.1)): what is within ends first"
            )
        }
    }

    static func text(_ seconds: Double) -> String {
        seconds == seconds.rounded() ? String(Int(seconds)) : String(seconds)
    }
}

/// A point in time after which nothing more is begun.
struct Deadline: Sendable {
    private let instant: ContinuousClock.Instant?

    /// `seconds` from now; never where there are none.
    init(after seconds: Double?) { instant = seconds.map { ContinuousClock.now + .seconds($0) } }

    init(_ a: Deadline, _ b: Deadline) { instant = [a.instant, b.instant].compactMap { $0 }.min() }

    var isPast: Bool { instant.map { ContinuousClock.now >= $0 } ?? false }
}
