import QueryAnalysis
import SQLText

/// The functions that the text of an expression calls: a CHECK, a default, an index.
enum ExpressionCalls {
    /// Words before parentheses; some are none of a function (`IN (`).
    static func names(in expression: String) -> [(schema: String?, name: String)] {
        let bytes = Array(expression.utf8)
        var (splitter, tokens) = (StatementSplitter(.sql), [Token]())
        var found: [(schema: String?, name: String)] = []
        while splitter.next(in: bytes.span, tokens: &tokens) != nil {
            for (index, token) in tokens.enumerated().dropLast()
            where tokens[index + 1].kind == .openParen {
                guard let name = try? bytes.span.identifier(token) else { continue }
                let isQualified = index > 1 && tokens[index - 1].kind == .dot
                let schema = isQualified ? try? bytes.span.identifier(tokens[index - 2]) : nil
                found.append((schema, name))
            }
        }
        return found
    }

    /// Functions of the schema among them: without one that is the only one of its name the
    /// expression could not be.
    static func routines(in expression: FacetValue?, _ catalog: Catalog) -> [ObjectID] {
        guard case .text(let text)? = expression, text.contains("(") else { return [] }
        return names(in: text).compactMap { call -> ObjectID? in
            if call.schema == nil, ServerFunctionResult.exists(call.name) { return nil }
            for schema in call.schema.map({ [$0] }) ?? catalog.searchPath {
                let own = catalog.objects([.function], inSchema: schema, named: call.name)
                if !own.isEmpty { return own.count == 1 ? own[0].id : nil }
            }
            return nil
        }
    }
}
