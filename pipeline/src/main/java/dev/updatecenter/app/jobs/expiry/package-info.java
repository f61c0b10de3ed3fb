/**
 * What ends when: certificates, metadata, revocation lists, and signatures of published packages.
 *
 * <p>In: a home and its store; out: a sorted list, each with what to do. Opens no private key, asks
 * for no PIN and nobody over the network.
 */
@NullMarked
package dev.updatecenter.app.jobs.expiry;

import org.jspecify.annotations.NullMarked;
