/// What `pgcov doctor` finds of a project.
public struct DoctorReport: Sendable {
    /// One thing looked at.
    public struct Check: Sendable {
        /// How it stands.
        public enum State: String, Sendable {
            case ok, warning, error
        }

        /// What came of it.
        public var state: State
        /// One line.
        public var text: String
        /// Places, reasons, what to do; a line each.
        public var details: [String]

        /// Makes a check.
        public init(_ state: State, _ text: String, _ details: [String] = []) {
            self.state = state
            self.text = text
            self.details = details
        }
    }

    /// The projects that are found, as `inspect layout` has them.
    public var projects: [InspectedLayout]
    /// What was looked at, in the order of a run.
    public var checks: [Check]
    /// Whether there is anything to analyze.
    public var hasMigrations: Bool

    /// Makes a report.
    public init(projects: [InspectedLayout], checks: [Check], hasMigrations: Bool) {
        self.projects = projects
        self.checks = checks
        self.hasMigrations = hasMigrations
    }

    /// Whether a check is an error.
    public var hasErrors: Bool { checks.contains { $0.state == .error } }
}
