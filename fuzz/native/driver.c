/*
 * libFuzzer at one end, a .NET process with a target at the other. The inputs go over in shared memory, which also holds the map of
 * edges that instrumented code counts into; two pipes say "run this many octets" and "ran, and how it ended".
 *
 * DANECORE_FUZZ_PROGRAM is the assembly to run with dotnet, DANECORE_FUZZ_TARGET the target's name.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

#define MAP_SIZE 65536
#define MOST_OCTETS 65535

/* libFuzzer takes what stands in this section for coverage of its own; nothing here reads it, so the compiler is told to keep it. */
__attribute__((section("__libfuzzer_extra_counters"), used)) uint8_t counters[MAP_SIZE];

static uint8_t *shared;
static int control, status;

static void give_up(const char *what)
{
    perror(what);
    _exit(1);
}

static void put_number(const char *name, int number)
{
    char text[16];
    snprintf(text, sizeof text, "%d", number);
    setenv(name, text, 1);
}

static int32_t read_status(void)
{
    int32_t answer;
    if (read(status, &answer, sizeof answer) != sizeof answer)
        return -1;
    return answer;
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    const char *program = getenv("DANECORE_FUZZ_PROGRAM"), *target = getenv("DANECORE_FUZZ_TARGET");
    if (!program || !target) {
        fprintf(stderr, "set DANECORE_FUZZ_PROGRAM and DANECORE_FUZZ_TARGET; fuzz/run.sh does\n");
        _exit(2);
    }

    int memory = shmget(IPC_PRIVATE, MAP_SIZE + MOST_OCTETS + 1, 0600);
    if (memory < 0)
        give_up("shmget");
    shared = shmat(memory, NULL, 0);
    if (shared == (void *)-1)
        give_up("shmat");

    int to_child[2], from_child[2];
    if (pipe(to_child) || pipe(from_child))
        give_up("pipe");
    pid_t child = fork();
    if (child < 0)
        give_up("fork");
    if (child == 0) {
        close(to_child[1]);
        close(from_child[0]);
        put_number("__LIBFUZZER_SHM_ID", memory);
        put_number("__LIBFUZZER_CONTROL_PIPE_ID", to_child[0]);
        put_number("__LIBFUZZER_STATUS_PIPE_ID", from_child[1]);
        execlp("dotnet", "dotnet", program, "libfuzzer", target, (char *)NULL);
        give_up("dotnet");
    }

    close(to_child[0]);
    close(from_child[1]);
    control = to_child[1];
    status = from_child[0];
    if (read_status() != 0) {
        fprintf(stderr, "the target did not start\n");
        _exit(1);
    }

    /* Attached at both ends: gone when both are. */
    shmctl(memory, IPC_RMID, NULL);
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > MOST_OCTETS)
        return 0;
    memset(shared, 0, MAP_SIZE);
    memcpy(shared + MAP_SIZE, data, size);
    int32_t length = (int32_t)size;
    if (write(control, &length, sizeof length) != sizeof length || read_status() != 0)
        abort();
    memcpy(counters, shared, MAP_SIZE);
    return 0;
}
