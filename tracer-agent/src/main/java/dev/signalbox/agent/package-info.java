/** Puts a hook around every watched call. */
package dev.signalbox.agent;
