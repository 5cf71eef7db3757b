/** Holds the trace of whole runs against what strace saw the kernel do. */
package dev.signalbox.witness;
