package dev.updatecenter.stage.validation;

import dev.updatecenter.capability.authenticode.CertificatePolicy;
import dev.updatecenter.kernel.core.ContentDigest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What binds the submitters of one product (policy.yaml). A release may be stricter, never looser.
 *
 * @param profile lab or production
 * @param digest SHA-256 of the document; stands in every plan and audit record
 * @param submitters registered EV certificates by their owner's name
 * @param people who may act, and with which keys
 * @param waivable codes that may be waived, with the people who may
 * @param signingApprovals approvals that signing needs
 * @param flights what it says of flights
 */
public record Policy(
    Profile profile,
    ContentDigest digest,
    Map<String, ContentDigest> submitters,
    List<Person> people,
    Map<String, Set<String>> waivable,
    int signingApprovals,
    FlightPolicy flights) {
  /** A policy that says nothing of flights. */
  public Policy(
      Profile profile,
      ContentDigest digest,
      Map<String, ContentDigest> submitters,
      List<Person> people,
      Map<String, Set<String>> waivable,
      int signingApprovals) {
    this(
        profile,
        digest,
        submitters,
        people,
        waivable,
        signingApprovals,
        FlightPolicy.standard(profile));
  }

  /** A policy that lists no people: nobody can approve under it. */
  public Policy(
      Profile profile,
      ContentDigest digest,
      Map<String, ContentDigest> submitters,
      Map<String, Set<String>> waivable,
      int signingApprovals) {
    this(profile, digest, submitters, List.of(), waivable, signingApprovals);
  }

  /** Copies. */
  public Policy {
    submitters = Map.copyOf(submitters);
    people = List.copyOf(people);
    waivable =
        waivable.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> Set.copyOf(e.getValue())));
  }

  /** How strict the product is run. */
  public enum Profile {
    /** Throw-away keys and TEST certificates are fine. */
    LAB,
    /** Only real certificates with keys in hardware. */
    PRODUCTION
  }

  /** How strictly the product's certificates are judged. */
  public CertificatePolicy.Profile certificates() {
    return profile == Profile.PRODUCTION
        ? CertificatePolicy.Profile.PRODUCTION
        : CertificatePolicy.Profile.LAB;
  }

  /** Whether a person may let a finding of that code pass. */
  public boolean allowsWaiver(String code, String person) {
    return !UnwaivableCodes.contains(code)
        && waivable.getOrDefault(code, Set.of()).contains(person);
  }
}
