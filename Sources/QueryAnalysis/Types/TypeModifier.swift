/// Packing and printing of type modifiers, as each type's `typmodin` and `typmodout` functions do.
enum TypeModifier {
    /// The packed modifier of a type for constants written in parentheses after its name;
    /// nil where the server would reject them.
    static func pack(_ values: [Int32], for type: BuiltinType) -> Int32? {
        guard let first = values.first else { return -1 }
        switch type {
        case .varchar, .bpchar: return first + 4
        case .bit, .varbit, .time, .timetz, .timestamp, .timestamptz: return first
        case .numeric:
            let scale = values.count > 1 ? values[1] : 0
            return ((first << 16) | (scale & 0x7FF)) + 4
        case .interval:
            // INTERVAL_FULL_RANGE with a precision, or a field mask and perhaps a precision.
            return values.count > 1
                ? (first & 0x7FFF) << 16 | (values[1] & 0xFFFF) : (first & 0x7FFF) << 16 | 0xFFFF
        default: return nil
        }
    }

    /// What `format_type()` appends to (or, for times, puts inside) a type's name.
    static func text(_ modifier: Int32, of type: BuiltinType) -> String {
        guard modifier >= 0 else { return "" }
        switch type {
        case .varchar, .bpchar: return modifier > 4 ? "(\(modifier - 4))" : ""
        case .bit, .varbit, .time, .timetz, .timestamp, .timestamptz: return "(\(modifier))"
        case .numeric:
            let packed = modifier - 4
            let scale = ((packed & 0x7FF) ^ 1024) - 1024
            return "(\((packed >> 16) & 0xFFFF),\(scale))"
        case .interval: return intervalText(modifier)
        default: return "(\(modifier))"
        }
    }

    /// `intervaltypmodout` (`src/backend/utils/adt/timestamp.c`).
    private static func intervalText(_ modifier: Int32) -> String {
        let mask = (modifier >> 16) & 0x7FFF
        let precision = modifier & 0xFFFF
        let digits = precision == 0xFFFF ? "" : "(\(precision))"
        return (intervalFields[mask] ?? "") + digits
    }

    private static let (month, year, day, hour, minute, second):
        (Int32, Int32, Int32, Int32, Int32, Int32) = (
            1 << 1, 1 << 2, 1 << 3, 1 << 10, 1 << 11, 1 << 12
        )

    private static let intervalFields: [Int32: String] = [
        year: " year", month: " month", day: " day", hour: " hour", minute: " minute",
        second: " second",
        year | month: " year to month", day | hour: " day to hour",
        day | hour | minute: " day to minute",
        day | hour | minute | second: " day to second", hour | minute: " hour to minute",
        hour | minute | second: " hour to second", minute | second: " minute to second",
    ]
}
