import Foundation

/// A folder of a test's own.
public enum TemporaryFolder {
    /// Runs `body` with a folder that holds `files`, and takes it away afterwards.
    public static func with<Value>(
        _ files: [String: String], _ body: (String) async throws -> Value
    ) async throws -> Value {
        let root = FileManager.default.temporaryDirectory.path + "/pgcov-test-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: root) }
        for (path, text) in files {
            let full = URL(fileURLWithPath: root + "/" + path)
            try FileManager.default.createDirectory(
                at: full.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: full)
        }
        return try await body(root)
    }
}
