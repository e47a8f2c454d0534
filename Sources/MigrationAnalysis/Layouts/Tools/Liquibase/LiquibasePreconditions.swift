import SQLSyntax
import SQLText

/// When a changeset runs (`liquibase.precondition.core`). What hangs on rows, on who is connected or
/// on what ran before is taken to hold: a new database is what is meant to be deployed.
enum LiquibasePreconditions {
    case always
    case never
    /// Where this condition over the server's catalogs holds.
    case when(String)

    init(_ changeSet: MarkupElement, _ quoting: LiquibaseQuoting) {
        let demands = changeSet.children.filter { $0.name == "preConditions" }
        let conditions = demands.map { demand in
            let all = Self.all(demand.children, quoting)
            switch demand.text("onFail")?.uppercased() {
            case "WARN": return Condition.constant(true)
            case "MARK_RAN", "CONTINUE": return all
            // The run ends where it does not hold: what is deployed at all is deployed with it.
            default: return all.isFalse ? all : .constant(true)
            }
        }
        switch Self.and(conditions) {
        case .constant(let holds): self = holds ? .always : .never
        case .sql(let text): self = .when(text)
        case .unknown: self = .always
        }
    }

    private enum Condition {
        case constant(Bool)
        case sql(String)
        case unknown

        var isFalse: Bool { if case .constant(false) = self { true } else { false } }
        var isTrue: Bool { if case .constant(true) = self { true } else { false } }
        var isUnknown: Bool { if case .unknown = self { true } else { false } }
        var text: String? { if case .sql(let text) = self { text } else { nil } }
    }

    private static func all(_ elements: [MarkupElement], _ quoting: LiquibaseQuoting) -> Condition {
        and(elements.compactMap { condition($0, quoting) })
    }

    /// What is not known is taken to hold.
    private static func and(_ conditions: [Condition]) -> Condition {
        if conditions.contains(where: \.isFalse) { return .constant(false) }
        let texts = conditions.compactMap(\.text)
        if !texts.isEmpty { return .sql(texts.joined(separator: " AND ")) }
        return conditions.contains(where: \.isUnknown) ? .unknown : .constant(true)
    }

    private static func or(_ conditions: [Condition]) -> Condition {
        if conditions.isEmpty || conditions.contains(where: \.isTrue) { return .constant(true) }
        if conditions.contains(where: \.isUnknown) { return .unknown }
        let texts = conditions.compactMap(\.text)
        return texts.isEmpty
            ? .constant(false) : .sql("(" + texts.joined(separator: " OR ") + ")")
    }

    private static func not(_ condition: Condition) -> Condition {
        switch condition {
        case .constant(let holds): .constant(!holds)
        case .sql(let text): .sql("NOT (\(text))")
        case .unknown: .unknown
        }
    }

    /// Nil for what is no condition, such as `onFail` in YAML.
    private static func condition(_ element: MarkupElement, _ quoting: LiquibaseQuoting)
        -> Condition?
    {
        func name(_ attribute: String) -> String? {
            element.text(attribute).map { quoting.folded($0) }
        }
        func literal(_ attribute: String) -> String? {
            name(attribute).map(QuotedLiteral.quote)
        }
        /// A relation, of whatever kind: tables, views and indexes share their names.
        func exists(_ attribute: String) -> Condition {
            guard let relation = element.text(attribute) else { return .unknown }
            let schema = element.text("schemaName").map { quoting.escape($0) + "." } ?? ""
            let text = QuotedLiteral.quote(schema + quoting.escape(relation))
            return .sql("to_regclass(\(text)) IS NOT NULL")
        }
        func constraint(_ kind: String, name attribute: String, table: String) -> Condition {
            var conditions = ["contype = '\(kind)'"]
            if let text = literal(attribute) { conditions.append("conname = \(text)") }
            if let table = element.text(table) {
                let schema = element.text("schemaName").map { quoting.escape($0) + "." } ?? ""
                let text = QuotedLiteral.quote(schema + quoting.escape(table))
                conditions.append("conrelid = to_regclass(\(text))")
            }
            guard conditions.count > 1 else { return .unknown }
            return .sql(
                "EXISTS (SELECT 1 FROM pg_constraint WHERE \(conditions.joined(separator: " AND ")))"
            )
        }
        switch element.name {
        case "and": return all(element.children, quoting)
        case "or": return or(element.children.compactMap { condition($0, quoting) })
        case "not": return not(all(element.children, quoting))
        case "dbms":
            return element.text("type").map {
                .constant(LiquibaseDatabases.includePostgres($0))
            }
        case "tableExists": return exists("tableName")
        case "viewExists": return exists("viewName")
        case "sequenceExists": return exists("sequenceName")
        case "indexExists": return exists("indexName")
        case "columnExists":
            guard let table = literal("tableName"), let column = literal("columnName") else {
                return .unknown
            }
            let schema = literal("schemaName") ?? "current_schema()"
            return .sql(
                "EXISTS (SELECT 1 FROM information_schema.columns WHERE table_schema = \(schema) AND table_name = \(table) AND column_name = \(column))"
            )
        case "primaryKeyExists":
            return constraint("p", name: "primaryKeyName", table: "tableName")
        case "foreignKeyConstraintExists":
            return constraint("f", name: "foreignKeyName", table: "foreignKeyTableName")
        case "uniqueConstraintExists":
            return element.text("constraintName") == nil
                ? .unknown : constraint("u", name: "constraintName", table: "tableName")
        case "sqlCheck": return check(element)
        case "onFail", "onError", "onFailMessage", "onErrorMessage", "onSqlOutput": return nil
        default: return .unknown
        }
    }

    /// A query of the catalogs, and what it is to give; one of rows hangs on them.
    private static func check(_ element: MarkupElement) -> Condition {
        let query = (element.text("sql") ?? element.text.trimmed)
        let lower = query.lowercased()
        guard let expected = element.text("expectedResult"), !query.isEmpty,
            lower.holds("information_schema") || lower.holds("pg_")
        else { return .unknown }
        let bare = query.last == ";" ? String(query.dropLast()) : query
        return .sql("(\(bare))::text = \(QuotedLiteral.quote(expected))")
    }
}
