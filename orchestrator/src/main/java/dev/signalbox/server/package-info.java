/** Shows runs to a browser. */
package dev.signalbox.server;
