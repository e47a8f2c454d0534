/// Where the checkout is, for tests that read fixtures.
public enum Repository {
    /// The checkout's root folder, found from this file's own place.
    public static let root: String = {
        var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        parts.removeLast(3)
        return parts.joined(separator: "/")
    }()

    /// The path of a file or folder under `SQLFixtures`.
    public static func fixture(_ path: String) -> String { "\(root)/SQLFixtures/\(path)" }
}
