public import Packing
public import SchemaCatalog

/// The test files of a project, linked: which functions run, and whether the plans are kept.
public struct TestSuite: Sendable {
    /// One file with its path; its assertions have their final states.
    public struct Entry: Sendable {
        /// Relative to the project's root.
        public var path: String
        /// What it holds.
        public var file: TestFile
        /// Whether tests include it, and no runner runs it by itself.
        public var isIncluded = false
        /// Whether what it includes is known, and prints no line of a test.
        public var includesNoTests = false
    }

    /// The files, each in its binary form.
    public let tests: [ScannedTest]
    /// Functions that assert for their callers, by name.
    public let wrappers: [String: [Wrapper]]
    /// Functions that the tests themselves define.
    let definedFunctions: Set<String>
    /// Functions that some file calls at top level, or whose name matches a pattern of
    /// `runtests()`; without any such call, those that `pg_prove --runtests` runs; and what those
    /// call in turn.
    private let runningFunctions: Set<String>
    private let roles: RoleSetters
    private let subjects: SubjectSetters
    private let runners: ArgumentRunners

    /// Links files.
    ///
    /// - Parameter catalog: Its routines may assert for tests, too.
    public init(_ tests: [ScannedTest], _ catalog: Catalog) {
        self.tests = tests
        definedFunctions = tests.reduce(into: []) { $0.formUnion($1.links.definedFunctions) }
        // Where no file calls runtests(), pg_prove --runtests does, with its default pattern.
        let calls = tests.flatMap(\.links.runtests)
        let runner = TestRunner(calls.isEmpty ? [TestFile.RunTests(pattern: "^test")] : calls)
        let called = tests.reduce(into: Set<String>()) { $0.formUnion($1.links.calledFunctions) }
        runningFunctions = Self.reached(
            from: definedFunctions.filter(runner.runs).union(called), tests)
        let own = tests.flatMap(\.links.wrappers) + Self.wrappers(of: catalog, runningFunctions)
        let names = Set(own.map(\.name))
        wrappers = Dictionary(
            grouping: own + Wrapper.installed.filter { !names.contains($0.name) }, by: \.name)
        roles = RoleSetters(tests.lazy.map(\.links.functionRoles))
        subjects = SubjectSetters(tests.lazy.map(\.links.subjectSetters))
        runners = ArgumentRunners(tests.lazy.map(\.links.executedArguments))
    }

    /// Writes all that makes a file another in this suite than in another one: two that write the
    /// same make the same of a file.
    public func packLinks(into writer: inout PackWriter) {
        wrappers.pack(into: &writer)
        definedFunctions.pack(into: &writer)
        // What else is called is none of a file's functions.
        runningFunctions.intersection(definedFunctions).pack(into: &writer)
        roles.roles.pack(into: &writer)
        subjects.setters.pack(into: &writer)
        runners.functions.pack(into: &writer)
    }

    /// Functions, and what their bodies call, and what the bodies of those do.
    private static func reached(from called: Set<String>, _ tests: [ScannedTest]) -> Set<String> {
        let calls: [String: Set<String>] = tests.reduce(into: [:]) {
            $0.merge($1.links.functionCalls) { $0.union($1) }
        }
        var (reached, waiting) = (called, Array(called))
        while let function = waiting.popLast() {
            for callee in calls[function] ?? [] where reached.insert(callee).inserted {
                waiting.append(callee)
            }
        }
        return reached
    }

    /// The routines of the schema that assert for tests, or for one another.
    private static func wrappers(of catalog: Catalog, _ called: Set<String>) -> [Wrapper] {
        var (seen, found, wanted) = (Set<String>(), [Wrapper](), called)
        while !wanted.isEmpty {
            let more = catalog.objects.filter {
                ObjectKind.routines.contains($0.id.kind) && wanted.contains($0.id.name)
            }.compactMap { Wrapper($0) }
            found += more
            seen.formUnion(wanted)
            wanted = Set(more.flatMap(\.callees)).subtracting(seen)
        }
        return found
    }

    /// A file with the final states of its assertions.
    ///
    /// - Parameter isLast: Whether nobody asks for this file again: what it holds may be given up,
    ///   and an empty file be all that there is of it from then on.
    public func entry(_ test: ScannedTest, forTheLastTime isLast: Bool = false) -> Entry {
        var file = isLast ? test.taken() : test.file
        for index in file.assertions.indices {
            guard let function = file.assertions[index].enclosingFunction,
                !runningFunctions.contains(function)
            else { continue }
            file.assertions[index] = file.assertions[index].with(state: .unreached)
        }
        for index in file.exercises.indices {
            if file.exercises[index].role != .session {
                file.exercises[index].role = roles.resolved(file.exercises[index].role)
            }
            if file.exercises[index].signedIn != .nobody {
                file.exercises[index].signedIn = subjects.resolved(file.exercises[index].signedIn)
            }
            guard let function = file.exercises[index].enclosingFunction,
                !runningFunctions.contains(function)
            else { continue }
            file.exercises[index].state = .unreached
        }
        let run = file.exercises.map { runners.exercises($0, role: roles.role(setBy:)) }
        if run.contains(where: { !$0.isEmpty }) {
            file.exercises = zip(file.exercises, run).flatMap { [$0] + $1 }
        }
        return Entry(
            path: test.path, file: file, isIncluded: test.isIncluded,
            includesNoTests: test.includesNoTests)
    }
}

/// Which functions `runtests()` runs.
struct TestRunner {
    private let patterns: [Regex<AnyRegexOutput>]
    private let runsAll: Bool

    init(_ calls: [TestFile.RunTests]) {
        var patterns: [Regex<AnyRegexOutput>] = []
        // What cannot be told, or is no regular expression here, is taken to run everything.
        var runsAll = false
        for call in calls {
            // Hooks run with any pattern.
            for text in [call.pattern, "^startup", "^setup", "^teardown", "^shutdown"] {
                guard let text, let pattern = try? Regex(text) else {
                    runsAll = true
                    continue
                }
                patterns.append(pattern)
            }
        }
        self.patterns = patterns
        self.runsAll = runsAll
    }

    func runs(_ function: String) -> Bool {
        runsAll || patterns.contains { function.contains($0) }
    }
}
