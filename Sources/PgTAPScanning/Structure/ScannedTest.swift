import Packing
import Synchronization

/// A test file between its reading and its use: in its binary form, a fraction of what its
/// assertions take as values, or as those where it is one of few; with what the suite's other files
/// must know of it.
public struct ScannedTest: Sendable {
    /// Relative to the project's root.
    public let path: String
    /// Whether tests include it, and no runner runs it by itself.
    public var isIncluded: Bool
    /// Whether what it includes is known, and prints no line of a test.
    public var includesNoTests = false
    /// A hash that tells its content, and the session that it was read in, from all others; nil
    /// where nothing is kept of it.
    public var identity: [UInt8]?
    let links: TestLinks
    private let contents: Contents

    /// What a file holds. A form goes once somebody has taken it: while the files of a large suite
    /// are resolved one after another, memory passes from them to what they prove. Values stay: to
    /// let go of the assertions of a small one takes longer than to resolve a tenth of them.
    private final class Contents: Sendable {
        private let held: Mutex<Held>

        init(_ held: Held) { self.held = Mutex(held) }

        var copy: TestFile { held.withLock { $0 }.file }

        func take() -> TestFile {
            let taken = held.withLock { held in
                defer { held.letGo() }
                return held
            }
            return taken.file
        }

        func letGo() { held.withLock { $0.letGo() } }
    }

    private enum Held: Sendable {
        case form([UInt8], from: Int)
        case values(TestFile)

        mutating func letGo() { if case .form = self { self = .values(TestFile()) } }

        var file: TestFile {
            switch self {
            case .values(let file): return file
            case .form(let bytes, let start):
                var reader = PackReader(CompressedBlock.bytes(of: bytes, from: start) ?? [])
                return TestFile(from: &reader)
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
        (self.path, self.isIncluded) = (path, isIncluded)
        var reader = PackReader(bytes, from: start)
        links = TestLinks(from: &reader)
        guard !reader.isFaulty else { return nil }
        contents = Contents(.form(bytes, from: reader.position))
    }

    /// Holds a file that was just scanned, as it is.
    public init(path: String, _ file: TestFile, isIncluded: Bool) {
        (self.path, self.isIncluded, links) = (path, isIncluded, TestLinks(file))
        contents = Contents(.values(file))
    }

    /// The binary form of a file: its links, then all of it, which is compressed: of a large suite
    /// tens of thousands of these wait in memory, or lie in the cache.
    public static func form(of file: TestFile) -> [UInt8] {
        packed(TestLinks(file)) + CompressedBlock.of(packed(file))
    }

    private static func packed(_ value: some Packable) -> [UInt8] {
        var writer = PackWriter()
        value.pack(into: &writer)
        return writer.finish()
    }

    /// The files that it includes.
    public var includes: [TestFile.Include] { links.includes }

    /// What became of the session since the last of them.
    public var leavings: SessionChanges { links.leavings }

    /// psql variables that it uses, and has no value for.
    public var wantedVariables: Set<String> { links.wantedVariables }

    /// Whether no line of a test comes from the file itself.
    public var printsNoTests: Bool { links.printsNoTests }

    /// Whether it says how many assertions it runs, or that it does not know.
    public var hasPlan: Bool { links.hasPlan }

    /// The file as values; perhaps an empty one where somebody has asked for the last time.
    var file: TestFile { contents.copy }

    /// The file as values, for the last time that somebody asks.
    func taken() -> TestFile { contents.take() }

    /// Gives up what it holds where nobody asks again.
    public func letGo() { contents.letGo() }
}

/// What test files know of one another. A handle: each phase hands all files on.
final class TestLinks: Sendable {
    let wrappers: [Wrapper]
    let functionRoles: [String: RoleInForce]
    let subjectSetters: [String: SubjectSetter]
    let executedArguments: [String: [ExecutedArgument]]
    let calledFunctions: Set<String>
    let functionCalls: [String: Set<String>]
    let definedFunctions: Set<String>
    let runtests: [TestFile.RunTests]
    let includes: [TestFile.Include]
    let leavings: SessionChanges
    let wantedVariables: Set<String>
    let hasPlan: Bool
    let printsNoTests: Bool

    init(_ file: TestFile) {
        (wrappers, functionRoles, runtests, includes) = (
            file.wrappers, file.functionRoles, file.runtests, file.includes
        )
        (calledFunctions, functionCalls) = (file.calledFunctions, file.functionCalls)
        (definedFunctions, executedArguments) = (file.definedFunctions, file.executedArguments)
        (subjectSetters, wantedVariables) = (file.subjectSetters, file.wantedVariables)
        (leavings, hasPlan) = (file.leavings, file.plan != nil)
        printsNoTests =
            file.assertions.isEmpty && file.otherTests == 0 && file.runtests.isEmpty
            && !file.hasUncertainCount && !file.callsUnknownFunctions
    }

    init(from reader: inout PackReader) {
        wrappers = [Wrapper](from: &reader)
        functionRoles = [String: RoleInForce](from: &reader)
        subjectSetters = [String: SubjectSetter](from: &reader)
        executedArguments = [String: [ExecutedArgument]](from: &reader)
        calledFunctions = Set<String>(from: &reader)
        functionCalls = [String: Set<String>](from: &reader)
        definedFunctions = Set<String>(from: &reader)
        runtests = [TestFile.RunTests](from: &reader)
        includes = [TestFile.Include](from: &reader)
        leavings = SessionChanges(from: &reader)
        wantedVariables = Set<String>(from: &reader)
        hasPlan = Bool(from: &reader)
        printsNoTests = Bool(from: &reader)
    }
}

extension TestLinks: Packable {
    func pack(into writer: inout PackWriter) {
        wrappers.pack(into: &writer)
        functionRoles.pack(into: &writer)
        subjectSetters.pack(into: &writer)
        executedArguments.pack(into: &writer)
        calledFunctions.pack(into: &writer)
        functionCalls.pack(into: &writer)
        definedFunctions.pack(into: &writer)
        runtests.pack(into: &writer)
        includes.pack(into: &writer)
        leavings.pack(into: &writer)
        wantedVariables.pack(into: &writer)
        hasPlan.pack(into: &writer)
        printsNoTests.pack(into: &writer)
    }
}
