import SQLText

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
            String(rest[$0.upperBound...]).spaced
        }
        self.init(form, head, description ?? "")
    }

    private enum Form {
        case versioned, repeatable, baseline, undo
        case callback(FlywayEvent)
    }

    private init?(_ form: Form, _ head: String, _ description: String) {
        let version = FlywayVersion(head)
        let name: FlywayName? =
            switch form {
            case .versioned: version.map { .versioned($0) }
            case .baseline: version.map { .baseline($0) }
            case .undo: version == nil ? nil : .undo
            case .repeatable: head.isEmpty ? .repeatable(description: description) : nil
            case .callback(let event):
                head.isEmpty ? .callback(event, description: description) : nil
            }
        guard let name else { return nil }
        self = name
    }
}
