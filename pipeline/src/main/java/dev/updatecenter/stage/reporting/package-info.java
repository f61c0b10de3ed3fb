/**
 * Takes in what devices say about a release, and counts it for the gates.
 *
 * <p>In: signed reports from the private part of the store; out: a {@link
 * dev.updatecenter.stage.reporting.DeviceReport} each, and a ring's health. Never believes a device
 * that is not enrolled, decides nothing about a flight.
 */
@NullMarked
package dev.updatecenter.stage.reporting;

import org.jspecify.annotations.NullMarked;
