public import SQLText

/// An assertion that came close to proving a claim, and why it does not count.
public struct NearMiss: Sendable, Hashable {
    /// What it nearly proves.
    public var claim: Claim
    /// Of the assertion.
    public var location: SourceLocation
    /// The pgTAP function called.
    public var function: String
    /// A clause: `is marked todo`.
    public var reason: String

    /// The name of an object that the assertion does not tell.
    public static let anyName = "*"

    /// Makes a near miss.
    public init(_ claim: Claim, at location: SourceLocation, function: String, reason: String) {
        self.claim = claim
        self.location = location
        self.function = function
        self.reason = reason
    }
}
