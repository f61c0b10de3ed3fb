package dev.updatecenter.stage.validation.rules;

import dev.updatecenter.capability.format.PackageFormat;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.stage.validation.Examination;
import dev.updatecenter.stage.validation.InspectedPackage;
import dev.updatecenter.stage.validation.ValidationRule;
import java.util.Set;
import java.util.function.Consumer;
import javax.security.auth.x500.X500Principal;

/**
 * UC3210: Publisher of an app package that we sign equals the signing certificate's subject. Names
 * are compared as parsed, not as spelled.
 */
public final class MsixPublisherRule implements ValidationRule {
  private static final Set<PackageFormat> APPS =
      Set.of(PackageFormat.MSIX, PackageFormat.APPX, PackageFormat.MSIXBUNDLE);

  @Override
  public void check(Examination examination, Consumer<Finding> report) {
    if (examination.signing().isEmpty()) {
      return;
    }
    X500Principal subject = examination.signing().get(0).getSubjectX500Principal();
    for (InspectedPackage p : examination.packages()) {
      String publisher = p.contents().identity().fields().get("publisher");
      if (APPS.contains(p.contents().format()) && !p.isSigned() && publisher != null) {
        check(p, publisher, subject, report);
      }
    }
  }

  private static void check(
      InspectedPackage p, String publisher, X500Principal subject, Consumer<Finding> report) {
    if (PublisherName.same(publisher, subject)) {
      return;
    }
    report.accept(
        Finding.error(
                "UC3210",
                p.file().shownAs(),
                "Publisher '" + publisher + "' is not the subject of the signing certificate")
            .at(p.file().shownAs(), 0, 0)
            .because(
                "Windows installs an app only if they are one; the subject is '"
                    + PublisherName.spell(subject)
                    + "'")
            .fixedBy(
                "write the subject into AppxManifest.xml as Publisher and pack the app again"));
  }
}
