package dev.updatecenter.app.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of {@code pause}, {@code resume} and {@code halt}.
 *
 * @param state {@code changed}, or {@code unchanged} when it was so before
 * @param act which of the three
 * @param flight as it stands now; null where its row in the ledger is damaged or another home's
 * @param seen the state that devices see, null where they were never told of it
 * @param devices what becomes of devices, a sentence each
 * @param next how to go on, a sentence or a command each
 * @param elsewhere other rings in which devices may still begin the same release
 */
public record ControlResultJson(
    int schemaVersion,
    String state,
    String product,
    String act,
    String ring,
    String version,
    @Nullable FlightJson flight,
    @Nullable String seen,
    List<String> devices,
    List<String> next,
    List<String> elsewhere) {
  /** Copies. */
  public ControlResultJson {
    devices = List.copyOf(devices);
    next = List.copyOf(next);
    elsewhere = List.copyOf(elsewhere);
  }
}
