/**
 * Plays one worker of a scenario, step by step.
 *
 * <p>The worker reads its job from a descriptor whose number it is called with, as one Java serialization stream:
 * whether the orchestrator started it (boolean), the scenario's file name (UTF), its index among the workers (int), its
 * declaration, its variables (the numbers of its ends among them), the folder of the run and one for the jobs of its
 * children (both UTF), and a
 * count of workers that steps start, each with index, declaration, command line of its JVM (a list of strings), files for
 * output and errors (UTF). Then it reports. A map of names to pids means go. A worker that another one started has all of
 * this in a file.
 *
 * <p>A report is four ints, little-endian: 1, its index (it is ready); 2, its index, the child's index, the child's pid (it
 * started one); 3, pid, status (it waited for one).
 */
package dev.signalbox.worker;
