import ContentCache
import CoverageAnalysis
import MigrationAnalysis
import PgTAPScanning
import SchemaCatalog
import SQLText
import SystemPackage

/// Reads the files of a project, each on its own.
struct ProjectReader: Sendable {
    let root: String
    let variables: [String: String]
    /// Seconds for one file; nil for as long as it takes.
    let fileTimeout: Double?
    let pool: WorkerPool
    /// What files came to in earlier runs, where that is kept.
    let results: FileResults?
    /// Some that were read before.
    let files: FilesAtHand
    /// How much of the tests may be held as it is.
    let allowance: TestAllowance
    private let included = IncludedTests()

    /// A migration with what it includes.
    struct Migration: Sendable {
        var file = MigrationFile()
        /// Its changes with those of included files, in order, each run under its own path.
        var parts: [(path: String, changes: [SchemaChange])] = []
        var diagnostics: [Diagnostic] = []
        var waivers: [Waiver] = []
        var bytes = 0
        /// What it was read from, and what it includes: the keys of their results. Nil where those
        /// are not kept.
        var keys: [ContentHash]? = []
        /// The script's own path.
        let path: String
        /// Whether the next script runs in the same session.
        let goesOn: Bool
        /// When to stop reading, with whatever is included.
        let deadline: Deadline
    }

    /// A test.
    struct Test: Sendable {
        var path: String
        /// As the files around it make it, as far as that concerns it.
        var session = TestSession()
        /// Nil where it could not be read.
        var scanned: ScannedTest?
        var diagnostics: [Diagnostic] = []
        var waivers: [Waiver] = []
        var bytes = 0
        /// The files that it includes, and those that they do.
        var included: [Test] = []
        /// What it does to the session, with all that it includes.
        var leavings = SessionChanges()
    }

    /// Reads a migration, until its own deadline or the phase's.
    func migration(_ script: ProjectScript, until phase: Deadline) -> Migration {
        var result = Migration(
            path: script.path, goesOn: script.goesOn,
            deadline: Deadline(phase, Deadline(after: fileTimeout)))
        if case .included = script.reading { return result }
        read(script, into: &result, including: [])
        return result
    }

    private func read(_ script: ProjectScript, into result: inout Migration, including: [String]) {
        let path = script.path
        guard let read = migrationFile(script, result.deadline, &result.diagnostics) else {
            result.keys = nil
            return
        }
        let file = read.file
        if let key = read.key { result.keys?.append(key) } else { result.keys = nil }
        result.bytes += read.bytes
        result.waivers += read.waivers
        if file.unreadFrom != nil { result.file.unparsedStatements += 1 }
        result.file.parsedStatements += file.parsedStatements
        result.file.skippedStatements += file.skippedStatements
        result.file.unparsedStatements += file.unparsedStatements
        result.file.opaqueStatements += file.opaqueStatements
        var changes: [SchemaChange] = []
        for step in file.steps {
            switch step {
            case .change(let change): changes.append(change)
            case .include(let target, let isRelative, let line, let column):
                result.parts.append((path, changes))
                changes = []
                let place = SourceLocation(file: path, line: line, column: column)
                include(target, isRelative, from: script, place, &result, including)
            }
        }
        result.parts.append((path, changes))
    }

    /// A migration by itself: from an earlier run, or read now.
    private func migrationFile(
        _ script: ProjectScript, _ deadline: Deadline, _ diagnostics: inout [Diagnostic]
    ) -> (file: MigrationFile, waivers: [Waiver], bytes: Int, key: ContentHash?)? {
        let variables = script.variables.merging(variables) { $1 }
        let role = FileResults.Role.migration(
            script.reading, script.placeholders, variables: variables)
        switch open(script.path, role, &diagnostics, { $0.value(of: MigrationFile.self) }) {
        case nil: return nil
        case .kept(let file, let record, let key): return (file, [], record.bytes, key)
        case .read(let onDisk, let key, var faults):
            let (source, unsuitable) = DeployedSource.read(
                onDisk, as: script.reading, script.placeholders, given: self.variables)
            let comments = WaiverComments(source, rules: Rules.names, isTest: false)
            let file = MigrationFileAnalyzer.analyze(source, variables: variables) {
                deadline.isPast
            }
            faults +=
                unsuitable + comments.diagnostics + unread(file.unreadFrom, source)
                + file.diagnostics
            diagnostics += faults
            let isWhole = file.unreadFrom == nil
            if let key, isWhole, comments.waivers.isEmpty {
                results?.keep(FileRecord(bytes: onDisk.bytes.count, faults, file), key, role)
            }
            return (file, comments.waivers, onDisk.bytes.count, isWhole ? key : nil)
        }
    }

