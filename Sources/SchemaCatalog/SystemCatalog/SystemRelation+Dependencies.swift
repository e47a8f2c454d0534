import QueryEvaluation

extension SystemRelation {
    /// `pg_depend` (manual, section 53.18). What belongs to an extension is known; of other
    /// dependencies nothing is told.
    static let dependencies = SystemRelation(
        "pg_depend",
        [
            Column("classid", nil) { _, _ in .unknown },
            Column("objid", nil) { item, source in
                source.catalog.index(of: item.object.id).map(Value.object) ?? .unknown
            },
            Column("objsubid", nil) { _, _ in .integer(0) },
            Column("refclassid", nil) { _, _ in .unknown },
            Column("refobjid", nil) { item, source in
                guard case .extension(let name) = item.object.origin else { return .unknown }
                return source.catalog.index(of: ObjectID(.extension, name: name)).map(Value.object)
                    ?? .unknown
            },
            Column("refobjsubid", nil) { _, _ in .integer(0) },
            Column("deptype", nil) { _, _ in .text("e") },
        ],
        untold: ["n", "a", "i", "P", "S", "x", "p"].map { type in
            [.unknown, .unknown, .unknown, .unknown, .unknown, .unknown, .text(type)]
        }
    ) { object in
        if case .extension = object.origin { [Item(object: object)] } else { [] }
    }
}
