/// The bytes of one file, its path, and the places of its lines.
public struct SourceFile: Sendable {
    /// Path relative to the project.
    public let path: String
    /// What is read: the file as it stands on disk, or what its tool makes of it.
    public let bytes: [UInt8]
    /// Where the lines of the file on disk begin.
    public let lines: LineTable
    /// Where `bytes` come from, when they are not the file as it stands on disk.
    private let origin: OffsetMap?

    /// Reads the lines of `bytes`.
    public init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
        lines = LineTable(bytes.span)
        origin = nil
    }

    /// The same file with `bytes` in place of its own, which `origin` leads back to.
    public init(_ file: SourceFile, deploying bytes: [UInt8], _ origin: OffsetMap) {
        path = file.path
        self.bytes = bytes
        lines = file.lines
        self.origin = origin
    }

    /// Line and column in the file on disk, both from 1, of the byte at `offset` of ``bytes``.
    public func position(at offset: Int) -> (line: Int, column: Int) {
        lines.position(at: origin?.source(of: offset) ?? offset)
    }

    /// The place in the file on disk of the byte at `offset` of ``bytes``.
    public func location(at offset: Int) -> SourceLocation {
        let (line, column) = position(at: offset)
        return SourceLocation(file: path, line: line, column: column)
    }
}
