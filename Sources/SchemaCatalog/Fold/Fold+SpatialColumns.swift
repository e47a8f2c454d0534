import SQLSyntax

extension CatalogFold {
    /// PostGIS' functions that add a column to a table, or take one away, as ALTER TABLE does
    /// (`postgis.sql.in`, `AddGeometryColumn`, `DropGeometryColumn`).
    mutating func changeSpatialColumn(_ expression: Expression) {
        guard case .call(let call) = expression else { return }
        let arguments = call.arguments
        switch call.name.name {
        case "addgeometrycolumn":
            let hasOption = if case .boolean? = arguments.last { true } else { false }
            let rest = hasOption ? Array(arguments.dropLast()) : arguments
            guard rest.count > 4, !hasOption || arguments.last == .boolean(true),
                let path = Self.texts(rest.dropLast(3)), let table = Self.spatialTable(path),
                let column = path.last, case .string(let shape) = rest[rest.count - 2],
                case .integer(let dimensions) = rest[rest.count - 1]
            else { return }
            let type = TypeName(
                QualifiedName(nil, "geometry"),
                modifiers: [
                    .string(Self.shape(shape, dimensions)), rest[rest.count - 3],
                ])
            alter(table, .addColumn(ColumnDefinition(column, type), ifNotExists: false))
        case "dropgeometrycolumn":
            guard let path = Self.texts(arguments[...]), let table = Self.spatialTable(path),
                let column = path.last
            else { return }
            alter(table, .dropColumn(column, ifExists: false, .restrict))
        default: break
        }
    }

    private mutating func alter(_ table: QualifiedName, _ action: AlterTable.Action) {
        alterTable(AlterTable(table, .table, ifExists: false, only: false, actions: [action]))
    }

    private static func texts(_ arguments: ArraySlice<Expression>) -> [String]? {
        let texts = arguments.compactMap { argument -> String? in
            if case .string(let text) = argument { text } else { nil }
        }
        return texts.count == arguments.count ? texts : nil
    }

    /// Of `[[catalog,] schema,] table, column`.
    private static func spatialTable(_ path: [String]) -> QualifiedName? {
        guard (2...4).contains(path.count) else { return nil }
        let schema = path.count > 2 ? path[path.count - 3] : ""
        return QualifiedName(schema.isEmpty ? nil : schema, path[path.count - 2])
    }

    /// The shape with the letters of its further dimensions (`postgis_type_name`).
    private static func shape(_ name: String, _ dimensions: Int32) -> String {
        switch dimensions {
        case 3 where !name.lowercased().hasSuffix("m"): name + "Z"
        case 4: name + "ZM"
        default: name
        }
    }
}
