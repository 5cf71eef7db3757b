package dev.signalbox.collect;

import dev.signalbox.trace.Op;

/**
 * A thread that the kernel proves asleep, and that cannot wake by itself.
 *
 * @param worker index of the worker, or -1 for a program that a worker has started
 * @param parent pid of the process that started it
 * @param program its name, as the kernel has it
 * @param op what it sleeps in: READ, WRITE, OPEN, WAITPID; null where it waits for other threads of its process
 * @param object index of the object that the call is on, or {@link dev.signalbox.trace.Event#NO_OBJECT}
 * @param count rises whenever it wakes: two that are equal mean that it slept in between
 */
public record Asleep(int worker, int pid, int parent, int tid, String program, Op op, int object, long count) {}
