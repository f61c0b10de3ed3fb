package dev.updatecenter.capability.packaging;

/**
 * A catalog in a package that was built.
 *
 * @param name in the package
 * @param members how many digests it lists
 * @param kept whether it lay in the folder with somebody's signature, and was left as it was
 */
public record BuiltCatalog(String name, int members, boolean kept) {}
