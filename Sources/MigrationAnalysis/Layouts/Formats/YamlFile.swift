import Yams

/// YAML's (and so JSON's) nested keys as paths: `spring.flyway.locations`.
enum YamlFile {
    /// The texts of all documents of a file by their paths; items of lists have their numbers.
    /// Empty for what is no YAML.
    static func flattened(_ text: String) -> [String: String] {
        var values: [String: String] = [:]
        guard let documents = try? Array(Yams.compose_all(yaml: text)) else { return [:] }
        for document in documents { add(document, "", &values) }
        return values
    }

    private static func add(_ node: Node, _ path: String, _ values: inout [String: String]) {
        let prefix = path.isEmpty ? "" : path + "."
        switch node {
        case .scalar(let scalar): values[path] = scalar.string
        case .mapping(let mapping):
            for (key, value) in mapping { add(value, prefix + (key.string ?? ""), &values) }
        case .sequence(let items):
            for (index, item) in items.enumerated() { add(item, "\(prefix)\(index)", &values) }
        case .alias: break
        }
    }
}
