/**
 * What people see of flights: how a product stands, what comes next, why a device is offered what.
 *
 * <p>In: what a home has on record at one moment, and what is published; out: answers in words and
 * times. Changes nothing, holds no lease, asks no key.
 */
@NullMarked
package dev.updatecenter.app.jobs.view;

import org.jspecify.annotations.NullMarked;
