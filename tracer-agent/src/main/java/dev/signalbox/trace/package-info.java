/** What an event is and how it lies in memory. */
package dev.signalbox.trace;
