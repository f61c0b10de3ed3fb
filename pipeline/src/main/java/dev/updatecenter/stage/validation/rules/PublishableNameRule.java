package dev.updatecenter.stage.validation.rules;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.stage.submission.InputRole;
import dev.updatecenter.stage.submission.SubmittedFile;
import dev.updatecenter.stage.validation.Examination;
import dev.updatecenter.stage.validation.ValidationRule;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** UC3211: what is published under its own name has a name that is safe in every path and URL. */
public final class PublishableNameRule implements ValidationRule {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

  @Override
  public void check(Examination examination, Consumer<Finding> report) {
    for (SubmittedFile file : examination.submission().files()) {
      if (isPublished(file.role()) && !FORM.matcher(file.fileName()).matches()) {
        report.accept(
            Finding.error("UC3211", file.shownAs(), "'" + file.fileName() + "' cannot be published")
                .at(file.shownAs(), 0, 0)
                .because("the name of a published package matches " + FORM.pattern())
                .fixedBy("rename the file"));
      }
    }
  }

  private static boolean isPublished(InputRole role) {
    return role != InputRole.MANIFEST && role != InputRole.IDENTITY && role != InputRole.OCP;
  }
}
