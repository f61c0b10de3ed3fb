package dev.updatecenter.app.jobs.expiry;

import dev.updatecenter.kernel.core.ProductName;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that ends, or will not.
 *
 * @param product whose; empty for what is the home's
 * @param subject what, in words
 * @param ends when; empty for what stays, and for what could not be read
 * @param unread why nobody knows; empty for what is known
 * @param consequence what happens then
 * @param advice what to do
 * @param targets the published packages that it is about, where they end
 */
public record Expiry(
    ExpiryKind kind,
    Optional<ProductName> product,
    String subject,
    Optional<Instant> ends,
    Optional<String> unread,
    String consequence,
    String advice,
    List<String> targets) {
  /** The first to end first; what nobody knows before all, what stays behind all. */
  static final Comparator<Expiry> ORDER =
      Comparator.comparing(
              (Expiry e) -> e.unread().isPresent() ? Instant.MIN : e.ends().orElse(Instant.MAX))
          .thenComparing(Expiry::kind)
          .thenComparing(e -> e.product().map(ProductName::value).orElse(""))
          .thenComparing(Expiry::subject);

  /** Copies. */
  public Expiry {
    targets = List.copyOf(targets);
  }

  /** Something that ends, of the home. */
  static Expiry of(
      ExpiryKind kind, String subject, Instant ends, String consequence, String advice) {
    return new Expiry(
        kind,
        Optional.empty(),
        subject,
        Optional.of(ends),
        Optional.empty(),
        consequence,
        advice,
        List.of());
  }

  /** Something of which nobody knows. */
  static Expiry unread(
      ExpiryKind kind, Optional<ProductName> product, String subject, String why, String advice) {
    return new Expiry(
        kind,
        product,
        subject,
        Optional.empty(),
        Optional.of(why),
        "Nobody knows when it ends.",
        advice,
        List.of());
  }

  /** The same of a product. */
  Expiry of(ProductName name) {
    return new Expiry(kind, Optional.of(name), subject, ends, unread, consequence, advice, targets);
  }

  /** How it stands. */
  public enum State {
    /** Over. */
    EXPIRED,
    /** So near that it is told. */
    SOON,
    /** Far away. */
    OK,
    /** It does not end. */
    STAYS,
    /** Nobody knows. */
    UNKNOWN;

    /** The word in JSON. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How it stands at a time. */
  public State state(Instant now) {
    if (ends.isEmpty()) {
      return unread.isPresent() ? State.UNKNOWN : State.STAYS;
    }
    if (!now.isBefore(ends.get())) {
      return State.EXPIRED;
    }
    boolean near = !now.plus(kind.told()).isBefore(ends.get());
    return near ? State.SOON : State.OK;
  }

  /** Whether it ends within a time, as far as that is for a person to prevent; or is over. */
  public boolean alarms(Instant now, Duration within) {
    return kind.alarms()
        && ends.filter(end -> !now.plus(kind.alarm(within)).isBefore(end)).isPresent();
  }
}
