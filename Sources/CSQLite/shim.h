// SQLite: the file that results are kept in between runs.
#include <sqlite3.h>
