/// Maven's `pom.xml`, as far as the settings of a plugin hang on it.
struct MavenProject {
    private let root: MarkupElement
    private let properties: [String: String]

    /// Nil for what is no `pom.xml`.
    init?(_ text: String) {
        guard let root = XmlFile.root(text), root.name == "project" else { return nil }
        self.root = root
        let properties = root.children.filter { $0.name == "properties" }.flatMap(\.children)
        self.properties = Dictionary(properties.map { ($0.name, String($0.text.trimmed)) }) { $1 }
    }

    /// Properties whose names begin so, without the beginning.
    func properties(below prefix: String) -> [String: String] {
        var found: [String: String] = [:]
        for (name, value) in properties where name.hasPrefix(prefix) {
            found[String(name.dropFirst(prefix.count))] = expanded(value)
        }
        return found
    }

    /// The elements of a plugin's configuration, those of profiles and managed plugins among them:
    /// name and value, lists joined by commas, maps as `name.key`.
    func configuration(of plugin: String) -> [String: String] {
        var found: [String: String] = [:]
        for element in plugins(plugin, in: root) {
            let settings = element.children.filter { $0.name == "configuration" }
            for setting in settings.flatMap(\.children) { add(setting, to: &found) }
        }
        return found
    }

    private func plugins(_ plugin: String, in element: MarkupElement) -> [MarkupElement] {
        if element.name == "plugin", element.value("artifactId") == plugin { return [element] }
        return element.children.flatMap { plugins(plugin, in: $0) }
    }

    private func add(_ setting: MarkupElement, to found: inout [String: String]) {
        let items = setting.children
        if items.isEmpty {
            found[setting.name] = expanded(setting.text)
        } else if setting.name.hasPrefix(items[0].name) {
            found[setting.name] = items.map { expanded($0.text) }.joined(separator: ",")
        } else {
            for item in items { found["\(setting.name).\(item.name)"] = expanded(item.text) }
        }
    }

    /// `${name}` by the project's own properties; its folder is where relative paths begin.
    private func expanded(_ text: String) -> String {
        var result = text.trimmed
        for base in ["${project.basedir}/", "${basedir}/"] {
            result = result.replacing(base, with: "")
        }
        for (name, value) in properties where result.contains("${") {
            result = result.replacing("${\(name)}", with: value)
        }
        return result
    }
}
