/// What the name of a file says of it (flyway-core, `ResourceNameParser`): the longest prefix that
/// fits decides, and what stands before the separator must be a version, or nothing.
enum FlywayName {
    case versioned(FlywayVersion)
    case repeatable(description: String)
    case baseline(FlywayVersion)
    case undo
    case callback(FlywayEvent, description: String)

    /// Nil for a name that Flyway does not know.
    init?(_ name: String, _ settings: FlywaySettings) {
        let lowered = name.lowercased()
        guard let suffix = settings.suffixes.first(where: { lowered.hasSuffix($0.lowercased()) })
        else { return nil }
        let stem = String(name.dropLast(suffix.count))
        let own: [(String, Form)] = [
            (settings.versioned, .versioned), (settings.repeatable, .repeatable),
            (settings.baseline, .baseline), (settings.undo, .undo),
        ]
        let prefixes = own + FlywayEvent.allCases.map { ($0.rawValue, .callback($0)) }
        guard
            let (prefix, form) = prefixes.filter({ stem.hasPrefix($0.0) })
                .max(by: { $0.0.utf8.count < $1.0.utf8.count })
        else { return nil }
        let rest = String(stem.dropFirst(prefix.count))
        let split = rest.firstRange(of: settings.separator)
        let head = split.map { String(rest[..<$0.lowerBound]) } ?? rest
        let description = split.map {
            String(rest[$0.upperBound...]).replacing("_", with: " ")
        }
        self.init(form, head, description ?? "")
    }

    private enum Form {
        case versioned, repeatable, baseline, undo
        case callback(FlywayEvent)
    }

    private init?(_ form: Form, _ head: String, _ description: String) {
        switch form {
        case .versioned, .baseline, .undo:
            guard let version = FlywayVersion(head) else { return nil }
            switch form {
            case .versioned: self = .versioned(version)
            case .baseline: self = .baseline(version)
            default: self = .undo
            }
        case .repeatable:
            guard head.isEmpty else { return nil }
            self = .repeatable(description: description)
        case .callback(let event):
            guard head.isEmpty else { return nil }
            self = .callback(event, description: description)
        }
    }
}
