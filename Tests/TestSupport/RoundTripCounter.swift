import Foundation
import Synchronization

/// Stands between clients and a server's socket, and counts what clients wait for: the messages
/// `Sync` and `Query`, which the server answers before anything else is asked (manual, 55.2).
public final class RoundTripCounter: Sendable {
    private let server: String
    private let listener: Int32
    private let trips = Atomic<Int>(0)

    /// How often clients have waited.
    public var count: Int { trips.load(ordering: .relaxed) }

    /// Listens in a folder, as a server there would.
    ///
    /// - Parameter server: The folder of the real one's socket.
    public init(in folder: String, before server: String) throws {
        self.server = server
        let listener = try SocketAddress.streamSocket(AF_UNIX)
        self.listener = listener
        try unsafe SocketAddress.with(folder + Self.file) { unsafe bind(listener, $0, $1) }
        guard listen(listener, 8) == 0 else { throw SocketAddress.Failure(number: errno) }
        Thread { self.accept() }.start()
    }

    /// Ends it; connections that are open go on.
    public func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
    }

    private static let file = "/.s.PGSQL.5432"

    private func accept() {
        while true {
            let client = Foundation.accept(listener, nil, nil)
            guard client >= 0 else { break }
            let server = server
            guard let other = try? SocketAddress.streamSocket(AF_UNIX) else {
                close(client)
                break
            }
            do {
                try unsafe SocketAddress.with(server + Self.file) { unsafe connect(other, $0, $1) }
            } catch {
                close(client)
                close(other)
                continue
            }
            // The descriptors are closed once neither side reads them: their numbers may be another
            // file's at once.
            let sides = DispatchGroup()
            sides.enter()
            sides.enter()
            Thread {
                var messages = ClientMessages()
                Self.copy(from: client, to: other) { bytes in
                    self.trips.add(messages.waits(in: bytes), ordering: .relaxed)
                }
                shutdown(other, Int32(SHUT_WR))
                sides.leave()
            }.start()
            Thread {
                Self.copy(from: other, to: client) { _ in }
                shutdown(client, Int32(SHUT_RDWR))
                sides.leave()
            }.start()
            sides.notify(queue: .global()) {
                close(client)
                close(other)
            }
        }
        close(listener)
    }

    private static func copy(
        from source: Int32, to target: Int32, _ look: (ArraySlice<UInt8>) -> Void
    ) {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe read(source, &buffer, buffer.count)
            guard count > 0 else { return }
            look(buffer[..<count])
            var sent = 0
            while sent < count {
                let written = unsafe buffer.withUnsafeBytes { bytes in
                    unsafe write(target, bytes.baseAddress.map { unsafe $0 + sent }, count - sent)
                }
                guard written > 0 else { return }
                sent += written
            }
        }
    }
}

/// The messages that a client sends: a type and a length, but for the first, which has no type.
private struct ClientMessages {
    private var header: [UInt8] = []
    private var remaining = 0
    private var isFirst = true

    /// How many of the messages that begin in these bytes the client waits for an answer to.
    mutating func waits(in bytes: ArraySlice<UInt8>) -> Int {
        var (count, position) = (0, bytes.startIndex)
        while position < bytes.endIndex {
            if remaining > 0 {
                let step = min(remaining, bytes.endIndex - position)
                remaining -= step
                position += step
                continue
            }
            header.append(bytes[position])
            position += 1
            guard header.count == (isFirst ? 4 : 5) else { continue }
            let length = header.suffix(4).reduce(0) { $0 << 8 | Int($1) }
            remaining = length - 4
            if !isFirst, header[0] == UInt8(ascii: "S") || header[0] == UInt8(ascii: "Q") {
                count += 1
            }
            isFirst = false
            header = []
        }
        return count
    }
}
