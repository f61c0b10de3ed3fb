/**
 * Signs with jsign and keys of PKCS#12 files.
 *
 * <p>In: a private key, its chain, timestamp authorities, a file; out: the file, signed. Never
 * judges a signature and never keeps a password.
 */
@NullMarked
package dev.updatecenter.capability.authenticode.jsign;

import org.jspecify.annotations.NullMarked;
