import Foundation
public import Testing

/// The SQL files under SQLFixtures.
public enum Fixtures {
    /// A file and its bytes.
    public struct File: CustomTestStringConvertible, Sendable {
        public var path: String
        public var bytes: [UInt8]
        public var testDescription: String { path }
    }

    /// Every `.sql` file under `folder`, in the order of their paths.
    public static func sqlFiles(_ folder: String = "") throws -> [File] {
        let root = Repository.fixture(folder)
        guard let walk = FileManager.default.enumerator(atPath: root) else {
            throw CocoaError(.fileNoSuchFile)
        }
        let paths = walk.compactMap { $0 as? String }.filter { $0.hasSuffix(".sql") }.sorted()
        return try paths.compactMap { path in
            let url = URL(filePath: "\(root)/\(path)")
            guard try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true
            else { return nil }
            return File(path: path, bytes: Array(try Data(contentsOf: url)))
        }
    }
}
