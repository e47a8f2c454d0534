import ParseTree
public import SchemaCatalog

extension DynamicSQL {
    /// Texts go through PostgreSQL's grammar; bodies in PL/pgSQL and SQL are read, those in other
    /// languages are not.
    public static let grammar = DynamicSQL(
        statements: { text in
            // A text that the grammar rejects is none; the fold says where.
            try? StatementReader.readAll(text)
        },
        procedure: { body, language in
            switch language.lowercased() {
            case "plpgsql": ProcedureReader.read(Array(body.utf8))
            case "sql": ProcedureReader.readSQL(body)
            default: nil
            }
        })
}
