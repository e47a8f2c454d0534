/// A version of numbers with `.` or `_` between; zeros at the end count nothing (flyway-core,
/// `MigrationVersion`).
struct FlywayVersion: Comparable {
    var text: String
    private var parts: [Version.Digits]

    /// Nil for what is no version.
    init?(_ text: String) {
        let parts = text.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "_" }
        guard !parts.isEmpty,
            parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } })
        else { return nil }
        self.text = text.replacing("_", with: ".")
        self.parts = parts.map { Version.Digits(String($0)) }
        while self.parts.count > 1, self.parts.last?.short == "0" { self.parts.removeLast() }
    }

    static func < (a: FlywayVersion, b: FlywayVersion) -> Bool {
        a.parts.lexicographicallyPrecedes(b.parts)
    }
    static func == (a: FlywayVersion, b: FlywayVersion) -> Bool { a.parts == b.parts }
}
