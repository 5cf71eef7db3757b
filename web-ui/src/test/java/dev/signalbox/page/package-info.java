/** Tests the page in a real Chromium, and its floor plan. */
package dev.signalbox.page;
