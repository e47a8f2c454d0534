# Installs the C libraries and servers that are missing, with the platform's package manager.
# Sourced by the other scripts; nothing here runs by itself.

# have_header NAME…: each header is found where compilers look.
have_header() {
    local header folder found
    for header in "$@"; do
        found=
        for folder in /usr/include /usr/include/postgresql /usr/local/include "${HOMEBREW_PREFIX:-/opt/homebrew}/include" \
            "${HOMEBREW_PREFIX:-/opt/homebrew}/opt/libpq/include"; do
            [ -f "$folder/$header" ] && found=1 && break
        done
        [ -n "$found" ] || return 1
    done
}

# have_server: a PostgreSQL server's programs and pgTAP's files are here.
have_server() {
    local folder
    for folder in /usr/lib/postgresql/*/bin /usr/local/pgsql/bin "${HOMEBREW_PREFIX:-/opt/homebrew}"/opt/postgresql*/bin; do
        [ -x "$folder/initdb" ] || continue
        [ -f "$("$folder/pg_config" --sharedir 2>/dev/null)/extension/pgtap.control" ] && return 0
        [ -f "/usr/share/postgresql/$(basename "$(dirname "$folder")")/extension/pgtap.control" ] && return 0
    done
    return 1
}

# as_root COMMAND…: as root, through sudo where one is not root already.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null 2>&1; then
        sudo "$@"
    else
        echo "Scripts: administrator rights are needed; run this yourself, then call the script again:" >&2
        echo "    $*" >&2
        exit 1
    fi
}

# apt_install PACKAGE…: quietly, with fresh lists where the first try does not find a package.
apt_install() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null 2>&1 && return
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null
}

# install_libraries: what the build needs.
install_libraries() {
    # macOS has Expat in the system; there the system's allocator does, too.
    local linux="expat.h jemalloc/jemalloc.h"
    [ "$(uname)" = Linux ] || linux=
    # shellcheck disable=SC2086
    have_header pg_query.h pg_query/pg_query.pb-c.h protobuf-c/protobuf-c.h libpq-fe.h sqlite3.h lz4.h $linux && return
    echo "Installing libpg_query, protobuf-c, libpq, SQLite, LZ4, Expat and jemalloc …" >&2
    if command -v apt-get >/dev/null 2>&1; then
        apt_install libpg-query-dev libprotobuf-c-dev libpq-dev libsqlite3-dev liblz4-dev libexpat1-dev libjemalloc-dev
    elif command -v brew >/dev/null 2>&1; then
        brew install --quiet libpg_query protobuf-c libpq sqlite lz4
    else
        echo "Scripts: neither apt-get nor brew is here. Install libpg_query, protobuf-c, libpq, SQLite and LZ4" >&2
        echo "with their headers, then call the script again." >&2
        exit 1
    fi
}

# install_server: what the tests need beyond the libraries.
install_server() {
    have_server && return
    echo "Installing PostgreSQL and pgTAP …" >&2
    if command -v apt-get >/dev/null 2>&1; then
        # The package is named after the server's version: postgresql-15-pgtap on Debian 12.
        apt_install postgresql
        local version
        version=$(ls /usr/lib/postgresql | sort -n | tail -n 1)
        apt_install "postgresql-$version-pgtap"
    elif command -v brew >/dev/null 2>&1; then
        brew install --quiet postgresql@15 pgtap
    else
        echo "Scripts: install a PostgreSQL 15 server with pgTAP, then call the script again." >&2
        exit 1
    fi
}

# use_homebrew_paths: Homebrew's folders are not searched by default.
use_homebrew_paths() {
    command -v brew >/dev/null 2>&1 || return 0
    local prefix
    prefix=$(brew --prefix)
    export CPATH="$prefix/include:$prefix/opt/libpq/include${CPATH:+:$CPATH}"
    export LIBRARY_PATH="$prefix/lib:$prefix/opt/libpq/lib${LIBRARY_PATH:+:$LIBRARY_PATH}"
    export PKG_CONFIG_PATH="$prefix/opt/libpq/lib/pkgconfig${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH}"
}
