/** What a scenario says. */
package dev.signalbox.scenario;
