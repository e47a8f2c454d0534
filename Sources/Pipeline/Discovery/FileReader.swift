import SystemPackage

/// Reads files of a project, and says why one cannot be read.
struct FileReader: Sendable {
    /// Offsets are 32 bits wide, and no script of this size is written by people.
    static let maximumBytes = 256 << 20

    /// Why a file cannot be read.
    struct Fault: Error {
        var message: String
    }

    /// The bytes of a regular file.
    ///
    /// - Parameter onRetry: Told of each fault that may go away by waiting a little.
    static func read(_ path: String, onRetry: (Errno) -> Void = { _ in }) throws(Fault) -> [UInt8] {
        var bytes: [UInt8]?
        defer { InputRecorder.current?.note(file: path, bytes) }
        bytes = try readRegular(path, onRetry)
        return bytes ?? []
    }

    private static func readRegular(_ path: String, _ onRetry: (Errno) -> Void) throws(Fault)
        -> [UInt8]
    {
        do {
            // A pipe without a writer would hold up a plain open.
            let file = try Transient.retry(onRetry) {
                try FileDescriptor.open(FilePath(path), .readOnly, options: .nonBlocking)
            }
            defer { try? file.close() }
            let stat = try file.stat()
            switch stat.type {
            case .regular: break
            case .directory: throw Fault(message: "is a folder, not a file")
            default: throw notRegular
            }
            guard stat.size <= maximumBytes else {
                throw Fault(message: "is larger than \(maximumBytes >> 20) MB")
            }
            return try contents(file, Int(stat.size))
        } catch let fault as Fault {
            throw fault
        } catch Errno.noSuchFileOrDirectory {
            throw Fault(message: "does not exist")
        } catch Errno.noSuchAddressOrDevice {
            throw notRegular
        } catch {
            throw Fault(message: "cannot be read: \(error)")
        }
    }

    static let notRegular = Fault(
        message: "is no regular file (a pipe, socket or device); it is not read")

    private static func contents(_ file: FileDescriptor, _ size: Int) throws -> [UInt8] {
        // The kernel's own files say that they are empty.
        unsafe try [UInt8](unsafeUninitializedCapacity: size > 0 ? size : 1 << 14) {
            buffer, count in
            let size = buffer.count
            while count < size {
                let rest = unsafe UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
                let read = unsafe try file.read(into: rest)
                if read == 0 { break }
                count += read
            }
        }
    }

    /// What stands at a path, links followed; nil where nothing does, or nothing can be seen.
    static func fileKind(_ path: String) -> FileKind? {
        let kind = stat(path).map { FileKind($0.type) }
        InputRecorder.current?.note(kind: path, kind)
        return kind
    }

    /// A path's status, links followed.
    static func stat(_ path: String) -> Stat? { try? FilePath(path).stat() }
}

/// What a path leads to.
enum FileKind: String, Sendable {
    case regular, directory
    /// A pipe, socket or device.
    case special

    init(_ type: FileType) {
        switch type {
        case .regular: self = .regular
        case .directory: self = .directory
        default: self = .special
        }
    }
}
