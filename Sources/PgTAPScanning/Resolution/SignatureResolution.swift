public import QueryAnalysis
import Synchronization

/// What the server makes of a call of a pgTAP function.
public enum SignatureResolution: Sendable, Hashable {
    case resolved(Signature)
    /// Several overloads fit equally: SQLSTATE 42725, the test dies here.
    case ambiguous
    /// None fits: SQLSTATE 42883.
    case undefined
    /// A polymorphic argument without a type: SQLSTATE 42804.
    case indeterminate

    /// The name in JSON.
    public var name: String {
        switch self {
        case .resolved: "resolved"
        case .ambiguous: "ambiguous"
        case .undefined: "undefined"
        case .indeterminate: "indeterminate"
        }
    }

    /// Resolves a call of `name` with arguments of these types, by position.
    public static func resolve(_ name: String, _ arguments: [SQLType]) -> SignatureResolution {
        let overloads = SignatureTable.shared[name]
        switch OverloadResolver().resolve(overloads.map(\.candidate), arguments: arguments) {
        case .resolved(let index): return .resolved(overloads[index])
        case .ambiguous: return .ambiguous
        case .undefined: return .undefined
        case .indeterminate: return .indeterminate
        }
    }
}

/// Resolutions already made: test files repeat a few shapes endlessly, and one another's.
struct ResolutionMemo {
    /// Shapes by the function's number: few a function, so that comparing them is less than hashing
    /// one.
    private typealias Shapes = [[(types: [SQLType], resolution: SignatureResolution)]]

    private static let none = Shapes(repeating: [], count: SignatureTable.shared.names.count)
    /// What was known to all scanners when this one last asked, and what it has found since.
    private var known: Shapes
    private static let shared = Mutex<Shapes>(none)

    init() { known = Self.shared.withLock { $0 } }

    /// - Parameter function: Its number among the names of ``SignatureTable``.
    mutating func resolve(_ function: Int, _ types: [SQLType]) -> SignatureResolution {
        if let found = known[function].first(where: { $0.types == types }) {
            return found.resolution
        }
        return find(function, types)
    }

    /// Of a call with these arguments; those whose type is not known are likely text.
    mutating func resolve(_ function: Int, _ arguments: [Argument]) -> SignatureResolution {
        // In place: a list of the types of each call is one more for the allocator.
        let found = known[function].first { shape in
            shape.types.count == arguments.count
                && arguments.indices.allSatisfy {
                    shape.types[$0] == arguments[$0].type ?? .unknown
                }
        }
        return found?.resolution ?? find(function, arguments.map { $0.type ?? .unknown })
    }

    private mutating func find(_ function: Int, _ types: [SQLType]) -> SignatureResolution {
        let resolution = SignatureResolution.resolve(SignatureTable.shared.names[function], types)
        known = Self.shared.withLock { shapes in
            if !shapes[function].contains(where: { $0.types == types }) {
                shapes[function].append((types, resolution))
            }
            return shapes
        }
        return resolution
    }

    /// Of a function by its name; undefined where pgTAP has none of that name.
    mutating func resolve(_ name: String, _ types: [SQLType]) -> SignatureResolution {
        SignatureTable.shared.number(of: name).map { resolve($0, types) } ?? .undefined
    }
}
