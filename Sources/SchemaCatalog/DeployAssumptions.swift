/// What no file says and is taken to be so: whoever deploys elsewhere may have it otherwise.
public struct DeployAssumptions: Sendable, Hashable {
    /// The role that runs the migrations and owns what they make; nil where it is known.
    public var owner: String?
    /// Roles to which a platform grants everything on what is made, unless it is told not to.
    public var grantees: Set<String>

    /// Makes assumptions; none by default.
    public init(owner: String? = nil, grantees: Set<String> = []) {
        (self.owner, self.grantees) = (owner, grantees)
    }
}
