package dev.updatecenter.capability.authenticode;

import dev.updatecenter.capability.authenticode.revocation.OcspCheck;
import dev.updatecenter.capability.authenticode.revocation.RevocationList;
import dev.updatecenter.capability.authenticode.revocation.RevocationSources;
import dev.updatecenter.capability.authenticode.revocation.Revoked;
import dev.updatecenter.kernel.core.Finding;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks the configured sources about every certificate of a path (RFC 5280 6.3, RFC 6960 3.2). */
final class Revocation {
  private final RevocationSources sources;
  private final RevocationFindings say;
  private final Instant at;
  private final Instant now;

  /**
   * @param at when the signature was made: what was revoked later was good then
   * @param now when it is judged: what has to be current then
   */
  Revocation(RevocationSources sources, Instant at, Instant now, String subject) {
    this.sources = sources;
    this.say = new RevocationFindings(subject, at);
    this.at = at;
    this.now = now;
  }

  /**
   * What came of it.
   *
   * @param findings what is wrong
   * @param unknown certificates of which no source said anything that counts
   */
  record Outcome(List<Finding> findings, List<X509Certificate> unknown) {
    Outcome {
      findings = List.copyOf(findings);
      unknown = List.copyOf(unknown);
    }
  }

  /** Checks a path: leaf first, trusted root last. The root is trusted as it stands. */
  Outcome check(List<X509Certificate> path) {
    List<Finding> findings = new ArrayList<>();
    List<X509Certificate> unknown = new ArrayList<>();
    for (int i = 0; i + 1 < path.size(); i++) {
      Word word = new Word();
      lists(path.get(i), path.get(i + 1), word);
      new OcspInquiry(sources.responders(), say, asOf())
          .ask(path.get(i), path.get(i + 1), word, this::taken);
      if (!word.known()) {
        unknown.add(path.get(i));
      }
      findings.addAll(word.findings(path.get(i)));
    }
    return new Outcome(findings, unknown);
  }

  private void lists(X509Certificate certificate, X509Certificate issuer, Word word) {
    for (RevocationList list : sources.lists()) {
      if (!list.isOf(issuer)) {
        continue;
      }
      Optional<String> refusal = list.refusal(issuer);
      if (refusal.isPresent()) {
        word.add(say.unusable(list, refusal.get()));
      } else if (list.thisUpdate().isAfter(asOf().plus(OcspCheck.SKEW))) {
        word.add(say.future(list));
      } else {
        sources.proven().accept(list);
        word.current(list.nextUpdate());
        list.find(certificate.getSerialNumber())
            .ifPresent(revoked -> taken(certificate, revoked, word));
      }
    }
  }

  private void taken(X509Certificate certificate, Revoked revoked, Word word) {
    if (!at.isBefore(revoked.since())) {
      word.add(say.revoked(certificate, revoked));
    }
  }

  /** Whether a delegate of the authority was taken back itself. */
  boolean isTaken(X509Certificate delegate, X509Certificate issuer) {
    return sources.lists().stream()
        .filter(list -> list.isOf(issuer) && list.refusal(issuer).isEmpty())
        .anyMatch(list -> list.find(delegate.getSerialNumber()).isPresent());
  }

  /** Judged as of long ago, what is at hand is still not from the future. */
  private Instant asOf() {
    return now.isAfter(sources.readAt()) ? now : sources.readAt();
  }

  /** What the sources say of one certificate. */
  final class Word {
    private final List<Finding> found = new ArrayList<>();
    private Optional<Instant> until = Optional.empty();

    void add(Finding finding) {
      found.add(finding);
    }

    /** A source that counts says something, and says more by then. */
    void current(Instant nextUpdate) {
      until = Optional.of(until.filter(u -> u.isAfter(nextUpdate)).orElse(nextUpdate));
    }

    boolean known() {
      return until.isPresent();
    }

    boolean delegateIsTaken(X509Certificate delegate, X509Certificate issuer) {
      return isTaken(delegate, issuer);
    }

    /** What was found; that the newest word is out of date, too. */
    List<Finding> findings(X509Certificate certificate) {
      List<Finding> all = new ArrayList<>(found);
      until
          .filter(end -> end.isBefore(now))
          .ifPresent(end -> all.add(say.outOfDate(certificate, end)));
      return all;
    }
  }
}
