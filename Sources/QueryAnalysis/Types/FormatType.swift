extension SQLType {
    /// The type's name as `format_type()` prints it, with the modifier where there is one
    /// (`src/backend/utils/adt/format_type.c`). `userTypeName` prints a type of the schema;
    /// `modifierGiven` is false where the server prints bare types (function signatures), true for
    /// columns and casts, where `-1` says that there is no modifier.
    public func formatted(modifierGiven: Bool = true, userTypeName: (Int) -> String) -> String {
        let name =
            switch base {
            case .user(let handle):
                Self.name(userTypeName(handle), modifier: modifier)
            case .builtin(let type):
                Self.name(of: type, modifier: modifier, modifierGiven: modifierGiven)
            }
        return isArray ? name + "[]" : name
    }

    private static func name(_ userType: String, modifier: Int32) -> String {
        userType + ExtensionTypeModifier.text(modifier, ofTypeNamed: userType)
    }

    private static func name(of type: BuiltinType, modifier: Int32, modifierGiven: Bool) -> String {
        let suffix = TypeModifier.text(modifier, of: type)
        switch type {
        case .bool: return "boolean"
        case .int2: return "smallint"
        case .int4: return "integer"
        case .int8: return "bigint"
        case .float4: return "real"
        case .float8: return "double precision"
        case .varchar: return "character varying" + suffix
        // `character` and `bit` in a column or cast would mean a length of one.
        case .bpchar: return modifier < 0 && modifierGiven ? "bpchar" : "character" + suffix
        case .char: return "\"char\""
        case .bit: return modifier < 0 && modifierGiven ? "\"bit\"" : "bit" + suffix
        case .varbit: return "bit varying" + suffix
        case .time: return "time" + suffix + " without time zone"
        case .timetz: return "time" + suffix + " with time zone"
        case .timestamp: return "timestamp" + suffix + " without time zone"
        case .timestamptz: return "timestamp" + suffix + " with time zone"
        case .any: return "\"any\""
        default: return type.name + suffix
        }
    }
}
