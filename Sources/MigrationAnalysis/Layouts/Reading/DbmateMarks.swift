/// dbmate: `-- migrate:up` to `-- migrate:down`, once or several times (dbmate,
/// `pkg/dbmate/migration.go`).
enum DbmateMarks {
    static func read(_ text: inout ScriptText) {
        let bytes = text.source
        var (isUp, hasUp) = (false, false)
        for line in Lines(bytes) {
            switch direction(bytes.commentText(line)) {
            case true?: (isUp, hasUp) = (true, true)
            case false?:
                if isUp { text.endStatement(for: line.lowerBound) }
                isUp = false
            case nil where isUp: text.keep(line)
            case nil: break
            }
        }
        if !hasUp {
            text.fault("no line \"-- migrate:up\", without which nothing is deployed", at: 0)
        }
    }

    /// Options such as `transaction:false` may follow.
    static func direction(_ comment: String?) -> Bool? {
        switch comment?.split(whereSeparator: \.isWhitespace).first {
        case "migrate:up"?: true
        case "migrate:down"?: false
        default: nil
        }
    }
}
