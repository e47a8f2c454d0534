/// A type as expressions have it: a base type, whether it is an array of it, and its modifier.
public struct SQLType: Sendable, Hashable {
    /// What the type, or the array's element, is.
    public var base: Base
    /// Whether it is an array of the type; how many dimensions PostgreSQL does not keep.
    public var isArray: Bool
    /// `atttypmod`: -1 without a modifier, else as the type's own input function packs it.
    public var modifier: Int32

    /// A type of the server, or one of the schema.
    public enum Base: Sendable, Hashable {
        case builtin(BuiltinType)
        /// A type of the schema, under the handle that the ``Scope`` gave it.
        case user(Int)
    }

    /// Makes a type.
    public init(_ base: Base, isArray: Bool = false, modifier: Int32 = -1) {
        self.base = base
        self.isArray = isArray
        self.modifier = modifier
    }

    /// Makes a type of the server.
    public init(_ builtin: BuiltinType, isArray: Bool = false, modifier: Int32 = -1) {
        self.init(.builtin(builtin), isArray: isArray, modifier: modifier)
    }

    /// All of it in one number: types are hashed by the thousand as arguments of calls.
    public func hash(into hasher: inout Hasher) {
        let number =
            switch base {
            case .builtin(let type): Int(type.index) << 1
            case .user(let handle): handle << 9 | 1
            }
        hasher.combine(number << 33 ^ Int(modifier) << 1 ^ (isArray ? 1 : 0))
    }

    /// From `pg_type.typname`, where a leading underscore is an array.
    init?(catalogName name: Substring) {
        if let type = BuiltinType(String(name)) {
            self.init(type)
        } else if name.hasPrefix("_"), let element = BuiltinType(String(name.dropFirst())) {
            self.init(element, isArray: true)
        } else {
            return nil
        }
    }

    /// The type of a literal before anything gives it one.
    public static let unknown = SQLType(.unknown)

    /// The same type without its modifier.
    public var withoutModifier: SQLType { SQLType(base, isArray: isArray) }
    /// The array of this type; an array is its own array, as PostgreSQL has but one level.
    public var array: SQLType { SQLType(base, isArray: true, modifier: modifier) }
    /// The element of an array type.
    public var element: SQLType { SQLType(base, isArray: false, modifier: modifier) }

    /// The server's type, where it is one and no array.
    public var builtin: BuiltinType? {
        if !isArray, case .builtin(let type) = base { type } else { nil }
    }

    /// Whether it is exactly this type of the server, modifiers aside.
    public func `is`(_ type: BuiltinType) -> Bool { builtin == type }
}
