import CoverageAnalysis
import SQLText
import SchemaCatalog
import Yams

/// What the configuration says of kinds, rules and waivers.
extension ConfigurationFile {
    /// `kinds:` — by kind, or kind and facet: a severity, a level, `off`, or both of the first.
    func kinds(_ value: Node, _ configuration: inout Configuration) throws(PipelineError) {
        guard case .mapping(let mapping) = value else {
            throw fault("expected kinds and severities below \"kinds\"", value)
        }
        for (key, value) in mapping {
            configuration.coverage.adjustments[try subject(key)] = try adjustment(
                value, key.string ?? "")
        }
    }

    private func subject(_ node: Node) throws(PipelineError) -> Adjustment.Key {
        let text = node.string ?? ""
        guard let dot = text.firstIndex(of: ".") else { return Adjustment.Key(try kind(node), nil) }
        let (kind, facet) = (String(text[..<dot]), String(text[text.index(after: dot)...]))
        guard let kind = ObjectKind(rawValue: kind) else {
            throw fault(
                "unknown kind \"\(kind)\"\(NameHint.text(kind, ObjectKind.allCases.map(\.rawValue)))",
                node)
        }
        guard let facet = Facet(rawValue: facet) else {
            throw fault(
                "unknown facet \"\(facet)\"\(NameHint.text(facet, Facet.allCases.map(\.rawValue)))",
                node)
        }
        return Adjustment.Key(kind, facet)
    }

    private func adjustment(_ value: Node, _ name: String) throws(PipelineError) -> Adjustment {
        var result = Adjustment()
        guard case .mapping(let mapping) = value else {
            let word = try choice(
                value, name, Severity.allCases.map(\.name) + Level.allCases.map(\.name) + ["off"])
            result.isOff = word == "off"
            result.severity = Severity.allCases.first { $0.name == word }
            result.level = Level.allCases.first { $0.name == word }
            return result
        }
        for (key, value) in mapping {
            switch key.string {
            case "severity": result.severity = try severity(value, "severity")
            case "level":
                let word = try choice(value, "level", Level.allCases.map(\.name))
                result.level = Level.allCases.first { $0.name == word }
            default:
                throw fault(
                    "unknown key \"\(key.string ?? "")\"\(NameHint.text(key.string ?? "", ["level", "severity"]))",
                    key)
            }
        }
        return result
    }

    /// `rules:` — severities of diagnostics, by rule.
    func rules(_ value: Node) throws(PipelineError) -> [String: Severity?] {
        guard case .mapping(let mapping) = value else {
            throw fault("expected rules and severities below \"rules\"", value)
        }
        var result: [String: Severity?] = [:]
        for (key, value) in mapping {
            let name = try rule(key)
            result[name] = .some(try severity(value, name, off: "off"))
        }
        return result
    }

    private func rule(_ node: Node) throws(PipelineError) -> String {
        let name = try string(node, "rule")
        guard Rules.names.contains(name) else {
            throw fault(
                "unknown rule \"\(name)\"\(NameHint.text(name, Rules.names)); pgcov explain rules lists them",
                node)
        }
        return name
    }

    /// `waivers:` — of gaps by object, or of diagnostics by rule and path.
    func waivers(_ value: Node) throws(PipelineError) -> [Waiver] {
        guard case .sequence(let items) = value else {
            throw fault("expected a list of waivers", value)
        }
        var result: [Waiver] = []
        for item in items { result.append(try waiver(item)) }
        return result
    }

    private static let waiverKeys = ["object", "kind", "facet", "rule", "path", "reason"]

    private func waiver(_ item: Node) throws(PipelineError) -> Waiver {
        guard case .mapping(let mapping) = item else {
            throw fault("expected object or rule, and reason", item)
        }
        var (kind, facet, texts) = (ObjectKind?.none, Facet?.none, [String: String]())
        for (key, value) in mapping {
            let name = key.string ?? ""
            guard Self.waiverKeys.contains(name) else {
                throw fault("unknown key \"\(name)\"\(NameHint.text(name, Self.waiverKeys))", key)
            }
            texts[name] = name == "rule" ? try rule(value) : try string(value, name)
            if name == "facet" {
                facet = Facet(rawValue: try choice(value, name, Facet.allCases.map(\.rawValue)))
            }
            if name == "kind" { kind = try self.kind(value) }
        }
        guard let reason = texts["reason"], !reason.isEmpty else {
            throw fault("a waiver needs a reason", item)
        }
        let location = SourceLocation(
            file: fileName, line: item.mark?.line ?? 1, column: item.mark?.column ?? 1)
        if let rule = texts["rule"] {
            guard texts["object"] == nil, facet == nil, kind == nil else {
                throw fault(
                    "a waiver is of a rule's diagnostics (rule, path) or of an object's gaps (object, kind, facet), not of both",
                    item)
            }
            return Waiver(
                .rule(rule), .files(texts["path"] ?? "*"), reason: reason, location: location)
        }
        guard texts["path"] == nil else {
            throw fault("\"path\" goes with \"rule\"; gaps are waived by object", item)
        }
        guard let object = texts["object"], !object.isEmpty else {
            throw fault("a waiver needs an object, such as public.users, or a rule", item)
        }
        return Waiver(
            .gap(kind, facet), .objects(ObjectPattern(object)), reason: reason, location: location)
    }
}
