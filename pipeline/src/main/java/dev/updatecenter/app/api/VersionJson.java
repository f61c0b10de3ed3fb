package dev.updatecenter.app.api;

/**
 * The result of {@code version}.
 *
 * @param java version of the Java that runs it
 */
public record VersionJson(int schemaVersion, String program, String version, String java) {}
