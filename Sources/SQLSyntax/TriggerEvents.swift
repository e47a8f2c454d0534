/// The commands that fire a trigger (`src/include/catalog/pg_trigger.h`), and whether that waits
/// for the transaction's end.
public struct TriggerEvents: OptionSet, Sendable, Hashable {
    /// The bits of `pg_trigger.tgtype` that stand for commands.
    public let rawValue: Int16

    /// Takes those bits; others mean nothing here.
    public init(rawValue: Int16) { self.rawValue = rawValue }

    /// INSERT.
    public static let insert = TriggerEvents(rawValue: 1 << 2)
    /// DELETE.
    public static let delete = TriggerEvents(rawValue: 1 << 3)
    /// UPDATE, with or without columns.
    public static let update = TriggerEvents(rawValue: 1 << 4)
    /// TRUNCATE.
    public static let truncate = TriggerEvents(rawValue: 1 << 5)
    /// `INITIALLY DEFERRED` (`pg_trigger.tginitdeferred`): none of `tgtype`'s bits.
    public static let deferred = TriggerEvents(rawValue: 1 << 14)
}
