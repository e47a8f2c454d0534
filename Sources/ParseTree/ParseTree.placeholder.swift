// ParseTree
