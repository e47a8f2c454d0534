/// What must hold before a changeset runs, as far as files tell: for which databases it is.
struct LiquibasePreconditions {
    /// False where the changeset is passed over, for whatever the database holds.
    let mayHold: Bool

    init(_ changeSet: MarkupElement) {
        mayHold = changeSet.children.filter { $0.name == "preConditions" }.allSatisfy {
            $0.text("onFail")?.uppercased() == "WARN" || Self.all($0.children) != false
        }
    }

    /// Nil where it hangs on what the database holds.
    private static func holds(_ condition: MarkupElement) -> Bool? {
        switch condition.name {
        case "and": all(condition.children)
        case "or": any(condition.children)
        case "not": all(condition.children).map { !$0 }
        case "dbms": condition.text("type").map(LiquibaseDatabases.includePostgres)
        default: nil
        }
    }

    private static func all(_ conditions: [MarkupElement]) -> Bool? {
        let values = conditions.map(holds)
        return values.contains(false) ? false : values.contains(nil) ? nil : true
    }

    private static func any(_ conditions: [MarkupElement]) -> Bool? {
        let values = conditions.map(holds)
        return values.contains(true) ? true : values.contains(nil) ? nil : values.isEmpty
    }
}
