package dev.updatecenter.kernel.core;

/** Port: tells a person how far long work has come. Never throws, may be called from any thread. */
public interface Progress {
  /** Says nothing. */
  Progress NONE =
      new Progress() {
        @Override
        public Task begin(String label, long total, Unit unit) {
          return new Task() {
            @Override
            public void advance(long amount) {}

            @Override
            public void close() {}
          };
        }

        @Override
        public void say(String line) {}
      };

  /**
   * Begins a piece of work.
   *
   * @param label what is done, in a few words
   * @param total how much there is, in {@code unit}; 0 where unknown
   */
  Task begin(String label, long total, Unit unit);

  /** One line of narration. */
  void say(String line);

  /**
   * Something that stops nothing, but that somebody has to know: said also where progress is not.
   */
  default void warn(Finding warning) {
    say(warning.severity().wireName() + " " + warning.code() + ": " + warning.message());
  }

  /** What is counted. */
  enum Unit {
    /** Bytes. */
    BYTES,
    /** Things: packages, files, reports. */
    ITEMS
  }

  /** One piece of work; closing it ends it, however far it came. */
  interface Task extends AutoCloseable {
    /** So much more is done. */
    void advance(long amount);

    @Override
    void close();
  }
}
