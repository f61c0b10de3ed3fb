package dev.updatecenter.capability.authenticode;

import dev.updatecenter.capability.authenticode.SignatureVerdict.Verdict;
import dev.updatecenter.capability.authenticode.cms.CmsMessage;
import dev.updatecenter.capability.authenticode.cms.MalformedSignatureException;
import dev.updatecenter.capability.authenticode.container.ContainerNote;
import dev.updatecenter.capability.authenticode.container.MalformedContainerException;
import dev.updatecenter.capability.authenticode.container.SignedContainer;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Our own verifier: nothing in it is shared with what signs. */
public final class DefaultAuthenticodeVerifier implements AuthenticodeVerifier {
  private static final int MOST_NESTED = 4;

  private final Clock clock;

  /** A verifier that judges at the clock's time unless a policy names another. */
  public DefaultAuthenticodeVerifier(Clock clock) {
    this.clock = clock;
  }

  @Override
  public SignatureVerdict verify(Path file, VerificationPolicy policy) throws IOException {
    String subject = String.valueOf(file.getFileName());
    try {
      Optional<SignedContainer> opened = SignedContainer.open(file);
      if (opened.isEmpty()) {
        return invalid("unknown", unsupported(subject, Files.size(file)));
      }
      try (SignedContainer container = opened.get()) {
        return verify(container, policy, subject);
      }
    } catch (MalformedContainerException e) {
      return invalid("unknown", malformed(subject, e));
    }
  }

  private SignatureVerdict verify(
      SignedContainer container, VerificationPolicy policy, String subject) throws IOException {
    List<Finding> findings = new ArrayList<>();
    try {
      for (String what : container.uncovered()) {
        findings.add(SignatureCheck.uncovered(subject, what));
      }
      Optional<byte[]> signature = container.signature();
      Optional<CmsMessage> message =
          signature.isPresent()
              ? CmsMessage.parse(signature.get(), container.alignment())
              : Optional.empty();
      if (message.isEmpty()) {
        return findings.isEmpty()
            ? verdict(container.format(), Verdict.UNSIGNED, Optional.empty(), findings)
            : verdict(container.format(), Verdict.INVALID, Optional.empty(), findings);
      }
      return judge(container, policy, subject, message.get(), findings);
    } catch (MalformedContainerException e) {
      findings.add(malformed(subject, e));
    } catch (MalformedSignatureException e) {
      findings.add(malformedSignature(subject, e));
    }
    return verdict(container.format(), Verdict.INVALID, Optional.empty(), findings);
  }

  private SignatureVerdict judge(
      SignedContainer container,
      VerificationPolicy policy,
      String subject,
      CmsMessage message,
      List<Finding> findings)
      throws IOException, MalformedSignatureException {
    Instant now = policy.at().orElseGet(clock::instant);
    SignatureCheck check = new SignatureCheck(container, policy, now, subject);
    SignatureCheck.Result result = check.check(message);
    findings.addAll(result.findings());
    List<byte[]> nested = message.nested();
    if (nested.size() > MOST_NESTED) {
      throw new MalformedSignatureException(nested.size() + " signatures inside the signature");
    }
    for (byte[] inner : nested) {
      CmsMessage second = nested(inner);
      // A catalog's message is its content: nothing else ties the two together.
      if (container.dataType().isEmpty() && !Arrays.equals(second.content(), message.content())) {
        throw new MalformedSignatureException("a nested signature of other content");
      }
      findings.addAll(check.check(second).findings());
    }
    for (ContainerNote note : container.notes()) {
      findings.add(noted(subject, note));
    }
    boolean bad = findings.stream().anyMatch(f -> f.severity() == Severity.ERROR);
    return verdict(
        container.format(), bad ? Verdict.INVALID : Verdict.VALID, Optional.of(result), findings);
  }

  /** A further signature inside the first: no better than the worst of them is the file. */
  private static CmsMessage nested(byte[] der) throws MalformedSignatureException {
    CmsMessage message =
        CmsMessage.parse(der)
            .orElseThrow(() -> new MalformedSignatureException("a nested message has no signer"));
    if (!message.nested().isEmpty()) {
      throw new MalformedSignatureException("a nested signature inside a nested one");
    }
    return message;
  }

  private static SignatureVerdict verdict(
      String format,
      Verdict verdict,
      Optional<SignatureCheck.Result> result,
      List<Finding> findings) {
    return new SignatureVerdict(
        format,
        verdict,
        result.map(SignatureCheck.Result::digest),
        result.map(SignatureCheck.Result::signer),
        result.flatMap(SignatureCheck.Result::timestamp),
        findings);
  }

  private static SignatureVerdict invalid(String format, Finding finding) {
    return verdict(format, Verdict.INVALID, Optional.empty(), List.of(finding));
  }

  private static Finding unsupported(String subject, long size) {
    String what =
        size == 0 ? "The file is empty" : "The file is of a kind whose signature is not known";
    return Finding.error("UC4037", subject, what)
        .because("Cabinets, catalogs, images, installers and app packages can be judged.")
        .fixedBy("Give the package itself, not what it was made from.");
  }

  private static Finding noted(String subject, ContainerNote note) {
    return switch (note) {
      case WRONG_CHECKSUM ->
          Finding.warning("UC4090", subject, "The checksum in the PE header is not the file's")
              .because("No signature covers it; Windows looks at it before it loads a driver.")
              .fixedBy("Sign the file again: signing writes the checksum.");
      case NAMES_NOT_SIGNED ->
          Finding.warning(
                  "UC4091", subject, "Only the contents of the installer's streams are signed")
              .because("There is no MsiDigitalSignatureEx, which signs their names and sizes.")
              .fixedBy("Sign with a tool that writes MsiDigitalSignatureEx, where that matters.");
    };
  }

  private static Finding malformed(String subject, MalformedContainerException e) {
    return Finding.error("UC4030", subject, "The file's layout is broken: " + e.getMessage())
        .because("Its digest cannot be computed.")
        .fixedBy("Get the file again: it was cut off or damaged.");
  }

  private static Finding malformedSignature(String subject, MalformedSignatureException e) {
    return Finding.error("UC4032", subject, "The signature cannot be read: " + e.getMessage())
        .because("It is damaged, or has parts that nothing signs.")
        .fixedBy("Get the file again from where it was signed, or sign it again.");
  }
}
