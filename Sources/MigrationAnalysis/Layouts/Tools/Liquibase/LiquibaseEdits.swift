/// What `modifySql` does to the SQL of its changeset (`liquibase.sql.visitor`).
struct LiquibaseEdits {
    private let edits: [MarkupElement]

    /// - Parameter changes: All children of the changeset.
    init(_ changes: [MarkupElement]) {
        edits = changes.filter { $0.name == "modifySql" && $0.isForPostgres }.flatMap(\.children)
    }

    /// Those that are not read: Java's regular expressions.
    var unread: [MarkupElement] { edits.filter { $0.name == "regExpReplace" } }

    func apply(to piece: EmbeddedSQL) -> EmbeddedSQL {
        var text = piece.text
        for edit in edits {
            let value = edit.value("value") ?? ""
            switch edit.name {
            case "prepend": text = value + text
            case "append": text += value
            case "replace":
                if let old = edit.value("replace"), !old.isEmpty {
                    text = text.replacing(old, with: edit.value("with") ?? "")
                }
            default: break
            }
        }
        return EmbeddedSQL(text, line: piece.line)
    }
}
