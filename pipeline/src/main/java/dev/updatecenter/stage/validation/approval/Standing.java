package dev.updatecenter.stage.validation.approval;

import dev.updatecenter.kernel.core.ContentDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where one person stands on a subject, after all they said of it and of other plans of the same
 * content, told in the order of time.
 */
final class Standing {
  private final ApprovalSubject subject;
  private final Map<ContentDigest, ApprovalStatement> rejected = new LinkedHashMap<>();
  private final List<ApprovalStatement> elsewhere = new ArrayList<>();
  private @Nullable ApprovalStatement approval;

  Standing(ApprovalSubject subject) {
    this.subject = subject;
  }

  /** Whoever approves a plan takes back what they said against that one; and against all others. */
  void hear(ApprovalStatement statement) {
    ContentDigest digest = statement.subject().digest();
    if (statement.decision() == Decision.REJECT) {
      approval = null;
      rejected.remove(digest);
      rejected.put(digest, statement);
    } else if (digest.equals(subject.digest())) {
      approval = statement;
      rejected.clear();
    } else {
      elsewhere.add(statement);
      rejected.remove(digest);
    }
  }

  /** The approval of this very plan; empty where there is none, or it was taken back. */
  Optional<ApprovalStatement> approval() {
    return Optional.ofNullable(approval);
  }

  /** The last rejection that was not taken back. */
  Optional<ApprovalStatement> rejection() {
    return rejected.values().stream().reduce((first, second) -> second);
  }

  /** Approvals of other plans, which say nothing of this one. */
  List<ApprovalStatement> elsewhere() {
    return List.copyOf(elsewhere);
  }
}
