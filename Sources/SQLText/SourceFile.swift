/// The bytes of one file, its path, and the places of its lines.
public struct SourceFile: Sendable {
    /// Path relative to the project.
    public let path: String
    /// The file as it stands on disk.
    public let bytes: [UInt8]
    /// Where its lines begin.
    public let lines: LineTable

    /// Reads the lines of `bytes`.
    public init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
        lines = LineTable(bytes.span)
    }

    /// The place of the byte at `offset`.
    public func location(at offset: Int) -> SourceLocation { lines.location(at: offset, in: path) }
}
