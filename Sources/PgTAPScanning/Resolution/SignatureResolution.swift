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
    /// Shapes by the function's name: few a function, so that comparing them is less than hashing
    /// one.
    private typealias Shapes = [String: [(types: [SQLType], resolution: SignatureResolution)]]

    /// Of this scanner alone.
    private var known: Shapes = [:]
    /// Of all scanners; asked once for each shape in a file.
    private static let shared = Mutex<Shapes>([:])

    init() { known.reserveCapacity(40) }

    mutating func resolve(_ name: String, _ types: [SQLType]) -> SignatureResolution {
        if let found = Self.find(known, name, types) { return found }
        let shared = Self.shared.withLock { Self.find($0, name, types) }
        let resolution = shared ?? SignatureResolution.resolve(name, types)
        if shared == nil {
            Self.shared.withLock { $0[name, default: []].append((types, resolution)) }
        }
        known[name, default: []].append((types, resolution))
        return resolution
    }

    private static func find(_ shapes: Shapes, _ name: String, _ types: [SQLType])
        -> SignatureResolution?
    {
        shapes[name]?.first { $0.types == types }?.resolution
    }
}
