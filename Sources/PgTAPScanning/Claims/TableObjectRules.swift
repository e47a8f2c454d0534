import SchemaCatalog

/// Assertions about triggers, policies and rules.
enum TableObjectRules {
    static func outcome(_ context: ClaimContext) -> ClaimOutcome {
        guard let table = context.text(.table), let name = context.subjectText,
            let kind = context.signature.subjectKind
        else { return .unknown }
        var relations = context.relations(ObjectKind.relations, table)
        // A platform's table may be known from keys that refer to it.
        if relations.allSatisfy({ $0.origin != .schema }),
            let function = external(name, on: table, context)
        {
            return .proves([Claim(function, .existence)])
        }
        guard !relations.isEmpty else {
            return missing(ClaimRules.missing(.table, table, context), context)
        }
        // In every schema, the table that has it.
        if relations.count > 1 {
            relations = relations.filter { context.child([kind], of: $0, name) != nil }
        }
        guard relations.count == 1 else { return .unknown }
        guard let object = context.child([kind], of: relations[0], name) else {
            return missing(
                .missing(
                    "\(kind.rawValue) \"\(name)\" on \"\(table)\" does not exist", name: name,
                    nearest: NearMissRules.nearest(name, [kind], relations, context)), context)
        }
        switch context.signature.aspect {
        case .existence: return .proves([Claim(object.id, .existence)])
        case .function: return function(object, context)
        case .command:
            return ClaimRules.compare(
                object, .command, .text((context.text(.command) ?? "").uppercased()), context)
        case .roles: return roles(object, context)
        default: return .undecided([Claim(object.id, .existence)])
        }
    }

    /// The function of a trigger on a table that no migration makes (`auth.users`): without it
    /// there would be no trigger.
    private static func external(_ name: String, on table: String, _ context: ClaimContext)
        -> ObjectID?
    {
        let triggers = context.schemas().flatMap {
            context.catalog.externalTriggers(ofSchema: $0, relation: table)
        }
        guard let trigger = triggers.first(where: { $0.id.name == name }),
            case .text(let text)? = trigger.facets[.function], let dot = text.firstIndex(of: ".")
        else { return nil }
        let (schema, function) = (String(text[..<dot]), text[text.index(after: dot)...])
        let given = context.text(.function)
        guard given.map({ $0 == function }) ?? true else { return nil }
        return context.catalog.objects(inSchema: schema, named: String(function)).first {
            $0.id.kind == .function
        }?.id
    }

    /// `policy_roles_are` passes without the policy where it names no role.
    private static func missing(_ outcome: ClaimOutcome, _ context: ClaimContext) -> ClaimOutcome {
        context.signature.aspect == .roles && context.list(.roles) == []
            ? .passesWithout(context.text(.table) ?? "", missing: context.text(.policy)) : outcome
    }

    private static func function(_ trigger: CatalogObject, _ context: ClaimContext) -> ClaimOutcome
    {
        guard let name = context.text(.function),
            case .text(let actual)? = trigger.facets[.function]
        else {
            return .undecided([Claim(trigger.id, .existence)])
        }
        let schemas = context.has(.funcschema) ? [context.text(.funcschema)] : context.schemas()
        guard schemas.contains(where: { $0.map { "\($0).\(name)" } == actual }) else {
            return .fails(
                "trigger \"\(trigger.id.name)\" calls \(actual)(), not \(name)()",
                name: trigger.id.name, about: [Claim(trigger.id, .function)])
        }
        return .proves([Claim(trigger.id, .function)])
    }

    /// pgTAP sees PUBLIC as no role at all.
    private static func roles(_ policy: CatalogObject, _ context: ClaimContext) -> ClaimOutcome {
        guard let wanted = context.list(.roles), case .list(let actual)? = policy.facets[.roles]
        else {
            return .undecided([Claim(policy.id, .existence)])
        }
        guard Set(wanted) == Set(actual.filter { $0 != "public" }) else {
            let name = policy.id.name
            return .fails(
                actual == ["public"]
                    ? "policy \"\(name)\" is for PUBLIC, which pgTAP sees as no role: ARRAY[]::name[]"
                    : "policy \"\(name)\" is for (\(actual.joined(separator: ", "))), not (\(wanted.joined(separator: ", ")))",
                name: name, about: [Claim(policy.id, .roles)])
        }
        return .proves([Claim(policy.id, .roles)])
    }
}
