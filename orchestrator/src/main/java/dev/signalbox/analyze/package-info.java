/** Says what a trace means. */
package dev.signalbox.analyze;
