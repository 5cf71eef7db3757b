/** Turns a command line into a run. */
package dev.signalbox.cli;
