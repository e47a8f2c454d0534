import SQLText
import SchemaCatalog

/// One element of CREATE TABLE, or one action of ALTER TABLE: a column with its constraints, or a
/// constraint.
public struct TableElement: Sendable, Hashable {
    /// Of a column, or of a named constraint.
    private var name: String?
    /// Of an unnamed constraint.
    private var kind: ObjectKind?
    /// The columns of an unnamed constraint; of a check, every name in it.
    private var columns: [String] = []

    /// Whether the object came with this element.
    func covers(_ object: ObjectID, _ catalog: Catalog) -> Bool {
        guard object.relation != nil, let found = catalog[object] else { return false }
        if let name, Self.isNamed(found, name) { return true }
        guard case .list(let current)? = found.facets[.columns], object.kind != .index else {
            return false
        }
        let written = current.map { Self.names(ofColumn: $0, besides: object, catalog) }
        if kind == .check {
            return object.kind == .check && written.allSatisfy { !$0.isDisjoint(with: columns) }
        }
        if let kind, kind != object.kind { return false }
        let wanted = kind == nil ? [name].compactMap { $0 } : columns
        return written.count == wanted.count && zip(written, wanted).allSatisfy { $0.contains($1) }
    }

    /// Whether it has, or had, this name.
    private static func isNamed(_ object: CatalogObject, _ name: String) -> Bool {
        object.id.name == name || object.provenance.contains { $0.former == name }
    }

    /// The names that a column has had.
    private static func names(ofColumn name: String, besides object: ObjectID, _ catalog: Catalog)
        -> Set<String>
    {
        let column = catalog[
            ObjectID(.column, schema: object.schema, relation: object.relation, name: name)]
        return Set([name] + (column?.provenance.compactMap(\.former) ?? []))
    }

    /// The elements of a statement, each with the bytes that it takes; none where it makes no
    /// table.
    static func elements(_ tokens: [Token], _ bytes: Span<UInt8>) -> [(
        range: Range<Int>, element: TableElement
    )] {
        guard let start = firstElement(tokens, bytes) else { return [] }
        var result: [(range: Range<Int>, element: TableElement)] = []
        var (depth, from) = (0, start)
        for index in start...tokens.count {
            let kind = index < tokens.count ? tokens[index].kind : .endOfFile
            if kind == .openParen || kind == .openBracket { depth += 1 }
            let isEnd = kind == .endOfFile || (kind == .closeParen && depth == 0)
            if isEnd || (kind == .comma && depth == 0) {
                if from < index {
                    result.append(
                        (
                            Int(tokens[from].start)..<Int(tokens[index - 1].end),
                            TableElement(tokens[from..<index], bytes)
                        ))
                }
                from = index + 1
            }
            if isEnd { break }
            if kind == .closeParen || kind == .closeBracket { depth -= 1 }
        }
        return result
    }

    private static let beforeTable: [StaticString] = ["if", "exists", "only"]
    private static let beforeElement: [StaticString] = [
        "add", "column", "alter", "if", "not", "exists",
    ]

    /// Behind `CREATE … TABLE name (`, or `ALTER TABLE name`.
    private static func firstElement(_ tokens: [Token], _ bytes: Span<UInt8>) -> Int? {
        guard let first = tokens.first,
            let table = tokens.prefix(5).firstIndex(where: { bytes.isKeyword("table", $0) })
        else { return nil }
        if bytes.isKeyword("create", first) {
            return tokens.firstIndex { $0.kind == .openParen }.map { $0 + 1 }
        }
        guard bytes.isKeyword("alter", first) else { return nil }
        var index = table + 1
        while index < tokens.count,
            Self.beforeTable.contains(where: { bytes.isKeyword($0, tokens[index]) })
        { index += 1 }
        while index + 1 < tokens.count, tokens[index + 1].kind == .dot { index += 2 }
        return index + 1 < tokens.count ? index + 1 : nil
    }

    private init(_ tokens: ArraySlice<Token>, _ bytes: Span<UInt8>) {
        var rest = tokens.drop { token in Self.beforeElement.contains { bytes.isKeyword($0, token) }
        }
        guard let first = rest.first else { return }
        if bytes.isKeyword("constraint", first) {
            rest = rest.dropFirst()
        } else {
            kind = Self.constraint(first, bytes)
        }
        guard kind != nil else {
            name = rest.first.flatMap { try? bytes.identifier($0) }
            return
        }
        let inside = rest.drop { $0.kind != .openParen }.dropFirst().prefix {
            kind == .check || $0.kind != .closeParen
        }
        columns = inside.compactMap { try? bytes.identifier($0) }
    }

    private static func constraint(_ token: Token, _ bytes: Span<UInt8>) -> ObjectKind? {
        let kinds: [(StaticString, ObjectKind)] = [
            ("primary", .primaryKey), ("unique", .unique), ("foreign", .foreignKey),
            ("check", .check), ("exclude", .exclusion),
        ]
        return kinds.first { bytes.isKeyword($0.0, token) }?.1
    }
}
