import Foundation
public import SystemPackage

/// A file that is written whole or not at all: beside its place first, then moved there.
public enum WholeFile {
    /// Writes what `body` hands over piece by piece. Pipes and devices are written to as they are.
    public static func write(to path: FilePath, _ body: (@escaping (String) -> Void) -> Void)
        throws(Errno)
    {
        if let status = try? path.stat(), status.type != .regular {
            try write(to: path, .writeOnly, [], body)
            return
        }
        // Through a link, that which it leads to is replaced.
        let target = FilePath(URL(fileURLWithPath: path.string).resolvingSymlinksInPath().path)
        let draft = FilePath(target.string + ".\(getpid()).tmp")
        try Interruption.whileCleaning({ remove(draft) }) { () throws(Errno) in
            do throws(Errno) {
                try write(to: draft, .writeOnly, [.create, .truncate], body)
                guard unsafe rename(draft.string, target.string) == 0 else {
                    throw Errno(rawValue: errno)
                }
            } catch {
                remove(draft)
                throw error
            }
        }
    }

    private static func remove(_ draft: FilePath) { _ = unsafe unlink(draft.string) }

    private static func write(
        to path: FilePath, _ mode: FileDescriptor.AccessMode, _ options: FileDescriptor.OpenOptions,
        _ body: (@escaping (String) -> Void) -> Void
    ) throws(Errno) {
        var fault: Errno?
        do {
            let file = try FileDescriptor.open(
                path, mode, options: options,
                permissions: [.ownerReadWrite, .groupReadWrite, .otherReadWrite])
            body { text in
                guard fault == nil else { return }
                do { try file.writeAll(text.utf8) } catch { fault = error as? Errno ?? .ioError }
            }
            try file.close()
        } catch {
            fault = fault ?? error as? Errno ?? .ioError
        }
        if let fault { throw fault }
    }
}
