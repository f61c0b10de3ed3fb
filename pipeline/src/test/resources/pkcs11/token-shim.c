/*
 * A PKCS#11 module that stands before SoftHSM2: it counts logins and signatures, notices when two
 * signatures overlap (in threads or processes), and lies about the token's flags or its presence
 * when a file beside it says so. Tests compile it; nothing of it is shipped.
 *
 * Beside it lie libsofthsm2.so (a copy, so that each token of a process is an instance of its own)
 * and softhsm2.conf.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef unsigned long CK_RV;
typedef unsigned long CK_ULONG;

/* CK_FUNCTION_LIST (PKCS #11 2.40, 3.6): a version, then the functions in their fixed order. */
typedef struct {
  unsigned char version[2];
  void *function[68];
} FunctionList;

enum { INITIALIZE = 0, GET_TOKEN_INFO = 6, LOGIN = 18, SIGN_INIT = 42, SIGN = 43 };
enum { TOKEN_INFO_FLAGS = 96, SIGN_MICROSECONDS = 3000 };
#define CKR_GENERAL_ERROR 0x05UL
#define CKR_DEVICE_REMOVED 0x32UL

static FunctionList list;
static FunctionList *real;

static const char *beside(const char *name, char *path) {
  Dl_info self;
  dladdr((void *)beside, &self);
  snprintf(path, PATH_MAX, "%.*s/%s", (int)(strrchr(self.dli_fname, '/') - self.dli_fname),
           self.dli_fname, name);
  return path;
}

static void count(const char *name) {
  char path[PATH_MAX];
  int fd = open(beside(name, path), O_WRONLY | O_CREAT | O_APPEND, 0600);
  if (write(fd, "x", 1) != 1) abort();
  close(fd);
}

static CK_RV initialize(void *arguments) {
  char path[PATH_MAX];
  setenv("SOFTHSM2_CONF", beside("softhsm2.conf", path), 1);
  return ((CK_RV(*)(void *))real->function[INITIALIZE])(arguments);
}

static CK_RV token_info(CK_ULONG slot, void *info) {
  CK_RV rv = ((CK_RV(*)(CK_ULONG, void *))real->function[GET_TOKEN_INFO])(slot, info);
  char path[PATH_MAX];
  FILE *file = fopen(beside("flags", path), "r");
  CK_ULONG flags = 0;
  if (file != NULL) {
    if (rv == 0 && fscanf(file, "%lx", &flags) == 1) {
      *(CK_ULONG *)((char *)info + TOKEN_INFO_FLAGS) |= flags;
    }
    fclose(file);
  }
  return rv;
}

static CK_RV login(CK_ULONG session, CK_ULONG user, void *pin, CK_ULONG length) {
  count("logins");
  return ((CK_RV(*)(CK_ULONG, CK_ULONG, void *, CK_ULONG))real->function[LOGIN])(
      session, user, pin, length);
}

static CK_RV sign_init(CK_ULONG session, void *mechanism, CK_ULONG key) {
  char path[PATH_MAX];
  if (access(beside("gone", path), F_OK) == 0) return CKR_DEVICE_REMOVED;
  return ((CK_RV(*)(CK_ULONG, void *, CK_ULONG))real->function[SIGN_INIT])(session, mechanism, key);
}

static CK_RV sign(CK_ULONG session, void *data, CK_ULONG length, void *out, CK_ULONG *out_length) {
  char path[PATH_MAX];
  beside("busy", path);
  int mine = open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
  if (mine < 0) count("overlaps");
  usleep(SIGN_MICROSECONDS);
  CK_RV rv = ((CK_RV(*)(CK_ULONG, void *, CK_ULONG, void *, CK_ULONG *))real->function[SIGN])(
      session, data, length, out, out_length);
  if (out != NULL) count("signatures");
  if (mine >= 0) {
    close(mine);
    unlink(path);
  }
  return rv;
}

CK_RV C_GetFunctionList(FunctionList **out) {
  if (real == NULL) {
    char path[PATH_MAX];
    void *library = dlopen(beside("libsofthsm2.so", path), RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) return CKR_GENERAL_ERROR;
    CK_RV (*get)(FunctionList **) = dlsym(library, "C_GetFunctionList");
    if (get == NULL || get(&real) != 0) return CKR_GENERAL_ERROR;
    list = *real;
    list.function[INITIALIZE] = initialize;
    list.function[GET_TOKEN_INFO] = token_info;
    list.function[LOGIN] = login;
    list.function[SIGN_INIT] = sign_init;
    list.function[SIGN] = sign;
  }
  *out = &list;
  return 0;
}
