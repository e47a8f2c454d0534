import SQLSyntax
/// A column of a change (`liquibase.change.ColumnConfig`), and its constraints.
struct LiquibaseColumn {
    let element: MarkupElement
    let name: String
    let type: LiquibaseType?
    private let constraints: MarkupElement?

    init(_ element: MarkupElement, of change: LiquibaseChange) throws(IncompleteChange) {
        guard let name = element.text("name") else {
            throw change.lacks("the name of a column", line: element.line)
        }
        self.name = name
        self.element = element
        type = element.text("type").map(LiquibaseType.init)
        constraints = element.children.first { $0.name == "constraints" }
    }

    var line: Int { element.line }
    var remarks: String? { element.text("remarks") }

    // MARK: - Constraints

    var isNotNull: Bool { constraints?.truth("nullable") == false }
    var isPrimaryKey: Bool { constraints?.truth("primaryKey") == true }
    var isUnique: Bool { constraints?.truth("unique") == true }

    /// A value of its constraints.
    func constraint(_ name: String) -> String? { constraints?.text(name) }

    /// Whether a value of its constraints is `true`.
    func isConstraint(_ name: String) -> Bool { constraints?.truth(name) == true }

    /// What its foreign key refers to, as SQL; nil for none.
    func references(_ quoting: LiquibaseQuoting) -> String? {
        if let references = constraint("references") { return references }
        guard let table = constraint("referencedTableName"),
            let columns = constraint("referencedColumnNames")
        else { return nil }
        let schema = constraint("referencedTableSchemaName").map { quoting.escape($0) + "." } ?? ""
        return "\(schema)\(quoting.escape(table))(\(quoting.list(columns)))"
    }

    /// DEFERRABLE and the like, which are the same for all of its constraints.
    var deferral: String {
        (isConstraint("deferrable") ? " DEFERRABLE" : "")
            + (isConstraint("initiallyDeferred") ? " INITIALLY DEFERRED" : "")
    }

    // MARK: - Numbers of their own

    /// Whether the change itself asks for numbers, whatever the type.
    var asksForNumbers: Bool {
        element.truth("autoIncrement") == true
            || element.text("defaultValueNumeric") == "GENERATED_BY_DEFAULT"
    }

    /// `GENERATED … AS IDENTITY`, with where it starts and how it goes on.
    var identity: String {
        var options: [String] = []
        if let start = element.text("startWith"), start != "1" {
            options.append("START WITH \(start)")
        }
        if let step = element.text("incrementBy"), step != "1" {
            options.append("INCREMENT BY \(step)")
        }
        return " GENERATED \(element.text("generationType") ?? "BY DEFAULT") AS IDENTITY"
            + (options.isEmpty ? "" : " (\(options.joined(separator: " ")))")
    }

    // MARK: - Values

    /// ` DEFAULT …`; empty for none.
    func defaultClause(_ quoting: LiquibaseQuoting) -> String {
        guard let value = LiquibaseValue(element, "defaultValue") else { return "" }
        let text = value.sql(type, quoting)
        return text.hasPrefix("GENERATED ALWAYS ") ? " " + text : " DEFAULT " + text
    }

    /// What rows get (`value`, `valueNumeric`, …); nil for none.
    func value(_ quoting: LiquibaseQuoting) -> String? {
        if let value = LiquibaseValue(element, "value") { return value.sql(nil, quoting) }
        let text = element.text.trimmed
        return text.isEmpty || element.attributes.isEmpty ? nil : QuotedLiteral.quote(text)
    }
}

/// A value of a column in one of its forms: `value`, `valueNumeric`, `valueBoolean`, …, or the same
/// with `defaultValue`.
struct LiquibaseValue {
    private enum Form {
        case text, boolean(Bool), number, date, computed, nextValue, currentValue, file
    }

    private let form: Form
    private let text: String

    /// - Parameter prefix: `value` or `defaultValue`.
    init?(_ element: MarkupElement, _ prefix: String) {
        func value(_ suffix: String) -> String? {
            element.text(prefix + suffix).flatMap { $0.lowercased() == "null" ? nil : $0 }
        }
        // An empty text is a value, too; one of blanks is.
        if let text = element.value(prefix) {
            (form, self.text) = (.text, text)
        } else if let flag = element.truth(prefix + "Boolean") {
            (form, text) = (.boolean(flag), flag ? "true" : "false")
        } else if let number = value("Numeric"), number != "GENERATED_BY_DEFAULT" {
            let bare =
                number.hasPrefix("(") && number.hasSuffix(")")
                ? String(number.dropFirst().dropLast()) : number
            (form, text) = (Double(bare) == nil ? .computed : .number, bare)
        } else if let date = value("Date") {
            let isDate = date.first?.isNumber ?? false
            (form, text) = (isDate ? .date : .computed, date)
        } else if let computed = value("Computed") {
            (form, text) = (.computed, computed)
        } else if let sequence = value("SequenceNext") {
            (form, text) = (.nextValue, sequence)
        } else if let sequence = value("SequenceCurrent") {
            (form, text) = (.currentValue, sequence)
        } else if let file = value("ClobFile") ?? value("BlobFile") {
            (form, text) = (.file, file)
        } else {
            return nil
        }
    }

    /// The sequence of which it is the next number.
    var sequence: String? {
        if case .nextValue = form { text } else { nil }
    }

    /// - Parameter type: The column's; nil where the value's own decides.
    func sql(_ type: LiquibaseType?, _ quoting: LiquibaseQuoting) -> String {
        switch form {
        case .text:
            if let type { return type.literal(text) }
            if text.lowercased() == "null" { return "NULL" }
            return text.lowercased() == "now()" ? text : QuotedLiteral.quote(text)
        case .boolean(let flag): return (type ?? LiquibaseType("boolean")).literal(flag)
        case .number: return type?.literal(text) ?? text
        case .date: return QuotedLiteral.quote(text.replacing("T", with: " "))
        case .computed:
            let lower = text.lowercased()
            return lower.hasPrefix("current_timestamp") || lower.hasPrefix("current_datetime")
                ? "NOW()" : text
        case .nextValue: return "nextval('\(Self.sequence(text, quoting))')"
        case .currentValue: return "currval('\(Self.sequence(text, quoting))')"
        // What is in the file is no fact of the schema.
        case .file: return "pg_read_file(\(QuotedLiteral.quote(text)))"
        }
    }

    /// `schema.name` or `name`.
    private static func sequence(_ text: String, _ quoting: LiquibaseQuoting) -> String {
        text.split(separator: ".").map { quoting.escape(String($0)) }.joined(separator: ".")
    }
}
