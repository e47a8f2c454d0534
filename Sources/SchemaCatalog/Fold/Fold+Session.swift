import SQLSyntax

/// Transactions, and what ends with them and with a session.
extension CatalogFold {
    mutating func obey(_ command: TransactionCommand) {
        guard transaction != nil else {
            if command == .begin, errorHandling == .goesOn || rollsBack { openTransaction() }
            if command == .commit || command == .rollback { endTransaction(command) }
            return
        }
        switch command {
        // Within a transaction the server warns, and that is all.
        case .begin: break
        case .commit where transaction?.isAborted != true:
            transaction = nil
            endTransaction(command)
        case .commit, .rollback:
            rollBack(to: 0)
            transaction = nil
            endTransaction(command)
        case .savepoint(let name):
            let savepoint = point(name)
            transaction?.points.append(savepoint)
        case .release(let name):
            guard let index = requireSavepoint(name) else { return }
            transaction?.points.removeSubrange(index...)
        case .rollbackTo(let name):
            guard let index = requireSavepoint(name) else { return }
            rollBack(to: index)
            transaction?.points.removeSubrange((index + 1)...)
        // The transaction is another's now.
        case .other: transaction = nil
        }
    }

    /// Whether a statement is run: one of an aborted transaction is not, unless it ends that.
    func isIgnored(_ statement: SQLSyntax.Statement) -> Bool {
        guard transaction?.isAborted == true else { return false }
        switch statement {
        case .transaction(.commit), .transaction(.rollback), .transaction(.rollbackTo),
            .stopsAtErrors, .connect:
            return false
        default: return true
        }
    }

    /// Psql ends with a session the transaction that nobody ended.
    mutating func abandonTransaction() {
        guard let open = transaction, errorHandling == .goesOn else {
            transaction = nil
            return
        }
        if !open.isAborted {
            diagnostics.append(
                Diagnostic(
                    rule: "uncommitted-transaction", severity: .warning,
                    message:
                        "the transaction that begins here has no end in its script; psql ends it with a rollback: add COMMIT",
                    location: open.begin))
        }
        rollBack(to: 0)
        transaction = nil
    }

    private mutating func openTransaction() {
        transaction = OpenTransaction(points: [point(nil)], begin: location)
    }

    private func point(_ name: String?) -> OpenTransaction.Point {
        OpenTransaction.Point(
            name: name, state: state, session: session, opaqueOnes: opaqueOnes,
            diagnostics: diagnostics.count)
    }

    private mutating func requireSavepoint(_ name: String) -> Int? {
        if let index = transaction?.savepoint(name) { return index }
        reject("savepoint \"\(name)\" does not exist")
        return nil
    }

    /// Errors stay told; what was done is undone, so that what it did no longer matters.
    private mutating func rollBack(to index: Int) {
        guard let point = transaction?.points[index] else { return }
        (state, session) = (point.state, point.session)
        opaqueOnes = point.opaqueOnes
        let told = diagnostics[point.diagnostics...].filter { $0.rule != "opaque-ddl" }
        diagnostics.replaceSubrange(point.diagnostics..., with: told)
        transaction?.isAborted = false
    }

    private mutating func endTransaction(_ command: TransactionCommand) {
        removeTemporary(where: \.dropsOnCommit)
        session.transaction(command)
    }

    mutating func removeTemporary(where isGone: (RelationState) -> Bool) {
        let going = state.temporaryRelations.filter { state.relations[$0].map(isGone) ?? true }
        guard !going.isEmpty else { return }
        state.temporaryRelations.removeAll(where: Set(going).contains)
        for handle in going.reversed() { remove(handle) }
    }
}
