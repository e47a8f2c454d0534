import Foundation

/// The part of JSON Schema that `docs/*.schema.json` uses: enough to tell whether a report keeps to
/// it.
struct JSONSchema {
    private let root: [String: Any]

    init(path: String) throws {
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        root = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
    }

    /// What is wrong with a document; empty when nothing is.
    func faults(in document: String) throws -> [String] {
        faults(try JSONSerialization.jsonObject(with: Data(document.utf8)), root, "$")
    }

    private func faults(_ value: Any, _ schema: [String: Any], _ path: String) -> [String] {
        if let reference = schema["$ref"] as? String {
            let name = reference.split(separator: "/").last.map(String.init) ?? ""
            let definitions = root["$defs"] as? [String: Any]
            guard let target = definitions?[name] as? [String: Any] else {
                return ["\(path): no definition \(name)"]
            }
            return faults(value, target, path)
        }
        var result: [String] = []
        let types = (schema["type"] as? [String]) ?? (schema["type"] as? String).map { [$0] } ?? []
        if !types.isEmpty, !types.contains(where: { Self.isA($0, value) }) {
            result.append("\(path): no \(types.joined(separator: " or "))")
        }
        if let allowed = schema["enum"] as? [AnyHashable],
            !allowed.contains(value as? AnyHashable ?? AnyHashable(""))
        {
            result.append("\(path): \(value) is none of \(allowed)")
        }
        if let number = (value as? NSNumber)?.doubleValue {
            if let minimum = (schema["minimum"] as? NSNumber)?.doubleValue, number < minimum {
                result.append("\(path): below \(minimum)")
            }
            if let maximum = (schema["maximum"] as? NSNumber)?.doubleValue, number > maximum {
                result.append("\(path): above \(maximum)")
            }
        }
        if let object = value as? [String: Any] { result += faults(object: object, schema, path) }
        if let items = value as? [Any], let itemSchema = schema["items"] as? [String: Any] {
            for (index, item) in items.enumerated() {
                result += faults(item, itemSchema, "\(path)[\(index)]")
            }
        }
        return result
    }

    private func faults(object: [String: Any], _ schema: [String: Any], _ path: String) -> [String]
    {
        var result = (schema["required"] as? [String] ?? []).filter { object[$0] == nil }.map {
            "\(path): \($0) is missing"
        }
        let properties = schema["properties"] as? [String: Any] ?? [:]
        for (key, value) in object {
            if let property = properties[key] as? [String: Any] {
                result += faults(value, property, "\(path).\(key)")
            } else if let additional = schema["additionalProperties"] as? [String: Any] {
                result += faults(value, additional, "\(path).\(key)")
            } else if schema["additionalProperties"] as? Bool == false {
                result.append("\(path): unknown key \(key)")
            }
        }
        return result
    }

    private static func isA(_ type: String, _ value: Any) -> Bool {
        switch type {
        case "string": value is String
        case "integer", "number": value is NSNumber
        case "array": value is [Any]
        case "object": value is [String: Any]
        default: value is NSNull
        }
    }
}
