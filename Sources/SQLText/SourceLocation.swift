/// A place in a file as people write it: line and column from 1, the column in UTF-8 characters
/// (Unicode scalars), as PostgreSQL counts error positions.
public struct SourceLocation: Sendable, Hashable, Comparable, Codable {
    /// Path relative to the project.
    public var file: String
    /// Line, from 1.
    public var line: Int
    /// Column, from 1.
    public var column: Int

    /// Makes a place.
    public init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// By file (bytes of the name), then line, then column.
    public static func < (a: SourceLocation, b: SourceLocation) -> Bool {
        a.file != b.file ? a.file < b.file : (a.line, a.column) < (b.line, b.column)
    }
}
