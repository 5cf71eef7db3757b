/** Puts every worker's events into one order, on disk. */
package dev.signalbox.collect;
