public import SQLSyntax

/// What the statements that define an object say of it beside its facets: what evidence and queries
/// over the server's catalogs ask for, and no test is owed for.
public struct ObjectDefinition: Sendable, Hashable {
    /// Of a view, policy or trigger: the columns, relations and routines that its query or its
    /// conditions use. Of an extension: the schema that its members are in. Of an operator, a cast,
    /// an event trigger or an aggregate, where files tell it: the functions that it is made with.
    public var reads: [ObjectID]
    /// Of a policy: USING and WITH CHECK as written, over the names of its own time. Of a trigger:
    /// WHEN. Of an exclusion: by element, the operator that must not hold between its values in two
    /// rows, over the element twice. Of a column whose default cannot be printed (`auth.uid()`, which is the platform's): that.
    /// Of a domain: its default, unless that is NULL.
    public var conditions: [Expression]
    /// Of a routine, where files tell it.
    public var body: RoutineBody?
    /// Of a trigger: the commands that fire it; nil where it cannot be told.
    public var events: TriggerEvents?
    /// Of a trigger: the columns of `UPDATE OF`; none where any UPDATE fires it.
    public var updateColumns: [String]
    /// Of a table: whether its rows can be changed only while it has its primary key, because a
    /// publication says which they were.
    public var isPublishedByKey: Bool
    /// Of a view: whether what it reads is read as whoever asks, and not as its owner.
    public var isInvoker: Bool
    /// Of a policy: whether it lets nothing through, but keeps back what others let through.
    public var isRestrictive: Bool
    /// Of a constraint: whether rows from before it may break it.
    public var isNotValid: Bool
    /// Of a check: whether children of its table are without it.
    public var isNoInherit: Bool
    /// Of an index: the columns that it holds beside those that it is on (INCLUDE).
    public var included: [String]
    /// Of a routine: whether the last of its arguments stands for as many as are given.
    public var isVariadic: Bool

    /// Makes a definition; what is left out is not so, or not known.
    public init(
        reads: [ObjectID] = [], conditions: [Expression] = [], body: RoutineBody? = nil,
        events: TriggerEvents? = nil, updateColumns: [String] = [], isPublishedByKey: Bool = false,
        isInvoker: Bool = false, isRestrictive: Bool = false, isNotValid: Bool = false,
        isNoInherit: Bool = false, included: [String] = [],
        isVariadic: Bool = false
    ) {
        (self.reads, self.conditions, self.body) = (reads, conditions, body)
        (self.events, self.updateColumns) = (events, updateColumns)
        (self.isPublishedByKey, self.isInvoker) = (isPublishedByKey, isInvoker)
        self.isRestrictive = isRestrictive
        (self.isNotValid, self.isNoInherit) = (isNotValid, isNoInherit)
        (self.included, self.isVariadic) = (included, isVariadic)
    }

    /// Of an object of which nothing more is said.
    static let empty = ObjectDefinition()
}
