/** Plain Java programs that scenarios run; they know nothing of Signalbox. */
package examples;
