import ContentCache
import LiveIntrospection

/// What live databases held, in the cache: the fingerprint, a hash of all that is read, under the
/// stamp; the content under the fingerprint, once for however many databases and moments that have
/// it in common.
///
/// Neither a server's address nor a password gets into a key or a value.
struct LiveCache: Sendable {
    private let cache: ContentCache
    private let monitor: PerformanceMonitor
    private let version: String

    /// Nil where the cache is off or cannot be used.
    init?(_ options: CacheOptions, _ monitor: PerformanceMonitor) {
        guard options.isOn else { return nil }
        (version, self.monitor) = (ProgramBuild.version + " " + ProgramBuild.identity, monitor)
        do throws(CacheFault) {
            cache = try ContentCache(
                folder: options.folder, version: version, maximumBytes: options.maximumBytes)
        } catch {
            monitor.warn(error)
            return nil
        }
    }

    /// For the reader.
    var store: LiveDatabase.Store {
        LiveDatabase.Store { [self] stamp in
            let content = fingerprint(stamp).flatMap { value(key("content", $0)) }
            monitor.noteCache(
                hits: content == nil ? 0 : 1, misses: content == nil ? 1 : 0, evictions: 0)
            return content
        } keep: { [self] stamp, content in
            let fingerprint = ContentHash(of: content)
            do throws(CacheFault) {
                let evictions = try cache.store([
                    (key("stamp", ContentHash(of: stamp)), fingerprint.bytes),
                    (key("content", fingerprint), content),
                ])
                monitor.noteCache(hits: 0, misses: 0, evictions: evictions)
            } catch {
                monitor.warn(error)
            }
        }
    }

    /// The fingerprint of the state that a stamp is of; nil where it was not read.
    func fingerprint(_ stamp: String) -> ContentHash? {
        value(key("stamp", ContentHash(of: stamp))).flatMap { ContentHash(bytes: $0) }
    }

    private func value(_ key: ContentHash) -> [UInt8]? {
        do throws(CacheFault) {
            return try cache.value(key)
        } catch {
            monitor.warn(error)
            return nil
        }
    }

    private func key(_ what: String, _ hash: ContentHash) -> ContentHash {
        var hasher = ContentHasher()
        hasher.add("live database: " + what)
        hasher.add(version)
        hasher.add(hash)
        return hasher.finish()
    }
}
