import Foundation
import SchemaCatalog
import SQLText
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
    static func read(_ path: String) throws(Fault) -> [UInt8] {
        let kind = fileKind(path)
        switch kind {
        case .typeRegular?: break
        case .typeDirectory?: throw Fault(message: "is a folder, not a file")
        case nil: throw Fault(message: "does not exist")
        default: throw Fault(message: "is no regular file (a pipe, socket or device); it is not read")
        }
        do {
            let file = try FileDescriptor.open(FilePath(path), .readOnly)
            defer { try? file.close() }
            let size = try file.seek(offset: 0, from: .end)
            guard size <= maximumBytes else { throw Fault(message: "is larger than \(maximumBytes >> 20) MB") }
            _ = try file.seek(offset: 0, from: .start)
            return try contents(file, Int(size))
        } catch let fault as Fault {
            throw fault
        } catch {
            throw Fault(message: "cannot be read: \(error)")
        }
    }

    private static func contents(_ file: FileDescriptor, _ size: Int) throws -> [UInt8] {
        unsafe try [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
                let read = unsafe try file.read(into: rest)
                if read == 0 { break }
                count += read
            }
        }
    }

    /// What stands at a path, links followed.
    static func fileKind(_ path: String) -> FileAttributeType? {
        let resolved = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        return (try? FileManager.default.attributesOfItem(atPath: resolved))?[.type] as? FileAttributeType
    }
}
