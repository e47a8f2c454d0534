import Packing
import PgTAPScanning
import SQLText
import SchemaCatalog

/// What one file comes to by itself, in its binary form: how large it is and what is wrong with it,
/// then what it holds. No part of it is the file's path.
struct FileRecord: Sendable {
    let form: [UInt8]
    /// Of the file.
    let bytes: Int
    /// Without a file in their locations.
    let diagnostics: [Diagnostic]
    /// Where in `form` what the file holds begins.
    let contentStart: Int

    /// - Parameter content: The binary form of what the file holds.
    init(bytes: Int, _ diagnostics: [Diagnostic], content: [UInt8]) {
        var writer = PackWriter()
        bytes.pack(into: &writer)
        diagnostics.pack(into: &writer)
        let head = writer.finish()
        (self.bytes, self.diagnostics, contentStart) = (bytes, diagnostics, head.count)
        // As large as it need be: thousands of these wait in memory.
        var form: [UInt8] = []
        form.reserveCapacity(head.count + content.count)
        form += head
        form += content
        self.form = form
    }

    /// Of a file that holds one value.
    init(bytes: Int, _ diagnostics: [Diagnostic], _ value: some Packable) {
        var writer = PackWriter()
        value.pack(into: &writer)
        self.init(bytes: bytes, diagnostics, content: writer.finish())
    }

    /// Nil for bytes that are no record.
    init?(_ form: [UInt8]) {
        var reader = PackReader(form)
        bytes = Int(from: &reader)
        diagnostics = [Diagnostic](from: &reader)
        guard !reader.isFaulty else { return nil }
        (self.form, contentStart) = (form, reader.position)
    }

    /// The value that it holds; nil where it holds none of this type.
    func value<Value: Packable>(of type: Value.Type) -> Value? {
        var reader = PackReader(form, from: contentStart)
        let value = Value(from: &reader)
        return reader.isFaulty ? nil : value
    }

    /// The test that it holds.
    func test(_ path: String, isIncluded: Bool) -> ScannedTest? {
        ScannedTest(path: path, form, from: contentStart, isIncluded: isIncluded)
    }

    /// The diagnostics as those of the file at a path.
    func diagnostics(of path: String) -> [Diagnostic] {
        diagnostics.map { diagnostic in
            var diagnostic = diagnostic
            diagnostic.location?.file = path
            return diagnostic
        }
    }
}
