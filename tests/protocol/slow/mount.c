/* Makes a folder slow: everything below $SLOW_FOLDER is opened, listed, looked at and watched only while somebody holds the
 * pipe $SLOW_GATE open for writing. Loaded before the C library (LD_PRELOAD), whose functions of these names it wraps. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static void wait_for(const char *path) {
    const char *folder = getenv("SLOW_FOLDER"), *gate = getenv("SLOW_GATE");
    if (!path || !folder || !gate || strncmp(path, folder, strlen(folder)) != 0)
        return;
    int before = errno;
    int fd;
    /* To open a pipe for reading is to wait for whoever writes. */
    do
        fd = (int)syscall(SYS_openat, AT_FDCWD, gate, O_RDONLY | O_CLOEXEC);
    while (fd < 0 && errno == EINTR);
    if (fd >= 0)
        syscall(SYS_close, fd);
    errno = before;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static mode_t mode_of(int flags, va_list rest) {
    return (flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE ? (mode_t)va_arg(rest, int) : 0;
}

int open(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    mode_t mode = mode_of(flags, rest);
    va_end(rest);
    wait_for(path);
    return REAL(open)(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    mode_t mode = mode_of(flags, rest);
    va_end(rest);
    wait_for(path);
    return REAL(open64)(path, flags, mode);
}

DIR *opendir(const char *path) {
    wait_for(path);
    return REAL(opendir)(path);
}

int statx(int folder, const char *path, int flags, unsigned mask, struct statx *found) {
    wait_for(path);
    return REAL(statx)(folder, path, flags, mask, found);
}

int stat64(const char *path, struct stat64 *found) {
    wait_for(path);
    return REAL(stat64)(path, found);
}

int lstat64(const char *path, struct stat64 *found) {
    wait_for(path);
    return REAL(lstat64)(path, found);
}

char *realpath(const char *path, char *resolved) {
    wait_for(path);
    return REAL(realpath)(path, resolved);
}

int inotify_add_watch(int watcher, const char *path, uint32_t mask) {
    wait_for(path);
    return REAL(inotify_add_watch)(watcher, path, mask);
}
