package dev.updatecenter.stage.validation;

import dev.updatecenter.kernel.core.Finding;
import java.util.function.Consumer;

/**
 * Port: one rule that submissions have to keep. Without state, called once a submission, in any
 * order; says every breach it sees, throws for none.
 */
public interface ValidationRule {
  /** Looks at a submission and reports each breach. */
  void check(Examination examination, Consumer<Finding> report);
}
