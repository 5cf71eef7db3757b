/** The kernel as Java sees it: one method per call, errno always with it. */
package dev.signalbox.kernel;
