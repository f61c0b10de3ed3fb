package dev.updatecenter.stage.validation.approval;

import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.stage.validation.Person;
import dev.updatecenter.stage.validation.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Asks of each recorded document, alone, whether a policy lets it say anything of a subject. */
final class DocumentCheck {
  private final Policy policy;
  private final ApprovalSubject subject;
  private final Author author;
  private final Instant now;

  DocumentCheck(Policy policy, ApprovalSubject subject, Author author, Instant now) {
    this.policy = policy;
    this.subject = subject;
    this.author = author;
    this.now = now;
  }

  /** Those that are whole, about the subject, and by somebody who may decide on it. */
  List<ApprovalStatement> credible(List<byte[]> documents, Consumer<VoidApproval> report) {
    return documents.stream().flatMap(d -> credible(d, report).stream()).toList();
  }

  private Optional<ApprovalStatement> credible(byte[] document, Consumer<VoidApproval> report) {
    if (document.length > Approval.MAX_BYTES) {
      report.accept(new VoidApproval("", "it is larger than any approval"));
      return Optional.empty();
    }
    try {
      ApprovalStatement statement = Approval.read(document, "approval").statement();
      Optional<String> fault = fault(statement);
      fault.ifPresent(why -> report.accept(new VoidApproval(statement.by(), why)));
      return fault.isEmpty() ? Optional.of(statement) : Optional.empty();
    } catch (MalformedDocumentException e) {
      report.accept(new VoidApproval("", "it cannot be read: " + e.getMessage()));
    } catch (ApprovalSignatureException e) {
      report.accept(new VoidApproval(e.by(), "the signature is not that of the key it names"));
    }
    return Optional.empty();
  }

  private Optional<String> fault(ApprovalStatement statement) {
    return elsewhere(statement.subject())
        .or(() -> person(statement))
        .or(
            () ->
                Optional.of("it is dated " + statement.at() + ", in the future")
                    .filter(w -> ahead(statement)));
  }

  /** A later no by a clock that was ahead still is a no. */
  private boolean ahead(ApprovalStatement statement) {
    return statement.decision() == Decision.APPROVE && statement.at().isAfter(now);
  }

  /** What was said of another plan of the same content is not counted, and not forgotten. */
  private Optional<String> elsewhere(ApprovalSubject told) {
    boolean ofThisContent =
        subject.submission().isPresent() && told.with(subject.digest()).equals(subject);
    if (ofThisContent || told.equals(subject)) {
      return Optional.empty();
    }
    return Optional.of(
        told.digest().equals(subject.digest())
            ? "it is for " + told.name() + " (" + told.purpose().wireName() + ")"
            : "it is for another digest, " + told.digest().prefix() + "…");
  }

  private Optional<String> person(ApprovalStatement statement) {
    Optional<Person> person =
        policy.people().stream().filter(p -> p.name().equals(statement.by())).findFirst();
    if (person.isEmpty()) {
      return Optional.of("policy.yaml does not list " + statement.by() + " (any more)");
    }
    return refusal(person.get(), author)
        .or(
            () ->
                person.get().keys().contains(statement.key().id())
                    ? Optional.empty()
                    : Optional.of(
                        "policy.yaml does not list the key "
                            + statement.key().id().prefix()
                            + "… of "
                            + statement.by()
                            + " (any more)"));
  }

  /** Why somebody who is listed may not decide. */
  static Optional<String> refusal(Person person, Author author) {
    if (!person.roles().contains(Person.Role.APPROVER)) {
      return Optional.of(person.name() + " is no Approver in policy.yaml");
    }
    return author.is(person)
        ? Optional.of(person.name() + " handed it in, and nobody approves their own")
        : Optional.empty();
  }
}
