package dev.updatecenter.stage.flighting;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a gate decides about a flight at one moment. */
public sealed interface GateDecision {
  /** Its name in JSON. */
  String wireName();

  /**
   * The ring goes to its next share.
   *
   * @param share the next share, wider than the present one
   */
  record Widen(Share share) implements GateDecision {
    @Override
    public String wireName() {
      return "widen";
    }
  }

  /**
   * The ring has passed: the next one may begin.
   *
   * @param facts what was asked and is there, a sentence each
   */
  record Pass(List<String> facts) implements GateDecision {
    /** Copies. */
    public Pass {
      facts = List.copyOf(facts);
    }

    @Override
    public String wireName() {
      return "pass";
    }
  }

  /**
   * Nothing changes now.
   *
   * @param missing what is missing, a sentence each
   * @param earliest before when the clock alone forbids it; empty when only reports or people do
   */
  record Hold(List<String> missing, Optional<Instant> earliest) implements GateDecision {
    /** Copies. */
    public Hold {
      missing = List.copyOf(missing);
    }

    @Override
    public String wireName() {
      return "hold";
    }
  }

  /**
   * The ring is halted.
   *
   * @param rule which rule says so
   * @param facts the counts that fulfil it, in a sentence
   */
  record Halt(HaltRule rule, String facts) implements GateDecision {
    @Override
    public String wireName() {
      return "halt";
    }
  }
}
