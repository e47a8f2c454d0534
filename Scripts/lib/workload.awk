# Writes a project of N times 1,000 DDL statements and 500 test files of 40 assertions: awk -v n=1 -v out=FOLDER
BEGIN {
    for (m = 0; m < 50 * n; m++) {
        file = sprintf("%s/migrations/%05d_change.sql", out, m)
        schema = "app" (m % 4)
        if (m < 4) printf "CREATE SCHEMA %s;\n", schema > file
        for (t = 0; t < 4; t++) {
            name = sprintf("%s.thing_%d_%d", schema, m, t)
            printf "CREATE TABLE %s (\n  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n  title text NOT NULL,\n", name > file
            printf "  amount numeric(12,2) DEFAULT 0 CHECK (amount >= 0),\n  status varchar(20) NOT NULL DEFAULT 'new',\n" > file
            printf "  created_at timestamptz NOT NULL DEFAULT now(),\n  UNIQUE (title, status)\n);\n" > file
            printf "CREATE INDEX thing_%d_%d_by_status ON %s (status, created_at);\n", m, t, name > file
            printf "ALTER TABLE %s ADD COLUMN note text;\nALTER TABLE %s ENABLE ROW LEVEL SECURITY;\n", name, name > file
            printf "CREATE POLICY readers ON %s FOR SELECT TO PUBLIC USING (amount > 0);\n", name > file
        }
        close(file)
    }
    for (f = 0; f < 500 * n; f++) {
        file = sprintf("%s/tests/%05d_schema.sql", out, f)
        m = int(f / 10)
        schema = "app" (m % 4)
        printf "BEGIN;\nSELECT plan(40);\n" > file
        for (a = 0; a < 40; a++) {
            table = sprintf("thing_%d_%d", m, a % 4)
            k = (a + f) % 5
            if (k == 0) printf "SELECT has_table('%s', '%s', 'table %s is there');\n", schema, table, table > file
            if (k == 1) printf "SELECT has_column('%s', '%s', 'title', 'its title');\n", schema, table > file
            if (k == 2) printf "SELECT col_type_is('%s', '%s', 'amount', 'numeric(12,2)', 'an amount with cents');\n", schema, table > file
            if (k == 3) printf "SELECT has_index('%s', '%s', '%s_by_status', ARRAY['status', 'created_at'], 'found by status');\n", schema, table, table > file
            if (k == 4) printf "SELECT col_not_null('%s', '%s', 'status', 'has a status');\n", schema, table > file
        }
        printf "SELECT * FROM finish();\nROLLBACK;\n" > file
        close(file)
    }
}
