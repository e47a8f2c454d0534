import SchemaCatalog

/// What an assertion comes to against a catalog.
enum ClaimOutcome {
    /// It passes, and proves these.
    case proves([Claim])
    /// It passes, and proves a part of one claim (the privileges of one role), and others with it.
    case provesPart(Claim, String, with: [Claim] = [])
    /// It passes because something is not there; its first argument, what it proves by that, and
    /// the name of the table that is missing, too, where it is for that.
    case passesWithout(String, proving: [Claim] = [], missing: String? = nil)
    /// It fails because something is not there; which, its name, and one that is there and much
    /// like it.
    case missing(String, name: String, nearest: String? = nil)
    /// It fails; why, the name that is the matter, and what it would have said otherwise.
    case fails(String, name: String, about: [Claim] = [])
    /// The catalog does not tell; where it passes, it proves these.
    case undecided([Claim])

    /// The catalog does not tell, and no claim hangs on it.
    static let unknown = ClaimOutcome.undecided([])
}
