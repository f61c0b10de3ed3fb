package dev.updatecenter.capability.format.cab;

/**
 * Where the Authenticode signature (PKCS#7) of a cabinet lies: right after the cabinet.
 *
 * @param offset from the start of the file, in bytes
 * @param length in bytes; may count padding after the signature
 */
public record SignatureSpan(long offset, long length) {}
