import SQLText

extension BlockReader {
    /// A loop, where one begins here.
    mutating func loop(_ label: String?) throws(SyntaxFault) -> Statement.Kind? {
        let loop: Loop
        if isWord("loop") {
            loop = .forever
        } else if accept("while") {
            loop = .while(try skip(to: [], or: ["loop"]))
        } else if accept("for") {
            loop = try forLoop()
        } else if accept("foreach") {
            loop = try arrayLoop()
        } else {
            return nil
        }
        try expect("loop")
        let body = try statements(until: ["end"])
        try endOf("loop", label: label)
        try end()
        return .loop(loop, label: label, body)
    }

    private mutating func loopTargets() throws(SyntaxFault) -> [String] {
        var targets: [String] = []
        repeat {
            var target = try name()
            while accept(.dot) { target += "." + (try name()) }
            targets.append(target)
        } while accept(.comma)
        return targets
    }

    private mutating func forLoop() throws(SyntaxFault) -> Loop {
        let targets = try loopTargets()
        try expect("in")
        if accept("execute") { return .execution(targets: targets, try execution(until: ["loop"])) }
        let isReverse = accept("reverse")
        let lower = try skip(to: [.dotDot], or: ["loop"])
        guard accept(.dotDot) else { return .query(targets: targets, lower) }
        let upper = try skip(to: [], or: ["by", "loop"])
        let step = accept("by") ? try skip(to: [], or: ["loop"]) : nil
        return .integers(
            variable: targets[0], lower: lower, upper: upper, step: step, isReverse: isReverse)
    }

    private mutating func arrayLoop() throws(SyntaxFault) -> Loop {
        let targets = try loopTargets()
        let isSliced = accept("slice")
        if isSliced { position += 1 }
        try expect("in")
        try expect("array")
        return .array(targets: targets, try skip(to: [], or: ["loop"]), isSliced: isSliced)
    }
}
