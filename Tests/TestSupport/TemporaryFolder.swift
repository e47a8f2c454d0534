import Foundation

/// A folder of a test's own, which goes with whoever holds it.
public final class TemporaryFolder: Sendable {
    /// Where it is.
    public let path: String

    /// Makes a folder that holds `files`: texts by path.
    public init(_ files: [String: String] = [:]) throws {
        path = FileManager.default.temporaryDirectory.path + "/pgcov-test-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        for (name, text) in files { try write(text, name) }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file, with the folders that it stands in.
    public func write(_ text: String, _ name: String) throws {
        let file = URL(fileURLWithPath: path + "/" + name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    /// Runs `body` with a folder that holds `files`, and takes it away afterwards.
    public static func with<Value>(
        _ files: [String: String], _ body: (String) async throws -> Value
    ) async throws -> Value {
        let folder = try TemporaryFolder(files)
        defer { withExtendedLifetime(folder) {} }
        return try await body(folder.path)
    }
}
