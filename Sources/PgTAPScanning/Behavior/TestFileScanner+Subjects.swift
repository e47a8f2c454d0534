import ParseTree
import SQLSyntax
import SQLText

/// Who is signed in, as a test file goes on.
extension TestFileScanner {
    /// `set_config('request.jwt.claims', …)`, and functions that may call it.
    mutating func noteSubject(_ data: DataStatement, in function: String?) {
        for call in PgTAPCalls.ofSettings(in: data) {
            if let set = TokenSubject.set(by: call) {
                note(set, in: function)
            } else if call.name.name != "set_config", function == nil {
                signedIn = signedIn.after(call)
            }
        }
    }

    /// `SET [LOCAL] request.jwt.claims = '…'`, `SET app.tenant = '…'`.
    mutating func setSubject(_ tokens: [Token], _ bytes: Span<UInt8>) {
        guard let first = tokens.first, let last = tokens.last,
            tokens.prefix(3).contains(where: { token in
                token.kind == .quotedIdentifier
            }) || tokens.prefix(4).contains(where: { $0.kind == .dot })
        else { return }
        let range = Int(first.start)..<Int(last.end)
        let text =
            tokens.contains { $0.kind.isVariable }
            ? SQLTemplate.text(tokens, range, reader.variables, bytes) : bytes.text(of: range)
        guard case .set(let change)? = try? StatementReader.read(text),
            let set = TokenSubject.set(by: change)
        else { return }
        note(set, in: nil)
    }

    /// What the body of a function with parameters sets.
    mutating func noteSubjectSetter(_ routine: CreateRoutine) {
        guard let text = routine.body else { return }
        let block: ProceduralBlock? =
            switch routine.options.language?.lowercased() {
            case "plpgsql": ProcedureReader.read(Array(text.utf8), readsData: true)
            case "sql": ProcedureReader.readSQL(text)
            default: nil
            }
        let inputs = routine.parameters.filter { $0.mode != .out && $0.mode != .table }
        result.subjectSetters[routine.name.name] = block.flatMap {
            SubjectSetter.of($0, parameters: inputs.map { $0.name ?? "" })
        }
    }

    private mutating func note(_ set: TokenSubject.Change, in function: String?) {
        guard let function else {
            signedIn =
                switch set {
                case .subject(let subject): subject.with(signedIn.settings)
                case .setting(let name, let value): after(name, value)
                }
            return
        }
        // Of one with parameters more is known.
        guard result.subjectSetters[function] == nil else { return }
        var setter = SubjectSetter(parameters: [])
        switch set {
        case .subject(let subject): setter.result = subject
        case .setting(let name, let value): setter.settings[name] = value
        }
        result.subjectSetters[function] = setter
    }

    /// Who is signed in after a setting of the application's own: whoever it was.
    private func after(_ name: String, _ value: Expression) -> SignedIn {
        guard case .setBy = signedIn else { return signedIn.with([name: value]) }
        return signedIn.after(
            FunctionCall(QualifiedName("set_config"), [.string(name), value]))
    }
}
