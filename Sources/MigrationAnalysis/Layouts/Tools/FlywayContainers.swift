import SQLText

/// Flyway as a service of a Compose file: its image looks in `/flyway/sql` unless it is told
/// otherwise, by options or by `FLYWAY_…` variables, and sees there what the service mounts (Flyway
/// documentation, "Docker"; Compose specification, "volumes").
enum FlywayContainers {
    /// The settings of each such service of a tree.
    static func all(_ tree: ProjectTree) -> [FlywaySettings] {
        tree.folders.flatMap { folder in
            folder.names.filter(isCompose).sorted(by: String.byBytes).flatMap { name in
                settings(PathText.join(folder.path, name), tree)
            }
        }
    }

    private static func isCompose(_ name: String) -> Bool {
        (name.hasSuffix(".yml") || name.hasSuffix(".yaml"))
            && (name.hasPrefix("docker-compose") || name.hasPrefix("compose"))
    }

    private static func settings(_ path: String, _ tree: ProjectTree) -> [FlywaySettings] {
        guard let text = tree.text(path), text.holds("flyway") else { return [] }
        // `services.migrate.image` and its kin, by service.
        var services: [String: [String: String]] = [:]
        for (key, value) in YamlFile.flattened(text) {
            let parts = key.split(separator: ".", maxSplits: 2).map(String.init)
            guard parts.count == 3, parts[0] == "services" else { continue }
            services[parts[1], default: [:]][parts[2]] = value
        }
        return services.sorted { $0.key < $1.key }.compactMap { settings(of: $0.value, path) }
    }

    private static func settings(of service: [String: String], _ path: String) -> FlywaySettings? {
        guard let image = service["image"], PathText.name(image).hasPrefix("flyway") else {
            return nil
        }
        var entries = variables(service)
        for word in words(service) where word.hasPrefix("-") {
            guard let equals = word.firstIndex(of: "=") else { continue }
            entries[String(word[..<equals].drop { $0 == "-" })] = String(
                word[word.index(after: equals)...])
        }
        // What the environment would put in is not known.
        entries = entries.filter { !$0.value.contains("$") }
        let mounts = mounts(service)
        let locations = (entries["locations"] ?? "filesystem:/flyway/sql").split(separator: ",")
            .compactMap { place(of: String($0.trimmed), mounts) }
        guard !locations.isEmpty else { return nil }
        entries["locations"] = locations.joined(separator: ",")
        return FlywaySettings(path, entries)
    }

    /// Where on the host a place in the container lies; nil where nothing is mounted there.
    private static func place(of location: String, _ mounts: [(host: String, target: String)])
        -> String?
    {
        guard !location.hasPrefix("classpath:") else { return nil }
        var path = location.hasPrefix("filesystem:") ? String(location.dropFirst(11)) : location
        if !path.hasPrefix("/") { path = "/flyway/" + PathText.parts(path).joined(separator: "/") }
        let mount = mounts.filter { PathText.lies(path, in: $0.target) }
            .max { $0.target.count < $1.target.count }
        return mount.map { "filesystem:" + $0.host + path.dropFirst($0.target.count) }
    }

    /// `./sql:/flyway/sql:ro`, or a mapping with `source` and `target`.
    private static func mounts(_ service: [String: String]) -> [(host: String, target: String)] {
        service.compactMap { key, value in
            let parts = key.split(separator: ".")
            guard parts.first == "volumes" else { return nil }
            if parts.count == 3, parts[2] == "source",
                let target = service["volumes.\(parts[1]).target"]
            {
                return mount(value, target)
            }
            let places = value.split(separator: ":")
            guard parts.count == 2, places.count > 1 else { return nil }
            return mount(String(places[0]), String(places[1]))
        }
    }

    private static func mount(_ host: String, _ target: String) -> (String, String)? {
        var host = host
        for here in ["${PWD}/", "$PWD/", "./"] where host.hasPrefix(here) {
            host = String(host.dropFirst(here.count))
        }
        // A volume's name, or a path that only the machine knows.
        guard !host.contains("$"), !host.hasPrefix("/"), !host.hasPrefix("~") else { return nil }
        return (host, target.hasSuffix("/") ? String(target.dropLast()) : target)
    }

    /// `FLYWAY_DEFAULT_SCHEMA: app`, or an item `FLYWAY_DEFAULT_SCHEMA=app`.
    private static func variables(_ service: [String: String]) -> [String: String] {
        var found: [String: String] = [:]
        for (key, value) in service where key.hasPrefix("environment.") {
            let name = String(key.dropFirst("environment.".count))
            let pair = value.split(separator: "=", maxSplits: 1).map(String.init)
            if name.hasPrefix("FLYWAY_") {
                found[String(name.dropFirst(7))] = value
            } else if Int(name) != nil, pair.count == 2, pair[0].hasPrefix("FLYWAY_") {
                found[String(pair[0].dropFirst(7))] = pair[1]
            }
        }
        if let locations = found.removeValue(forKey: "LOCATIONS") { found["locations"] = locations }
        return found
    }

    /// The words of its command.
    private static func words(_ service: [String: String]) -> [String] {
        service.filter { $0.key == "command" || $0.key.hasPrefix("command.") }
            .sorted { $0.key < $1.key }
            .flatMap { $0.value.split { $0.isWhitespace }.map(String.init) }
    }
}
