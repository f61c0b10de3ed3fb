package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.AuditTrail;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.ledger.AuditVerification;
import dev.updatecenter.capability.ledger.BoundedFindings;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.Severity;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Checks the audit logs of a home, and holds them against their copies in the store. */
public final class AuditCheck {
  private final Wiring wiring;
  private final AuditTrail trail;
  private final List<Chain> chains = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private ExitCode exit = ExitCode.DONE;

  /** Checks what a wiring reaches. */
  public AuditCheck(Wiring wiring) {
    this.wiring = wiring;
    this.trail = wiring.auditTrail();
  }

  /**
   * One log.
   *
   * @param verification what was found; empty where the log could not be read at all
   * @param compared whether its copies could be read
   */
  public record Chain(
      ProductName book, Optional<AuditVerification> verification, boolean compared) {}

  /**
   * What it came to.
   *
   * @param exit how the command ends: 11 when something is wrong, the fault's when the store or the
   *     database could not be read
   */
  public record Result(List<Chain> chains, List<Finding> findings, ExitCode exit) {
    /** Copies. */
    public Result {
      chains = List.copyOf(chains);
      findings = List.copyOf(findings);
    }
  }

  /**
   * Whose records the database holds: of registered products, and whatever else left some.
   *
   * @param named the one that is asked for; empty for all
   * @throws UpdateCenterException exit 5 when it is unknown
   */
  public static List<ProductName> recorded(Wiring wiring, Optional<ProductName> named) {
    return chosen(wiring, new TreeSet<>(wiring.auditTrail().recorded()), named);
  }

  private static List<ProductName> chosen(
      Wiring wiring, SortedSet<ProductName> books, Optional<ProductName> named) {
    if (wiring.home().hasDatabase()) {
      wiring.models().list().forEach(each -> books.add(each.model().product()));
    }
    if (named.isPresent() && !books.contains(named.get())) {
      throw Products.unknown(wiring.home(), named.get());
    }
    return named.map(List::of).orElseGet(() -> List.copyOf(books));
  }

  /**
   * Checks one log, or all.
   *
   * @throws UpdateCenterException exit 5 when the one is unknown
   */
  public Result run(Optional<ProductName> named) {
    SortedSet<ProductName> books = new TreeSet<>(trail.recorded());
    try {
      books.addAll(trail.copied());
    } catch (UpdateCenterException e) {
      uncompared("the audit log", e);
    }
    for (ProductName book : chosen(wiring, books, named)) {
      check(book);
    }
    if (findings.stream().anyMatch(f -> f.severity() == Severity.ERROR)) {
      raise(ExitCode.UNTRUSTED);
    }
    return new Result(chains, findings, exit);
  }

  private void check(ProductName book) {
    BoundedFindings ofCopies = new BoundedFindings();
    try {
      add(book, trail.verify(book, ofCopies), true);
    } catch (UpdateCenterException e) {
      alone(book, e);
    }
    findings.addAll(ofCopies.list());
  }

  /** The store cannot be read, or the log cannot: the second try tells which. */
  private void alone(ProductName book, UpdateCenterException store) {
    try {
      add(book, trail.verifyAlone(book), false);
      uncompared("audit log of " + book, store);
    } catch (UpdateCenterException log) {
      chains.add(new Chain(book, Optional.empty(), false));
      findings.add(
          Finding.error(log.code(), "audit log of " + book, String.valueOf(log.getMessage()))
              .because(log.why())
              .fixedBy(log.fix()));
      raise(log.exit());
    }
  }

  private void add(ProductName book, AuditVerification verification, boolean compared) {
    chains.add(new Chain(book, Optional.of(verification), compared));
    findings.addAll(verification.findings());
  }

  private void uncompared(String subject, UpdateCenterException e) {
    findings.add(
        Finding.error("UC5037", subject, "it could not be compared with its copy in the store")
            .because(e.getMessage() + ": " + e.why())
            .fixedBy("mend what keeps the store from being read, then run it again"));
    raise(e.exit());
  }

  private void raise(ExitCode to) {
    exit = to.code() > exit.code() ? to : exit;
  }
}
