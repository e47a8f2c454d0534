import CPgQuery
import CPgTree
import Testing

@Suite struct TreeTests {
    @Test("A tree is read while it exists, and nothing of it is packed")
    func readInPlace() {
        var count = 0
        let result = unsafe withUnsafeMutablePointer(to: &count) { count in
            unsafe pg_tree_parse("SELECT 1; SELECT 2", Self.count, count)
        }
        defer { unsafe pg_query_free_protobuf_parse_result(result) }
        #expect(count == 2)
        #if os(Linux)
            let packed = unsafe result.parse_tree.len
            #expect(packed == 0)
        #endif
    }

    @Test("A statement with an error has no tree")
    func noTree() {
        var count = 0
        let result = unsafe withUnsafeMutablePointer(to: &count) { count in
            unsafe pg_tree_parse("SELECT FROM WHERE", Self.count, count)
        }
        defer { unsafe pg_query_free_protobuf_parse_result(result) }
        let hasError = unsafe result.error != nil
        #expect(count == 0 && hasError)
    }

    @Test("Elsewhere in the program trees are packed as ever")
    func packed() {
        let result = unsafe pg_query_parse_protobuf("SELECT 1")
        defer { unsafe pg_query_free_protobuf_parse_result(result) }
        let length = unsafe result.parse_tree.len
        #expect(length > 0)
    }

    private static let count: pg_tree_reader = { tree, context in
        guard let tree = unsafe tree else { return }
        unsafe context?.assumingMemoryBound(to: Int.self).pointee += tree.pointee.n_stmts
    }
}
