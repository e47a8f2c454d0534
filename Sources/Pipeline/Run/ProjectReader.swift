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

    /// A migration with what it includes.
    struct Migration: Sendable {
        var file = MigrationFile()
        /// Its changes with those of included files, in order, each run under its own path.
        var parts: [(path: String, changes: [SchemaChange])] = []
        var diagnostics: [Diagnostic] = []
        var waivers: [Waiver] = []
        var bytes = 0
        /// When to stop reading, with whatever is included.
        let deadline: Deadline
    }

    /// A test.
    struct Test: Sendable {
        var path: String
        /// Nil where it could not be read.
        var scanned: ScannedTest?
        var diagnostics: [Diagnostic] = []
        var waivers: [Waiver] = []
        var bytes = 0
        /// The files that it includes, and those that they do.
        var included: [Test] = []
    }

    /// Reads a migration, until its own deadline or the phase's.
    func migration(_ script: ProjectScript, until phase: Deadline) -> Migration {
        var result = Migration(deadline: Deadline(phase, Deadline(after: fileTimeout)))
        if case .included = script.reading { return result }
        read(script, into: &result, including: [])
        return result
    }

    private func read(_ script: ProjectScript, into result: inout Migration, including: [String]) {
        let path = script.path
        guard let onDisk = source(path, &result.diagnostics) else { return }
        let (source, faults) = DeployedSource.read(onDisk, as: script.reading, script.placeholders, given: variables)
        result.diagnostics += faults
        result.bytes += onDisk.bytes.count
        let comments = WaiverComments(source, rules: Rules.names, isTest: false)
        result.waivers += comments.waivers
        result.diagnostics += comments.diagnostics
        let deadline = result.deadline
        let file = MigrationFileAnalyzer.analyze(source, variables: script.variables.merging(variables) { $1 }) { deadline.isPast }
        reportUnread(file.unreadFrom, source, &result.diagnostics)
        if file.unreadFrom != nil { result.file.unparsedStatements += 1 }
        result.file.parsedStatements += file.parsedStatements
        result.file.skippedStatements += file.skippedStatements
        result.file.unparsedStatements += file.unparsedStatements
        result.file.opaqueStatements += file.opaqueStatements
        result.diagnostics += file.diagnostics
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

    private func include(
        _ target: String, _ isRelative: Bool, from script: ProjectScript, _ place: SourceLocation, _ result: inout Migration,
        _ including: [String]
    ) {
        let candidates = IncludeResolution.candidates(target, isRelative: isRelative, from: script.path, root: script.root)
        guard let found = candidates.first(where: { FileReader.fileKind(full($0)) == .regular }) else {
            result.diagnostics.append(
                Diagnostic(rule: "missing-include", severity: .warning, message: "\(target) does not exist (looked for \(candidates.joined(separator: ", ")))", location: place))
            return
        }
        guard !including.contains(found), found != script.path else {
            result.diagnostics.append(Diagnostic(rule: "include-cycle", severity: .warning, message: "\(found) includes itself", location: place))
            return
        }
        read(script.including(found), into: &result, including: including + [script.path])
    }

    /// Reads a test, and what it includes, until its own deadline or the phase's.
    func test(_ path: String, until phase: Deadline) -> Test {
        test(path, includedFrom: [], until: Deadline(phase, Deadline(after: fileTimeout)))
    }

    private func test(_ path: String, includedFrom chain: [String], until deadline: Deadline) -> Test {
        var result = Test(path: path)
        guard let source = source(path, &result.diagnostics) else { return result }
        if source.bytes.isEmpty {
            result.diagnostics.append(
                Diagnostic(rule: "empty-test", severity: .warning, message: "this test file is empty", location: SourceLocation(file: path, line: 1, column: 1)))
        }
        result.bytes = source.bytes.count
        let comments = WaiverComments(source, rules: Rules.names, isTest: true)
        result.waivers = comments.waivers
        result.diagnostics += comments.diagnostics
        let file = TestFileScanner.scan(source, variables: variables) { deadline.isPast }
        reportUnread(file.unreadFrom, source, &result.diagnostics)
        readIncludes(file, chain + [path], until: deadline, &result)
        result.scanned = ScannedTest(path: path, file, isIncluded: !chain.isEmpty)
        return result
    }

    /// Reads what a test includes. Nothing is read twice within one chain.
    private func readIncludes(_ file: TestFile, _ chain: [String], until deadline: Deadline, _ result: inout Test) {
        for include in file.includes {
            let candidates = IncludeResolution.candidates(include.path, isRelative: include.isRelative, from: result.path)
            let place = SourceLocation(file: result.path, line: include.line, column: include.column)
            guard let found = candidates.first(where: { FileReader.fileKind(full($0)) == .regular }) else {
                result.diagnostics.append(
                    Diagnostic(
                        rule: "missing-include", severity: .warning,
                        message: "\(include.path) does not exist (looked for \(candidates.joined(separator: ", ")))", location: place))
                continue
            }
            guard !chain.contains(found) else {
                result.diagnostics.append(
                    Diagnostic(rule: "include-cycle", severity: .warning, message: "\(found) includes itself", location: place))
                continue
            }
            let inner = test(found, includedFrom: chain, until: deadline)
            result.included.append(inner)
            result.included += inner.included
        }
    }

    private func reportUnread(_ offset: Int?, _ source: SourceFile, _ diagnostics: inout [Diagnostic]) {
        guard let offset else { return }
        diagnostics.append(
            Diagnostic(
                rule: "file-timeout", severity: .error,
                message: "this file took too long (\(fileTimeout.map { "--file-timeout \(Deadlines.text($0))" } ?? "--phase-timeout")); "
                    + "what follows from here is not part of the analysis",
                location: source.location(at: offset)))
    }

    private func full(_ path: String) -> String { path.hasPrefix("/") ? path : root + "/" + path }

    private func source(_ path: String, _ diagnostics: inout [Diagnostic]) -> SourceFile? {
        do throws(FileReader.Fault) {
            let source = SourceFile(path: path, bytes: try FileReader.read(full(path)) { pool.noteTransientFault($0.description) })
            if !source.lines.isASCII, let offset = InvalidText.firstFault(source.bytes) {
                diagnostics.append(
                    Diagnostic(
                        rule: "invalid-encoding", severity: .warning, message: "not UTF-8 from here on; expected UTF-8 text, which PostgreSQL would also reject",
                        location: source.location(at: offset)))
            }
            return source
        } catch {
            diagnostics.append(
                Diagnostic(rule: "unreadable-file", severity: .error, message: "\(path) \(error.message)", location: SourceLocation(file: path, line: 1, column: 1)))
            return nil
        }
    }
}

/// Where text stops being UTF-8.
enum InvalidText {
    static func firstFault(_ bytes: [UInt8]) -> Int? {
        guard let start = bytes.firstIndex(where: { $0 >= 0x80 }) else { return nil }
        var decoder = UTF8()
        var iterator = bytes[start...].makeIterator()
        var offset = start
        while true {
            switch decoder.decode(&iterator) {
            case .scalarValue(let scalar): offset += scalar.utf8.count
            case .emptyInput: return nil
            case .error: return offset
            }
        }
    }
}