    private func include(
        _ target: String, _ isRelative: Bool, from script: ProjectScript, _ place: SourceLocation,
        _ result: inout Migration,
        _ including: [String]
    ) {
        let candidates = IncludeResolution.candidates(
            target, isRelative: isRelative, from: script.path, root: script.root)
        guard
            let found = included(
                target, candidates, within: including + [script.path], place, &result.diagnostics)
        else {
            result.keys = nil
            return
        }
        read(script.including(found), into: &result, including: including + [script.path])
    }

    /// Reads a test, and what it includes, until its own deadline or the phase's.
    func test(_ path: String, until phase: Deadline) -> Test {
        test(path, includedFrom: [], until: Deadline(phase, Deadline(after: fileTimeout)))
    }

    /// - Parameter session: The one that the file is included in.
    private func test(
        _ path: String, includedFrom chain: [String], in session: TestSession = TestSession(),
        until deadline: Deadline
    ) -> Test {
        var given = TestSession()
        given.searchPath = session.searchPath
        var result = alone(path, isIncluded: !chain.isEmpty, given, until: deadline)
        // Most files use none of the variables, and are one and the same wherever they are included.
        if result.uses(session.variables.keys) {
            given.variables = session.variables
            result = alone(path, isIncluded: !chain.isEmpty, given, until: deadline)
        }
        guard let scanned = result.scanned else { return result }
        guard !scanned.includes.isEmpty else {
            result.leavings = scanned.leavings
            return result
        }
        var inner = includes(of: result, chain + [path], session, until: deadline)
        if inner.left.contains(where: {
            $0.searchPath != nil || result.uses($0.variables.keys)
        }) {
            given.left = inner.left
            let targets = scanned.includes.map(\.path)
            result = alone(path, isIncluded: !chain.isEmpty, given, until: deadline)
            if let again = result.scanned, again.includes.map(\.path) != targets {
                inner = includes(of: result, chain + [path], session, until: deadline)
            }
        }
        result.scanned?.includesNoTests =
            inner.tests.allSatisfy { $0.scanned?.printsNoTests ?? false }
            && inner.diagnostics.isEmpty
        result.diagnostics += inner.diagnostics
        (result.included, result.leavings) = (inner.tests, inner.leavings)
        return result
    }

    /// Reads a test without what it includes.
    private func alone(
        _ path: String, isIncluded: Bool, _ given: TestSession, until deadline: Deadline
    ) -> Test {
        guard isIncluded else { return read(path, isIncluded: false, given, until: deadline) }
        return included.test(path, given) {
            read(path, isIncluded: true, given, until: deadline)
        }
    }

    private func read(
        _ path: String, isIncluded: Bool, _ given: TestSession, until deadline: Deadline
    ) -> Test {
        var result = Test(path: path, session: given)
        switch open(
            path, .test(given), &result.diagnostics, { $0.test(path, isIncluded: isIncluded) }
        ) {
        case nil: break
        case .kept(let test, let record, let key):
            (result.scanned, result.bytes) = (test, record.bytes)
            result.scanned?.identity = key.bytes
        case .read(let source, let key, let faults):
            read(source, key, faults, isIncluded, until: deadline, &result)
        }
        return result
    }

