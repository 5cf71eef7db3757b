/*
 * What read() and write() do on a pipe, one line for each cell of the table in scenarios/pipes/read-write:
 *
 *     read 100, blocking, empty, writers present = waits
 *
 * Each cell gets a pipe of its own, filled as the cell says. The call is made in a child, so that a call that does
 * not return can be seen from outside: "waits" means that the kernel itself said twice that the child sleeps in just
 * this call. No clock is asked, and no alarm set.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define CAPACITY 65536
#define PARTLY 63000
#define MANY 100000

struct shared {
    atomic_int returned;
    long result;
    int error;
};

static const char *const modes[] = {"blocking", "O_NONBLOCK"};
static const char *const levels[] = {"empty", "partly full", "full"};
static const int level_bytes[] = {0, PARTLY, CAPACITY};
static const char *const others[] = {"present", "gone"};
static const int read_counts[] = {100, MANY};
static const int write_counts[] = {100, 4096, MANY};

static struct shared *shared;
static char data[MANY];

static void must(int holds, const char *what) {
    if (!holds) {
        perror(what);
        exit(2);
    }
}

/* 1 when the kernel says that the process sleeps in this call on this descriptor. */
static int sleeps_in(pid_t pid, long call, int fd) {
    char path[64], line[512], state;
    long number, argument;
    snprintf(path, sizeof path, "/proc/%d/syscall", pid);
    FILE *f = fopen(path, "r");
    if (f == NULL) {
        return 0;
    }
    int is_call = fscanf(f, "%ld %lx", &number, (unsigned long *)&argument) == 2 && number == call && argument == fd;
    fclose(f);
    snprintf(path, sizeof path, "/proc/%d/stat", pid);
    f = fopen(path, "r");
    if (!is_call || f == NULL) {
        if (f != NULL) {
            fclose(f);
        }
        return 0;
    }
    /* Just after a wake-up the call's number is still there; the state tells. */
    int is_asleep = fgets(line, sizeof line, f) != NULL && sscanf(strrchr(line, ')') + 1, " %c", &state) == 1
            && state == 'S';
    fclose(f);
    return is_asleep;
}

static int waits(pid_t pid, long call, int fd) {
    for (;;) {
        if (atomic_load(&shared->returned)) {
            return 0;
        }
        if (sleeps_in(pid, call, fd) && sleeps_in(pid, call, fd) && !atomic_load(&shared->returned)) {
            return 1;
        }
        sched_yield();
    }
}

static void cell(int is_write, int count, int mode, int level, int other) {
    int ends[2];
    must(pipe(ends) == 0, "pipe");
    must(fcntl(ends[1], F_GETPIPE_SZ) == CAPACITY, "a pipe of 65536 bytes");
    must(write(ends[1], data, level_bytes[level]) == level_bytes[level], "fill");
    int fd = ends[is_write];
    if (mode == 1) {
        must(fcntl(fd, F_SETFL, O_NONBLOCK) == 0, "fcntl");
    }
    if (other == 1) {
        close(ends[!is_write]);
    }
    atomic_store(&shared->returned, 0);
    pid_t pid = fork();
    must(pid >= 0, "fork");
    if (pid == 0) {
        shared->result = is_write ? write(fd, data, count) : read(fd, data, count);
        shared->error = errno;
        atomic_store(&shared->returned, 1);
        _exit(0);
    }
    int is_waiting = waits(pid, is_write ? SYS_write : SYS_read, fd);
    kill(pid, SIGKILL);
    must(waitpid(pid, NULL, 0) == pid, "waitpid");
    close(fd);
    if (other == 0) {
        close(ends[!is_write]);
    }
    printf("%s %d, %s, %s, %s %s = ", is_write ? "write" : "read", count, modes[mode], levels[level],
            is_write ? "readers" : "writers", others[other]);
    if (is_waiting) {
        printf("waits\n");
    } else if (shared->result < 0) {
        printf("%s\n", strerrorname_np(shared->error));
    } else {
        printf("%ld\n", shared->result);
    }
}

int main(void) {
    /* Without it, a write that nobody will read ends the process before write() can return EPIPE. */
    signal(SIGPIPE, SIG_IGN);
    shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    must(shared != MAP_FAILED, "mmap");
    for (int mode = 0; mode < 2; mode++) {
        for (int level = 0; level < 3; level++) {
            for (int other = 0; other < 2; other++) {
                for (int i = 0; i < 2; i++) {
                    cell(0, read_counts[i], mode, level, other);
                }
                for (int i = 0; i < 3; i++) {
                    cell(1, write_counts[i], mode, level, other);
                }
            }
        }
    }
    return 0;
}
