import SQLSyntax

/// What ends with a transaction, and with a session.
extension CatalogFold {
    mutating func endTransaction(_ command: TransactionCommand) {
        switch command {
        case .commit, .rollback: removeTemporary(where: \.dropsOnCommit)
        default: break
        }
        session.transaction(command)
    }

    mutating func removeTemporary(where isGone: (RelationState) -> Bool) {
        let going = state.temporaryRelations.filter { state.relations[$0].map(isGone) ?? true }
        guard !going.isEmpty else { return }
        state.temporaryRelations.removeAll(where: Set(going).contains)
        for handle in going.reversed() { remove(handle) }
    }
}
