import Packing
import Synchronization

/// A test file between its reading and its use: in its binary form, a fraction of what its
/// assertions take as values, with what the suite's other files must know of it.
public struct ScannedTest: Sendable {
    public let path: String
    /// Whether tests include it, and no runner runs it by itself.
    public var isIncluded: Bool
    let links: TestLinks
    private let contents: Contents
    private let start: Int

    /// The binary form of a file, until somebody takes it away: while the files of a suite are
    /// resolved one after another, memory passes from them to what they prove.
    private final class Contents: Sendable {
        private let bytes: Mutex<[UInt8]>

        init(_ bytes: [UInt8]) { self.bytes = Mutex(bytes) }

        var copy: [UInt8] { bytes.withLock { $0 } }

        func take() -> [UInt8] {
            bytes.withLock { bytes in
                defer { bytes = [] }
                return bytes
            }
        }
    }

    /// Holds a file.
    ///
    /// - Parameters:
    ///   - bytes: Hold the form of the file, see ``form(of:)``.
    ///   - start: Where in them it begins.
    /// - Returns: Nil where the bytes hold no such form.
    public init?(path: String, _ bytes: [UInt8], from start: Int, isIncluded: Bool) {
        (self.path, self.isIncluded, contents) = (path, isIncluded, Contents(bytes))
        var reader = PackReader(bytes, from: start)
        links = TestLinks(from: &reader)
        guard !reader.isFaulty else { return nil }
        self.start = reader.position
    }

    /// Holds a file that was just scanned.
    public init(path: String, _ file: TestFile, isIncluded: Bool) {
        (self.path, self.isIncluded, links) = (path, isIncluded, TestLinks(file))
        (start, contents) = (0, Contents(Self.packed(file)))
    }

    /// The binary form of a file: its links, then all of it.
    public static func form(of file: TestFile) -> [UInt8] { packed(TestLinks(file)) + packed(file) }

    private static func packed(_ value: some Packable) -> [UInt8] {
        var writer = PackWriter()
        value.pack(into: &writer)
        return writer.finish()
    }

    /// The files that it includes.
    public var includes: [TestFile.Include] { links.includes }

    /// The file as values; an empty one where what it holds was taken.
    var file: TestFile { Self.file(contents.copy, from: start) }

    /// The file as values, which nobody can ask for again.
    func taken() -> TestFile { Self.file(contents.take(), from: start) }

    private static func file(_ bytes: [UInt8], from start: Int) -> TestFile {
        guard !bytes.isEmpty else { return TestFile() }
        var reader = PackReader(bytes, from: start)
        return TestFile(from: &reader)
    }
}

/// What test files know of one another.
struct TestLinks: Sendable {
    let wrappers: [Wrapper]
    let functionRoles: [String: RoleInForce]
    let calledFunctions: Set<String>
    let functionCalls: [String: Set<String>]
    let definedFunctions: Set<String>
    let runtests: [TestFile.RunTests]
    let includes: [TestFile.Include]

    init(_ file: TestFile) {
        (wrappers, functionRoles, runtests, includes) = (
            file.wrappers, file.functionRoles, file.runtests, file.includes
        )
        (calledFunctions, functionCalls) = (file.calledFunctions, file.functionCalls)
        definedFunctions = file.definedFunctions
    }
}

extension TestLinks: Packable {
    func pack(into writer: inout PackWriter) {
        wrappers.pack(into: &writer)
        functionRoles.pack(into: &writer)
        calledFunctions.pack(into: &writer)
        functionCalls.pack(into: &writer)
        definedFunctions.pack(into: &writer)
        runtests.pack(into: &writer)
        includes.pack(into: &writer)
    }

    init(from reader: inout PackReader) {
        wrappers = [Wrapper](from: &reader)
        functionRoles = [String: RoleInForce](from: &reader)
        calledFunctions = Set<String>(from: &reader)
        functionCalls = [String: Set<String>](from: &reader)
        definedFunctions = Set<String>(from: &reader)
        runtests = [TestFile.RunTests](from: &reader)
        includes = [TestFile.Include](from: &reader)
    }
}
