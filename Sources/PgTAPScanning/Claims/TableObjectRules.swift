import SchemaCatalog

/// Assertions about triggers, policies and rules.
enum TableObjectRules {
    static func outcome(_ context: ClaimContext) -> ClaimOutcome {
        let subject = context.signature.subject
        guard let table = context.text("table"), let name = context.text(subject), let kind = ObjectKind(rawValue: subject) else { return .unknown }
        guard let relation = context.find(ObjectKind.relations, table) else { return ClaimRules.missing("table", table, context) }
        guard let object = context.child([kind], of: relation, name) else {
            // A missing policy is for nobody, which pgTAP cannot tell from PUBLIC.
            if context.signature.aspect == "roles", context.list("roles") == [] { return .passesWithout(table, missing: name) }
            return .missing("\(subject) \"\(name)\" on \"\(relation.id.name)\" does not exist", name: name)
        }
        switch context.signature.aspect {
        case "existence": return .proves([Claim(object.id, .existence)])
        case "function": return function(object, context)
        case "command": return ClaimRules.compare(object, .command, .text((context.text("event") ?? context.text("command") ?? "").uppercased()), context)
        case "roles": return roles(object, context)
        default: return .proves([Claim(object.id, .existence)])
        }
    }

    private static func function(_ trigger: CatalogObject, _ context: ClaimContext) -> ClaimOutcome {
        guard let name = context.text("function"), case .text(let actual)? = trigger.facets[.function] else { return .unknown }
        let schemas = context.has("funcschema") ? [context.text("funcschema")] : context.schemas()
        guard schemas.contains(where: { $0.map { "\($0).\(name)" } == actual }) else {
            return .fails("trigger \"\(trigger.id.name)\" calls \(actual)(), not \(name)()", name: trigger.id.name)
        }
        return .proves([Claim(trigger.id, .function)])
    }

    /// pgTAP sees PUBLIC as no role at all.
    private static func roles(_ policy: CatalogObject, _ context: ClaimContext) -> ClaimOutcome {
        guard let wanted = context.list("roles"), case .list(let actual)? = policy.facets[.roles] else { return .unknown }
        guard Set(wanted) == Set(actual.filter { $0 != "public" }) else {
            return .fails("policy \"\(policy.id.name)\" is for (\(actual.joined(separator: ", "))), not (\(wanted.joined(separator: ", ")))", name: policy.id.name)
        }
        return .proves([Claim(policy.id, .roles)])
    }
}
