package dev.updatecenter.capability.format.wim;

/**
 * A file of an image.
 *
 * @param name its path, parts separated by a slash
 * @param content what it holds; none for an empty file
 */
record WimFile(String name, Sha1 content) {}
