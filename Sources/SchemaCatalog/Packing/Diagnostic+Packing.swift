public import Packing
import SQLText

extension Diagnostic: Packable {
    /// Without the file's path: what comes of a file hangs on its content alone.
    public func pack(into writer: inout PackWriter) {
        rule.pack(into: &writer)
        writer.write(byte: UInt8(Severity.allCases.firstIndex(of: severity) ?? 0))
        message.pack(into: &writer)
        (location?.line).pack(into: &writer)
        (location?.column).pack(into: &writer)
        endLine.pack(into: &writer)
        endColumn.pack(into: &writer)
    }

    public init(from reader: inout PackReader) {
        let rule = String(from: &reader)
        let severity = Severity.allCases[Int(reader.tag(below: UInt8(Severity.allCases.count)))]
        let message = String(from: &reader)
        let (line, column) = (Int?(from: &reader), Int?(from: &reader))
        var location: SourceLocation?
        if let line, let column { location = SourceLocation(file: "", line: line, column: column) }
        self.init(rule: rule, severity: severity, message: message, location: location)
        (endLine, endColumn) = (Int?(from: &reader), Int?(from: &reader))
    }
}
