/** Plays one scenario once, or shows what was played. */
package dev.signalbox.run;
