import ArgumentParser
import Pipeline

/// `pgcov cache`: what is kept between runs.
struct Cache: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows, tidies or deletes what is kept between runs.",
        discussion:
            "Reports, and what single files come to, are kept by the content of what they were made from; nothing is lost with them but time.",
        subcommands: [CacheInfo.self, CacheCollect.self, CacheClear.self])
}

/// `pgcov cache info`.
struct CacheInfo: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "info", abstract: "Where it is, and how much.")
    @OptionGroup var cache: CacheFlags
    func run() throws {
        Output.write(try CacheUpkeep.info(cache.options(), version: Version.current))
    }
}

/// `pgcov cache gc`.
struct CacheCollect: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gc", abstract: "Gives up what other versions left, and what is too much.")
    @OptionGroup var cache: CacheFlags
    func run() throws {
        Output.write(try CacheUpkeep.collect(cache.options(), version: Version.current))
    }
}

/// `pgcov cache clear`.
struct CacheClear: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "clear", abstract: "Deletes it.")
    @OptionGroup var cache: CacheFlags
    func run() throws { Output.write(try CacheUpkeep.clear(cache.options())) }
}

/// Where the cache is.
struct CacheFlags: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The cache's folder (by default in the user's cache folder).", valueName: "folder"))
    var cacheDir: String?

    @Option(help: ArgumentHelp("Megabytes that it may take (256).", valueName: "megabytes"))
    var cacheSize: Int?

    func apply(to flags: inout Flags) {
        (flags.cacheFolder, flags.cacheMegabytes) = (cacheDir, cacheSize)
    }

    func options() throws -> CacheOptions {
        var flags = Flags()
        apply(to: &flags)
        return try flags.cacheOptions()
    }
}
