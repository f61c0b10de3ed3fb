package dev.updatecenter.stage.flighting;

import java.util.Locale;

/** Whether devices of a ring may take a release: {@code state} in {@code rollout.json}. */
public enum RolloutState {
  /** Devices in the share take it. */
  ACTIVE,
  /** Nobody begins it for now; a resume gives it to the same devices. */
  PAUSED,
  /** Nobody begins it; only a resume by the ring's own signers brings it back. */
  HALTED;

  /**
   * Finds a state by its name in the document.
   *
   * @throws IllegalArgumentException for an unknown name
   */
  public static RolloutState parse(String wireName) {
    for (RolloutState state : values()) {
      if (state.wireName().equals(wireName)) {
        return state;
      }
    }
    throw new IllegalArgumentException("not a rollout state: " + wireName);
  }

  /** The name in the document. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
