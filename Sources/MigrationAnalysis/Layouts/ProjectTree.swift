/// The files of a folder, as layouts see them: paths relative to it, and the bytes of small ones.
public struct ProjectTree: Sendable {
    /// Regular files, sorted by bytes of their paths.
    public var paths: [String]
    private let read: @Sendable (String) -> [UInt8]?

    /// - Parameter read: The bytes of a file; nil where it cannot be read.
    public init(paths: [String], read: @escaping @Sendable (String) -> [UInt8]?) {
        self.paths = paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        self.read = read
    }

    /// A file's text; nil where it cannot be read.
    public func text(_ path: String) -> String? { read(path).map { String(decoding: $0, as: UTF8.self) } }

    /// A file's bytes; nil where it cannot be read.
    func bytes(_ path: String) -> [UInt8]? { read(path) }

    /// Whether there is such a file.
    public func contains(_ path: String) -> Bool { paths.contains(path) }

    /// The files below a folder; "" is the whole tree.
    public func files(under folder: String) -> [String] {
        folder.isEmpty ? paths : paths.filter { $0.hasPrefix(folder + "/") }
    }
}

/// A project that a layout found.
public struct DetectedProject: Sendable, Hashable {
    /// Folder, relative; "" for the tree's own.
    public var root: String
    public var layout: String
    /// What it was detected by.
    public var reason: String
    /// In deploy order.
    public var migrations: [Choice]
    public var leftOut: [Choice]
    public var tests: [String]
    /// Faults of the layout itself: a plan that names a missing file.
    public var problems: [String]

    /// A file, and why it is where it is.
    public struct Choice: Sendable, Hashable {
        public var path: String
        public var reason: String

        /// Makes a choice.
        public init(_ path: String, _ reason: String) {
            self.path = path
            self.reason = reason
        }
    }

    /// Makes a project.
    public init(
        root: String, layout: String, reason: String, migrations: [Choice] = [], leftOut: [Choice] = [], tests: [String] = [],
        problems: [String] = []
    ) {
        self.root = root
        self.layout = layout
        self.reason = reason
        self.migrations = migrations
        self.leftOut = leftOut
        self.tests = tests
        self.problems = problems
    }
}

/// Parts of relative paths.
enum PathText {
    static func folder(_ path: String) -> String { path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "" }
    static func name(_ path: String) -> String { path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path }
    static func join(_ folder: String, _ name: String) -> String { folder.isEmpty ? name : "\(folder)/\(name)" }
    static func parts(_ path: String) -> [String] { path.split(separator: "/").map(String.init) }
}

/// Order of names as people number them: runs of digits by value, the rest by bytes.
public enum NaturalOrder {
    /// Whether `a` comes before `b`; equal values fall back to bytes.
    public static func isBefore(_ a: String, _ b: String) -> Bool {
        var (left, right) = (Array(a.utf8)[...], Array(b.utf8)[...])
        while let x = left.first, let y = right.first {
            if isDigit(x), isDigit(y) {
                let (first, second) = (number(&left), number(&right))
                if first.count != second.count { return first.count < second.count }
                if first != second { return first.lexicographicallyPrecedes(second) }
            } else {
                if x != y { return x < y }
                left = left.dropFirst()
                right = right.dropFirst()
            }
        }
        if left.isEmpty != right.isEmpty { return left.isEmpty }
        return a.utf8.lexicographicallyPrecedes(b.utf8)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    /// Takes a run of digits, without its leading zeros.
    private static func number(_ text: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let digits = text.prefix(while: isDigit)
        text = text.dropFirst(digits.count)
        return digits.drop { $0 == 0x30 }
    }
}
