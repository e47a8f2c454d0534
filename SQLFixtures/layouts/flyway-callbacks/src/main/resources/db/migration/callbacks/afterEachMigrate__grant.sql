GRANT SELECT ON entry TO ${reader};
