import Packing

/// A test file between its reading and its use: in its binary form, a fraction of what its assertions take as
/// values, with what the suite's other files must know of it.
public struct ScannedTest: Sendable {
    public let path: String
    /// Whether tests include it, and no runner runs it by itself.
    public var isIncluded: Bool
    let links: TestLinks
    private let form: [UInt8]

    /// Holds a file.
    public init(path: String, _ file: TestFile, isIncluded: Bool) {
        (self.path, self.isIncluded) = (path, isIncluded)
        links = TestLinks(file)
        var writer = PackWriter()
        file.pack(into: &writer)
        form = writer.finish()
    }

    /// The file as values.
    var file: TestFile {
        var reader = PackReader(form)
        return TestFile(from: &reader)
    }
}

/// What test files know of one another.
struct TestLinks: Sendable {
    let wrappers: [Wrapper]
    let functionRoles: [String: RoleInForce]
    let calledFunctions: Set<String>
    let definedFunctions: Set<String>
    let runtests: [TestFile.RunTests]

    init(_ file: TestFile) {
        (wrappers, functionRoles, runtests) = (file.wrappers, file.functionRoles, file.runtests)
        (calledFunctions, definedFunctions) = (file.calledFunctions, file.definedFunctions)
    }
}
