/**
 * What devices read, and how a device decides on it: the same code at both ends.
 *
 * <p>In: flights, published releases, a rollout; out: offer and rollout documents, and an {@link
 * dev.updatecenter.stage.offer.OfferDecision} for one device. Starts and moves no flight, installs
 * nothing.
 */
@NullMarked
package dev.updatecenter.stage.offer;

import org.jspecify.annotations.NullMarked;
