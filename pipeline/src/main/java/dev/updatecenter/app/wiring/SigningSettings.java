package dev.updatecenter.app.wiring;

import dev.updatecenter.capability.authenticode.SigningKey.Custody;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How keys are used: {@code signing}.
 *
 * @param concurrency how many private-key operations at once; empty for what suits the key
 * @param lockFolder where the locks of tokens lie; empty for the user's own folder
 * @param userState the user's own folder for state, as the XDG base directories have it
 */
public record SigningSettings(OptionalInt concurrency, Optional<Path> lockFolder, Path userState) {
  /** What suits each key. */
  public static final SigningSettings USUAL =
      new SigningSettings(OptionalInt.empty(), Optional.empty(), ownState());

  private static final int OF_SERVICES = 4;
  private static final int MOST = 64;

  static SigningSettings read(SettingsSource source) {
    return new SigningSettings(
        source
            .text("SIGNING_CONCURRENCY", "signing", "concurrency")
            .map(v -> OptionalInt.of(number(v.text().strip())))
            .orElse(OptionalInt.empty()),
        source.path("SIGNING_LOCK_FOLDER", "signing", "lockFolder"),
        source.plainVariable("XDG_STATE_HOME").map(Path::of).orElseGet(SigningSettings::ownState));
  }

  private static Path ownState() {
    return Path.of(System.getProperty("user.home", "."), ".local", "state");
  }

  private static int number(String text) {
    if (!text.matches("\\d{1,2}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST) {
      throw UpdateCenterException.error(
              "UC1105", ExitCode.USAGE, "signing.concurrency is no number from 1 to " + MOST)
          .where("signing.concurrency")
          .why("it says how many private-key operations run at once")
          .fix("leave it out, or write a small number; 1 for most tokens")
          .state("nothing was changed")
          .build();
    }
    return Integer.parseInt(text);
  }

  /** How many operations at once for a key that is kept so. */
  int limit(Custody custody) {
    return concurrency.orElseGet(
        () ->
            switch (custody) {
              case TOKEN -> 1;
              case SERVICE -> OF_SERVICES;
              case FILE -> Runtime.getRuntime().availableProcessors();
            });
  }
}
