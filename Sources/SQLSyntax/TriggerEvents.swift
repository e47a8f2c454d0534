/// The commands that fire a trigger (`src/include/catalog/pg_trigger.h`).
public struct TriggerEvents: OptionSet, Sendable, Hashable {
    public let rawValue: Int16

    public init(rawValue: Int16) { self.rawValue = rawValue }

    public static let insert = TriggerEvents(rawValue: 1 << 2)
    public static let delete = TriggerEvents(rawValue: 1 << 3)
    public static let update = TriggerEvents(rawValue: 1 << 4)
    public static let truncate = TriggerEvents(rawValue: 1 << 5)
}
