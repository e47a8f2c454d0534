#!/bin/sh
set -e
DIR=$(dirname "$0")
# psql -f unused.sql
psql -v ON_ERROR_STOP=1 -f "$DIR/z_crate.sql" -f "$DIR/weight.sql"
psql crates < "${DIR}/a_view.sql"
