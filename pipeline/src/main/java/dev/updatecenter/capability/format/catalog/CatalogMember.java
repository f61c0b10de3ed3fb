package dev.updatecenter.capability.format.catalog;

/**
 * One file that a catalog vouches for.
 *
 * @param file its name where the catalog gives one, else empty; the digest alone decides
 * @param hash what the digest was computed with
 * @param digest lower-case hex
 * @param kind how it was taken
 * @param osAttribute the systems it is meant for, such as {@code 2:10.0}; empty for all
 */
public record CatalogMember(
    String file, MemberHash hash, String digest, MemberKind kind, String osAttribute) {}
