package dev.updatecenter.stage.flighting;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

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
   * @param since since when the flight is held at its share; empty when a person stopped it
   */
  record Hold(List<String> missing, Optional<Instant> earliest, Optional<Instant> since)
      implements GateDecision {
    /** Copies. */
    public Hold {
      missing = List.copyOf(missing);
    }

    /** A hold by a person. */
    static Hold byPerson(String missing) {
      return new Hold(List.of(missing), Optional.empty(), Optional.empty());
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
   * @param codes which codes failed devices gave, and how many; for {@link HaltRule#ERROR_CODE}
   *     those that halt
   */
  record Halt(HaltRule rule, String facts, SortedMap<FailureCode, Integer> codes)
      implements GateDecision {
    /** Copies. */
    public Halt {
      codes = Collections.unmodifiableSortedMap(new TreeMap<>(codes));
    }

    /** What the rollout tells people and devices of it: rule, counts, the commonest codes. */
    public String reason() {
      String reason = rule.wireName() + ": " + facts;
      return rule == HaltRule.ERROR_CODE || codes.isEmpty()
          ? reason
          : reason + "; " + Counts.top(codes);
    }

    @Override
    public String wireName() {
      return "halt";
    }
  }
}
