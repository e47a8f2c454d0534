import CoverageAnalysis
import Foundation
import MigrationAnalysis
import SchemaCatalog
import Yams

/// `.pgcov.yml`. Unknown keys and bad values are errors that name file, line, key and the nearest
/// valid key.
public struct ConfigurationFile: Sendable {
    /// Where it lies.
    public let path: String
    /// Its name alone, for places in reports.
    var fileName: String { URL(fileURLWithPath: path).lastPathComponent }
    private let text: String

    /// The keys, in the order in which documentation lists them.
    static let keys = [
        "migrations", "tests", "layout", "project", "search_path", "level", "kinds", "rules",
        "exclude", "external_schemas", "helpers", "min_coverage", "fail_on", "set", "waivers",
        "jobs",
        "database", "connect_timeout", "deploy_role", "file_timeout", "phase_timeout", "timeout",
    ]

    /// Reads a file.
    public init(path: String) throws(PipelineError) {
        self.path = path
        do throws(FileReader.Fault) {
            text = String(decoding: try FileReader.read(path), as: UTF8.self)
        } catch {
            throw PipelineError(.configuration, "\(path): \(error.message)")
        }
    }

    /// The nearest `.pgcov.yml` from a folder upwards, as far as the root of the git work tree.
    public static func find(from folder: String) -> String? {
        var current = URL(fileURLWithPath: folder).standardizedFileURL.path
        while true {
            let candidate = current + "/.pgcov.yml"
            if FileReader.fileKind(candidate) == .regular { return candidate }
            if FileReader.fileKind(current + "/.git") != nil || current == "/" || current.isEmpty {
                return nil
            }
            current = URL(fileURLWithPath: current).deletingLastPathComponent().path
        }
    }

    /// Puts what the file says over `configuration`.
    public func apply(to configuration: inout Configuration) throws(PipelineError) {
        guard let root = try compose() else { return }
        guard case .mapping(let mapping) = root else {
            throw fault("expected keys and values at the top", root)
        }
        var seen: Set<String> = []
        for (key, value) in mapping {
            guard let name = key.string else { throw fault("expected a key", key) }
            guard Self.keys.contains(name) else {
                throw fault("unknown key \"\(name)\"\(NameHint.text(name, Self.keys))", key)
            }
            guard seen.insert(name).inserted else {
                throw fault("the key \"\(name)\" stands here twice", key)
            }
            try apply(name, value, &configuration)
        }
    }

    private func compose() throws(PipelineError) -> Node? {
        do {
            return try Yams.compose(yaml: text)
        } catch {
            throw PipelineError(.configuration, "\(path): not valid YAML: \(error)")
        }
    }

    private func apply(_ name: String, _ value: Node, _ configuration: inout Configuration)
        throws(PipelineError)
    {
        switch name {
        case "migrations": configuration.migrations = try strings(value, name)
        case "tests":
            configuration.tests = try strings(value, name)
            configuration.namesAllTests = true
        case "layout": configuration.layout = try choice(value, name, Layouts.names)
        case "project": configuration.projects = try strings(value, name)
        case "search_path": configuration.searchPath = try strings(value, name)
        case "level":
            let chosen = try choice(value, name, Level.allCases.map(\.name))
            configuration.coverage.level = Level.allCases.first { $0.name == chosen } ?? .standard
        case "kinds": try kinds(value, &configuration)
        case "rules": configuration.rules = try rules(value)
        case "exclude":
            configuration.coverage.exclusions = try strings(value, name).map { ObjectPattern($0) }
        case "external_schemas": configuration.externalSchemas = Set(try strings(value, name))
        case "helpers": configuration.helpers = try strings(value, name)
        case "min_coverage": try thresholds(value, &configuration)
        case "fail_on": configuration.gate.failOn = try severity(value, name, off: "never")
        case "set":
            guard case .mapping(let mapping) = value else {
                throw fault("expected names and values below \"set\"", value)
            }
            for (key, value) in mapping {
                configuration.variables[key.string ?? ""] = try string(value, "set")
            }
        case "waivers": configuration.waivers = try waivers(value)
        case "database": configuration.database = try string(value, name)
        case "deploy_role": configuration.deployRole = try string(value, name)
        case "connect_timeout":
            configuration.connectTimeout = Double(try number(value, name, 0...3_600))
        case "file_timeout":
            configuration.deadlines.file = Double(try number(value, name, 1...86_400))
        case "phase_timeout":
            configuration.deadlines.phase = Double(try number(value, name, 1...86_400))
        case "timeout": configuration.deadlines.run = Double(try number(value, name, 1...86_400))
        default: configuration.jobs = try number(value, name, 1...256)
        }
    }

    // MARK: - Sections

    private func thresholds(_ value: Node, _ configuration: inout Configuration)
        throws(PipelineError)
    {
        guard case .mapping(let mapping) = value else {
            configuration.gate.minimumCoverage =
                Double(try number(value, "min_coverage", 0...100)) / 100
            return
        }
        for (key, value) in mapping {
            let share = Double(try number(value, key.string ?? "", 0...100)) / 100
            if key.string == "total" {
                configuration.gate.minimumCoverage = share
            } else {
                configuration.gate.minimumByKind[try kind(key)] = share
            }
        }
    }

    // MARK: - Values

    func kind(_ node: Node) throws(PipelineError) -> ObjectKind {
        let name = node.string ?? ""
        guard let kind = ObjectKind(rawValue: name) else {
            throw fault(
                "unknown kind \"\(name)\"\(NameHint.text(name, ObjectKind.allCases.map(\.rawValue)))",
                node)
        }
        return kind
    }

    func severity(_ node: Node, _ key: String, off: String? = nil) throws(PipelineError)
        -> Severity?
    {
        let chosen = try choice(node, key, Severity.allCases.map(\.name) + [off].compactMap { $0 })
        return Severity.allCases.first { $0.name == chosen }
    }

    func choice(_ node: Node, _ key: String, _ values: [String]) throws(PipelineError) -> String {
        // YAML reads a bare `off` as false.
        let text = node.bool == false && values.contains("off") ? "off" : try string(node, key)
        guard values.contains(text) else {
            throw fault(
                "\"\(text)\" is no value of \"\(key)\"; expected \(values.joined(separator: ", "))\(NameHint.text(text, values))",
                node)
        }
        return text
    }

    private func strings(_ node: Node, _ key: String) throws(PipelineError) -> [String] {
        guard case .sequence(let items) = node else { return [try string(node, key)] }
        var result: [String] = []
        for item in items { result.append(try string(item, key)) }
        return result
    }

    func string(_ node: Node, _ key: String) throws(PipelineError) -> String {
        guard case .scalar(let scalar) = node else {
            throw fault("expected a text for \"\(key)\"", node)
        }
        return scalar.string
    }

    private func number(_ node: Node, _ key: String, _ range: ClosedRange<Int>)
        throws(PipelineError) -> Int
    {
        guard let number = node.int, range.contains(number) else {
            throw fault(
                "expected a whole number from \(range.lowerBound) to \(range.upperBound) for \"\(key)\"",
                node)
        }
        return number
    }

    func fault(_ message: String, _ node: Node) -> PipelineError {
        PipelineError(
            .configuration, "\(path):\(node.mark?.line ?? 1):\(node.mark?.column ?? 1): \(message)")
    }
}
