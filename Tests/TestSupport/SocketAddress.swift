import Foundation

/// Stream sockets, under names that Linux and macOS share.
enum SocketAddress {
    struct Failure: Error {
        var number: Int32
    }

    /// A stream socket of a family (`AF_UNIX`, `AF_INET`).
    static func streamSocket(_ family: Int32) throws -> Int32 {
        #if canImport(Glibc)
            let kind = Int32(SOCK_STREAM.rawValue)
        #else
            let kind = SOCK_STREAM
        #endif
        let descriptor = socket(family, kind, 0)
        guard descriptor >= 0 else { throw Failure(number: errno) }
        return descriptor
    }

    /// Does something (`bind`, `connect`) with the address of a socket that is a file.
    static func with(
        _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) throws {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { room in
            unsafe room.copyBytes(from: Array(path.utf8.prefix(room.count - 1)) + [0])
        }
        let result = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                unsafe body(generic, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else { throw Failure(number: errno) }
    }
}
