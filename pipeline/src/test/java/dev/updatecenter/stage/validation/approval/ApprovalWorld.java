package dev.updatecenter.stage.validation.approval;

import dev.updatecenter.capability.tuf.EcdsaMetadataSigner;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.validation.Person;
import dev.updatecenter.stage.validation.Person.Role;
import dev.updatecenter.stage.validation.Policy;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A product, its policy and its people: ann, bob and sec approve; vic only looks. */
final class ApprovalWorld {
  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  static final ProductName PRODUCT = ProductName.of("ContosoKiosk");
  static final PackageVersion VERSION = PackageVersion.parse("10.0.2.0");
  static final ContentDigest CONTENT = digest("submission");
  static final ContentDigest DIGEST = digest("plan");
  static final ContentDigest POLICY = digest("policy.yaml");
  static final ApprovalSubject SUBJECT =
      ApprovalSubject.ofRelease(PRODUCT, VERSION, CONTENT, DIGEST);
  static final EcdsaMetadataSigner ANN = key();
  static final EcdsaMetadataSigner BOB = key();
  static final EcdsaMetadataSigner SEC = key();
  static final EcdsaMetadataSigner VIC = key();
  static final EcdsaMetadataSigner STRANGER = key();

  private ApprovalWorld() {}

  static ContentDigest digest(String text) {
    return ContentDigest.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static EcdsaMetadataSigner key() {
    return EcdsaMetadataSigner.generate(new SecureRandom());
  }

  static Person person(String name, EcdsaMetadataSigner key, Role... roles) {
    return new Person(name, Set.of(key.key().id()), Set.of(roles));
  }

  static List<Person> people() {
    return List.of(
        person("ann", ANN, Role.APPROVER, Role.SUBMITTER),
        person("bob", BOB, Role.APPROVER),
        person("sec", SEC, Role.APPROVER),
        person("vic", VIC, Role.VIEWER));
  }

  static Policy policy(List<Person> people) {
    return new Policy(Policy.Profile.PRODUCTION, POLICY, Map.of(), people, Map.of(), 2);
  }

  static ApprovalRequest request(Author author) {
    return new ApprovalRequest(SUBJECT, 2, author, OptionalInt.of(4), OptionalInt.of(1));
  }

  /** Something to be said, right but for what a test spoils. */
  static ApprovalStatement says(String name, EcdsaMetadataSigner key, Decision decision) {
    return new ApprovalStatement(
        SUBJECT, decision, POLICY, name, key.key(), NOW.minusSeconds(60), Optional.empty());
  }

  static ApprovalStatement approves(String name, EcdsaMetadataSigner key) {
    return says(name, key, Decision.APPROVE);
  }

  static ApprovalStatement at(ApprovalStatement s, Instant at) {
    return new ApprovalStatement(
        s.subject(), s.decision(), s.policy(), s.by(), s.key(), at, s.reason());
  }

  static ApprovalStatement about(ApprovalStatement s, ApprovalSubject subject) {
    return new ApprovalStatement(
        subject, s.decision(), s.policy(), s.by(), s.key(), s.at(), s.reason());
  }

  static ApprovalStatement under(ApprovalStatement s, ContentDigest policy) {
    return new ApprovalStatement(
        s.subject(), s.decision(), policy, s.by(), s.key(), s.at(), s.reason());
  }

  static byte[] signed(ApprovalStatement statement, EcdsaMetadataSigner key) {
    return Approval.sign(statement, key).document();
  }
}
