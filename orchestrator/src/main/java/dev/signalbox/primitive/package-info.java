/** What each primitive does. */
package dev.signalbox.primitive;