    private func read(
        _ source: SourceFile, _ key: ContentHash?, _ found: [Diagnostic], _ isIncluded: Bool,
        until deadline: Deadline, _ result: inout Test
    ) {
        var faults = found
        if source.bytes.isEmpty {
            faults.append(
                Diagnostic(
                    rule: "empty-test", severity: .warning, message: "this test file is empty",
                    location: SourceLocation(file: source.path, line: 1, column: 1)))
        }
        let comments = WaiverComments(source, rules: Rules.names, isTest: true)
        let file = TestFileScanner.scan(source, variables: variables, session: result.session) {
            deadline.isPast
        }
        faults += comments.diagnostics + unread(file.unreadFrom, source)
        result.diagnostics += faults
        (result.waivers, result.bytes) = (comments.waivers, source.bytes.count)
        let isHeld = allowance.takes(file)
        if isHeld {
            result.scanned = ScannedTest(path: source.path, file, isIncluded: isIncluded)
        }
        let isWhole = file.unreadFrom == nil
        let isKept = key != nil && isWhole && comments.waivers.isEmpty
        if isKept || !isHeld {
            let record = FileRecord(
                bytes: source.bytes.count, faults, content: ScannedTest.form(of: file))
            if !isHeld { result.scanned = record.test(source.path, isIncluded: isIncluded) }
            if isKept, let key { results?.keep(record, key, .test(result.session)) }
        }
        if isWhole { result.scanned?.identity = key?.bytes }
    }

    /// What a test includes.
    private struct Includes {
        var tests: [Test] = []
        var diagnostics: [Diagnostic] = []
        /// What each leaves behind.
        var left: [SessionChanges] = []
        /// What the including file and they do to the session.
        var leavings = SessionChanges()
    }

    /// Reads what a test includes. Nothing is read twice within one chain.
    private func includes(
        of test: Test, _ chain: [String], _ session: TestSession, until deadline: Deadline
    ) -> Includes {
        var session = session
        var result = Includes()
        for include in test.scanned?.includes ?? [] {
            session.take(include.changes)
            result.leavings.add(include.changes)
            let candidates = IncludeResolution.candidates(
                include.path, isRelative: include.isRelative, from: test.path)
            let place = SourceLocation(
                file: test.path, line: include.line, column: include.column)
            guard
                let found = included(
                    include.path, candidates, within: chain, place, &result.diagnostics)
            else {
                result.left.append(SessionChanges())
                continue
            }
            let inner = self.test(found, includedFrom: chain, in: session, until: deadline)
            session.take(inner.leavings)
            result.leavings.add(inner.leavings)
            result.left.append(inner.leavings)
            result.tests.append(inner)
            result.tests += inner.included
        }
        if let last = test.scanned?.leavings { result.leavings.add(last) }
        return result
    }

    /// The first candidate that is there, and does not include itself; else says so.
    private func included(
        _ target: String, _ candidates: [String], within chain: [String], _ place: SourceLocation,
        _ diagnostics: inout [Diagnostic]
    ) -> String? {
        guard let found = candidates.first(where: { FileReader.fileKind(full($0)) == .regular })
        else {
            let places = candidates.prefix(4).joined(separator: ", ")
            let others = candidates.count > 4 ? ", and in \(candidates.count - 4) places more" : ""
            diagnostics.append(
                Diagnostic(
                    rule: "missing-include", severity: .warning,
                    message:
                        "\(target) does not exist (looked for \(places)\(others))",
                    location: place))
            return nil
        }
        guard !chain.contains(found) else {
            diagnostics.append(
                Diagnostic(
                    rule: "include-cycle", severity: .warning, message: "\(found) includes itself",
                    location: place))
            return nil
        }
        return found
    }

    private func unread(_ offset: Int?, _ source: SourceFile) -> [Diagnostic] {
        guard let offset else { return [] }
        return [
            Diagnostic(
                rule: "file-timeout", severity: .error,
                message:
                    "this file took too long (\(fileTimeout.map { "--file-timeout \(Deadlines.text($0))" } ?? "--phase-timeout")); "
                    + "what follows from here is not part of the analysis",
                location: source.location(at: offset))
        ]
    }

    func full(_ path: String) -> String { path.hasPrefix("/") ? path : root + "/" + path }
}

extension ProjectReader.Test {
    /// Whether the file uses one of some variables, of which it has no value of its own.
    fileprivate func uses(_ names: some Sequence<String>) -> Bool {
        guard let wanted = scanned?.wantedVariables, !wanted.isEmpty else { return false }
        return names.contains(where: wanted.contains)
    }
}
