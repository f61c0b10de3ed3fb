package dev.updatecenter.app.api;

/**
 * The result of {@code demo}.
 *
 * @param changed whether this run did anything
 * @param state of the flight
 */
public record DemoJson(
    int schemaVersion,
    boolean changed,
    String product,
    String release,
    String ring,
    String state) {}
