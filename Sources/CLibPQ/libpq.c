#include "CLibPQ.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>

// The functions in use, as libpq-fe.h declares them: result, name, parameters, arguments.
#define FUNCTIONS(F)                                                                               \
    F(PGconn *, PQconnectdbParams, (const char *const *k, const char *const *v, int e), (k, v, e)) \
    F(PQconninfoOption *, PQconninfoParse, (const char *t, char **e), (t, e))                      \
    F(void, PQconninfoFree, (PQconninfoOption * o), (o))                                           \
    F(void, PQfreemem, (void *p), (p))                                                             \
    F(ConnStatusType, PQstatus, (const PGconn *c), (c))                                            \
    F(char *, PQerrorMessage, (const PGconn *c), (c))                                              \
    F(int, PQserverVersion, (const PGconn *c), (c))                                                \
    F(int, PQsocket, (const PGconn *c), (c))                                                       \
    F(int, PQsetnonblocking, (PGconn * c, int a), (c, a))                                          \
    F(int, PQenterPipelineMode, (PGconn * c), (c))                                                 \
    F(int, PQexitPipelineMode, (PGconn * c), (c))                                                  \
    F(int, PQpipelineSync, (PGconn * c), (c))                                                      \
    F(int, PQflush, (PGconn * c), (c))                                                             \
    F(int, PQconsumeInput, (PGconn * c), (c))                                                      \
    F(int, PQisBusy, (PGconn * c), (c))                                                            \
    F(int, PQsendQueryParams,                                                                      \
      (PGconn * c, const char *q, int n, const Oid *t, const char *const *v, const int *l,         \
       const int *f, int r),                                                                       \
      (c, q, n, t, v, l, f, r))                                                                    \
    F(PGresult *, PQgetResult, (PGconn * c), (c))                                                  \
    F(ExecStatusType, PQresultStatus, (const PGresult *r), (r))                                    \
    F(char *, PQresultErrorMessage, (const PGresult *r), (r))                                      \
    F(char *, PQresultErrorField, (const PGresult *r, int f), (r, f))                              \
    F(int, PQntuples, (const PGresult *r), (r))                                                    \
    F(int, PQnfields, (const PGresult *r), (r))                                                    \
    F(char *, PQfname, (const PGresult *r, int f), (r, f))                                         \
    F(Oid, PQftype, (const PGresult *r, int f), (r, f))                                            \
    F(char *, PQgetvalue, (const PGresult *r, int t, int f), (r, t, f))                            \
    F(int, PQgetisnull, (const PGresult *r, int t, int f), (r, t, f))                              \
    F(void, PQclear, (PGresult * r), (r))                                                          \
    F(void, PQfinish, (PGconn * c), (c))

#define POINTER(result, name, parameters, arguments) static result(*loaded_##name) parameters;
FUNCTIONS(POINTER)

// Hidden, so that libpq's own calls of its functions do not end here.
#define FORWARD(result, name, parameters, arguments) \
    __attribute__((visibility("hidden"))) result name parameters { return loaded_##name arguments; }
FUNCTIONS(FORWARD)

static const char *const names[] = {
#ifdef __APPLE__
    "libpq.5.dylib",
    "/opt/homebrew/opt/libpq/lib/libpq.5.dylib",
    "/usr/local/opt/libpq/lib/libpq.5.dylib",
#else
    "libpq.so.5",
#endif
};

static pthread_once_t once = PTHREAD_ONCE_INIT;
static const char *fault;
static char words[512];

static const char *loader_error(void) {
    const char *error = dlerror();
    size_t length = 0;
    if (error == NULL) error = "libpq cannot be loaded";
    for (; error[length] != 0 && length + 1 < sizeof words; length++) words[length] = error[length];
    words[length] = 0;
    return words;
}

static void load(void) {
    void *library = NULL;
    for (size_t i = 0; library == NULL && i < sizeof names / sizeof *names; i++)
        library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) {
        fault = loader_error();
        return;
    }
#define LOOK_UP(result, name, parameters, arguments)          \
    *(void **)&loaded_##name = dlsym(library, #name);         \
    if (loaded_##name == NULL) {                              \
        fault = loader_error();                               \
        return;                                               \
    }
    FUNCTIONS(LOOK_UP)
}

const char *libpq_load(void) {
    pthread_once(&once, load);
    return fault;
}
