/** Starts workers and native programs, and learns how they end. */
package dev.signalbox.launch;
