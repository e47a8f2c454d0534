import SQLSyntax

/// Packing and printing of the modifiers of types that extensions bring, as their own functions do:
/// PostGIS' (`geometry(Point,4326)`; `gserialized_typmod_in()` and `postgis_typmod_out()`,
/// `postgis/gserialized_typmod.c`), and those that are one number (pgvector's `vector(1536)`).
enum ExtensionTypeModifier {
    /// The packed modifier for what is written in parentheses behind a type's name; -1 for none.
    static func pack(_ values: [Expression], forTypeNamed name: String) -> Int32 {
        switch name {
        case "geometry": shape(values, defaultSystem: 0) ?? -1
        case "geography": shape(values, defaultSystem: 4326) ?? -1
        default:
            if case .integer(let value)? = values.first, values.count == 1 { value } else { -1 }
        }
    }

    /// What stands behind the type's name, which may be qualified, in `format_type()`.
    static func text(_ modifier: Int32, ofTypeNamed name: String) -> String {
        guard modifier >= 0 else { return "" }
        let own = name.split(separator: ".").last
        return own == "geometry" || own == "geography" ? shapeText(modifier) : "(\(modifier))"
    }

    // MARK: - PostGIS

    /// In the order of their numbers (`liblwgeom.h`).
    private static let shapes = [
        "Geometry", "Point", "LineString", "Polygon", "MultiPoint", "MultiLineString",
        "MultiPolygon", "GeometryCollection", "CircularString", "CompoundCurve", "CurvePolygon",
        "MultiCurve", "MultiSurface", "PolyhedralSurface", "Triangle", "Tin",
    ]

    /// The shape, with Z, M or both behind it, and the spatial reference system. A modifier has 20
    /// bits of system, 6 of shape, one for Z and one for M.
    private static func shape(_ values: [Expression], defaultSystem: Int32) -> Int32? {
        guard let first = values.first, let written = word(first) else { return nil }
        var name = written.lowercased()
        var dimensions: Int32 = 0
        for (suffix, bit) in [("m", Int32(1)), ("z", 2)] where name.hasSuffix(suffix) {
            name.removeLast()
            dimensions |= bit
        }
        guard let number = shapes.firstIndex(where: { $0.lowercased() == name }) else { return nil }
        var system = defaultSystem
        if values.count > 1, case .integer(let value) = values[1], value > 0 { system = value }
        let packed = (system & 0xFFFFF) << 8 | Int32(number) << 2 | dimensions
        return packed == 0 ? nil : packed
    }

    private static func word(_ value: Expression) -> String? {
        switch value {
        case .column(let parts) where parts.count == 1: parts[0]
        case .string(let text): text
        default: nil
        }
    }

    private static func shapeText(_ modifier: Int32) -> String {
        let number = Int(modifier >> 2 & 0x3F)
        guard shapes.indices.contains(number) else { return "(\(modifier))" }
        let dimensions = (modifier & 2 != 0 ? "Z" : "") + (modifier & 1 != 0 ? "M" : "")
        let system = modifier >> 8
        return "(\(shapes[number])\(dimensions)\(system == 0 ? "" : ",\(system)"))"
    }
}
