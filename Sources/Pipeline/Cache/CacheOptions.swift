import Foundation

/// Where results are kept between runs, and how much of them.
public struct CacheOptions: Sendable, Hashable {
    /// False with `--no-cache`.
    public var isOn = true
    /// A folder of its own.
    public var folder: String
    /// Bytes of all results together.
    public var maximumBytes = 256 << 20

    /// As this process' environment has it.
    public init() { self.init(environment: ProcessInfo.processInfo.environment) }

    /// - Parameter environment: `XDG_CACHE_HOME` and `HOME` say where caches are.
    init(environment: [String: String]) {
        // "If $XDG_CACHE_HOME is either not set or empty, a default equal to $HOME/.cache should be
        // used"; relative paths are to be ignored (XDG Base Directory Specification).
        if let base = environment["XDG_CACHE_HOME"], base.hasPrefix("/") {
            folder = base + "/pgcov"
        } else {
            let home = environment["HOME"] ?? NSHomeDirectory()
            #if os(macOS)
                folder = home + "/Library/Caches/pgcov"
            #else
                folder = home + "/.cache/pgcov"
            #endif
        }
    }
}
