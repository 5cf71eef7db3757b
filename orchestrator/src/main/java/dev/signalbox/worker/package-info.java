/**
 * Plays one worker of a scenario, step by step.
 *
 * <p>The worker reads from its standard input, as one Java serialization stream: the orchestrator's pid (int), the
 * scenario's file name (UTF), the declaration of the worker, a count and that many descriptors of the orchestrator (the
 * ends it holds, in the order of the declaration), and the descriptor on which it reports that it holds them. One byte
 * more means go; the end of the input, at any time, that the orchestrator is gone.
 */
package dev.signalbox.worker;
