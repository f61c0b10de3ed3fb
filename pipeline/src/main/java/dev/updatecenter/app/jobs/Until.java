package dev.updatecenter.app.jobs;

/** How far {@code submit} goes: the steps may run on different hosts. */
public enum Until {
  /** Nothing is signed, and no key is asked for. */
  VALIDATION,
  /** Everything is signed, and the store was not touched. */
  SIGN,
  /** All the way. */
  PUBLISHED
}
