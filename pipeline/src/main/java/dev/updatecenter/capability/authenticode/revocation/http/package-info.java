/**
 * Revocation lists and OCSP answers from configured addresses, kept in a folder.
 *
 * <p>In: addresses of the configuration; out: lists and answers, fresh or kept. Never follows a
 * redirect, asks no address that stands in a certificate, and keeps nothing that was not proven.
 */
@NullMarked
package dev.updatecenter.capability.authenticode.revocation.http;

import org.jspecify.annotations.NullMarked;
