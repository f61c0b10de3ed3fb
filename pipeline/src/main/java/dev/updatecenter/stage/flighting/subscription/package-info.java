/**
 * Knows the IoT Core Services subscriptions of a product, and how many devices they are for.
 *
 * <p>In: what a person says that was bought, and how many devices are enrolled; out: a {@link
 * dev.updatecenter.stage.flighting.subscription.SubscriptionCover} and its findings. Buys nothing,
 * asks no billing service, stops no flight that has begun.
 */
@NullMarked
package dev.updatecenter.stage.flighting.subscription;

import org.jspecify.annotations.NullMarked;
