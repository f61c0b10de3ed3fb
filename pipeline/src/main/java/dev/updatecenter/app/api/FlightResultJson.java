package dev.updatecenter.app.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of {@code flight}, {@code promote}, {@code pause}, {@code resume} and {@code halt}.
 *
 * @param state {@code started}, {@code unchanged}, {@code changed} or {@code refused}
 */
public record FlightResultJson(
    int schemaVersion,
    String state,
    String product,
    @Nullable FlightJson flight,
    List<FindingJson> findings) {}
