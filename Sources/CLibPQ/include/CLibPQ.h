// libpq, PostgreSQL's own client library, loaded when a database is first asked for: it brings some
// twenty libraries along, which a run over files alone neither needs nor waits for.
#ifndef CLIBPQ_H
#define CLIBPQ_H

#if __has_include(<libpq-fe.h>)
#include <libpq-fe.h>
#else
#include <postgresql/libpq-fe.h>
#endif

/// Loads libpq, once for the process. None of its functions may be called before.
///
/// Returns NULL where it is there, and otherwise why it is not, in the loader's words.
const char *libpq_load(void);

#endif
