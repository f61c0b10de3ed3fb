package dev.updatecenter.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is counted in a run. Safe from many threads. */
final class Tally {
  static final String ROUNDS = "rounds";
  static final String KILLED = "publishers-killed";
  static final String PUBLISHED = "releases-published";
  static final String PUBLISHER_FAULTS = "publisher-faults";
  static final String VISITS_OURS = "visits";
  static final String VISITS_TUF_JS = "visits-tuf-js";
  static final String CLIENT_FAILURES = "client-failures";
  static final String CONNECTION_ERRORS = "client-connection-errors";
  static final String INCONSISTENT = "inconsistent-worlds";
  static final String REWRITTEN = "rewritten-blobs";
  static final String LOST = "lost-blobs";
  static final String DOUBLED = "doubled-blobs";
  static final String RUBBISH = "unexplained-blobs";
  static final String ORPHANS = "orphans-of-killed-runs";

  private final Map<String, Integer> counts = new TreeMap<>();
  private final List<String> told = new ArrayList<>();

  synchronized void add(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  synchronized void set(String what, int count) {
    counts.put(what, count);
  }

  /** Counts a fault, and keeps what it was. */
  synchronized void fault(String what, String story) {
    add(what);
    told.add(what + ": " + story);
  }

  synchronized int count(String what) {
    return counts.getOrDefault(what, 0);
  }

  /** What happened that must not, in its order. */
  synchronized List<String> faults() {
    return List.copyOf(told);
  }
}
