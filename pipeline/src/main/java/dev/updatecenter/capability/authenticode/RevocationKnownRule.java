package dev.updatecenter.capability.authenticode;

import dev.updatecenter.capability.authenticode.CertificatePolicy.Profile;
import dev.updatecenter.capability.authenticode.revocation.RevocationSources;
import dev.updatecenter.kernel.core.Finding;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Somebody says of each certificate that it was not taken back. With no source at all that is a
 * warning, in production alone: the owner of the key is the one who would have it revoked. With a
 * source that fails it is an error: what was configured shall not be got round by cutting a line.
 */
final class RevocationKnownRule {
  /** The code of a source that gave nothing at all. */
  private static final String NOTHING_HAD = "UC4071";

  private final RevocationSources sources;
  private final Profile profile;
  private final Instant at;

  RevocationKnownRule(RevocationSources sources, Profile profile, Instant at) {
    this.sources = sources;
    this.profile = profile;
    this.at = at;
  }

  List<Finding> check(ChainVerifier.Result trust, String subject) {
    List<Finding> findings = new ArrayList<>(sources.faults());
    List<X509Certificate> unknown = trust.unknown();
    boolean failed =
        sources.faults().stream().anyMatch(f -> f.code().equals(NOTHING_HAD))
            || (!sources.responders().isEmpty() && unknown.contains(trust.path().get(0)));
    if (!unknown.isEmpty() && (failed || profile == Profile.PRODUCTION)) {
      findings.add(new RevocationFindings(subject, at).nothingKnown(unknown, failed));
    }
    return findings;
  }
}
