import TestSupport

/// A project that takes a while to read.
enum LargeProject {
    /// - Parameter tests: Files of some ten kilobytes.
    static func with<Value>(tests: Int, _ body: (String) async throws -> Value) async throws
        -> Value
    {
        let assertions = (0..<180).map {
            "SELECT has_column('public', 'account', 'column_\($0)', 'column \($0)');\n"
        }
        let test = "SELECT plan(180);\n" + assertions.joined() + "SELECT * FROM finish();\n"
        let columns = (0..<180).map { "column_\($0) integer" }.joined(separator: ", ")
        var files = ["migrations/1_account.sql": "CREATE TABLE account (\(columns));\n"]
        // Each a text of its own, as the cache knows files by what they hold.
        for number in 0..<tests { files["tests/\(number)_test.sql"] = "-- \(number)\n" + test }
        return try await TemporaryFolder.with(files, body)
    }
}
