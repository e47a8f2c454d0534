// libpq: PostgreSQL's own client library. Its folder comes from pkg-config.
#include <libpq-fe.h>
