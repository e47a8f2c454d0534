import SQLText
import SchemaCatalog

extension JSONWriter {
    /// The five keys that identify an object.
    mutating func identity(_ id: ObjectID) {
        key("kind")
        string(id.kind.rawValue)
        key("schema")
        string(id.schema)
        key("relation")
        string(id.relation)
        key("name")
        string(id.name)
        key("arguments")
        strings(id.arguments)
    }

    mutating func value(_ value: FacetValue?) {
        switch value {
        case .text(let text)?: string(text)
        case .list(let items)?: strings(items)
        case .unknown?: string("unknown")
        case .null?, nil: null()
        }
    }

    mutating func place(_ location: SourceLocation?) {
        key("file")
        string(location?.file)
        key("line")
        if let line = location?.line { number(line) } else { null() }
        key("column")
        if let column = location?.column { number(column) } else { null() }
    }

    mutating func diagnostic(_ diagnostic: Diagnostic) {
        object { writer in
            writer.key("rule")
            writer.string(diagnostic.rule)
            writer.key("severity")
            writer.string(diagnostic.severity.name)
            writer.key("message")
            writer.string(diagnostic.message)
            writer.place(diagnostic.location)
            writer.key("endLine")
            if let line = diagnostic.endLine { writer.number(line) } else { writer.null() }
            writer.key("endColumn")
            if let column = diagnostic.endColumn { writer.number(column) } else { writer.null() }
        }
    }
}
