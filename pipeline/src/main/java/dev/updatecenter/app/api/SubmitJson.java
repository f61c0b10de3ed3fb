package dev.updatecenter.app.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of {@code submit}.
 *
 * @param state {@code published}, {@code revised}, {@code unchanged} or {@code refused}
 */
public record SubmitJson(
    int schemaVersion,
    String state,
    @Nullable String product,
    @Nullable ReleaseJson release,
    List<FindingJson> findings) {}
