// SQLSyntax
