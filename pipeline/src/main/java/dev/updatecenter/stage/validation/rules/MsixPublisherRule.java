package dev.updatecenter.stage.validation.rules;

import dev.updatecenter.capability.authenticode.SignatureVerdict;
import dev.updatecenter.capability.format.PackageFormat;
import dev.updatecenter.capability.format.appx.PublisherName;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.stage.validation.Examination;
import dev.updatecenter.stage.validation.InspectedPackage;
import dev.updatecenter.stage.validation.ValidationRule;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Publisher of an app package equals its signer's subject: UC3210 of one that we sign, UC3228 of
 * one that keeps its signature. Names are compared as parsed, not as spelled. The packages inside a
 * bundle have its publisher, or the bundle is refused (UC3184).
 */
public final class MsixPublisherRule implements ValidationRule {
  private static final Set<PackageFormat> APPS =
      Set.of(PackageFormat.MSIX, PackageFormat.APPX, PackageFormat.MSIXBUNDLE);

  @Override
  public void check(Examination examination, Consumer<Finding> report) {
    Optional<PublisherName> ours =
        examination.signing().stream()
            .findFirst()
            .map(leaf -> PublisherName.of(leaf.getSubjectX500Principal()));
    for (InspectedPackage p : examination.packages()) {
      String publisher = p.contents().identity().fields().get("publisher");
      if (!APPS.contains(p.contents().format()) || publisher == null) {
        continue;
      }
      if (p.isSigned()) {
        kept(p).ifPresent(signer -> check(p, publisher, signer, Whose.KEPT, report));
      } else {
        ours.ifPresent(signer -> check(p, publisher, signer, Whose.OURS, report));
      }
    }
  }

  private static Optional<PublisherName> kept(InspectedPackage p) {
    try {
      return p.signature().signer().map(SignatureVerdict.Signer::subject).map(PublisherName::parse);
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // a subject that cannot even be told: the signature's own finding
    }
  }

  private static void check(
      InspectedPackage p,
      String publisher,
      PublisherName signer,
      Whose whose,
      Consumer<Finding> report) {
    Optional<PublisherName> name = parsed(publisher);
    if (name.equals(Optional.of(signer))) {
      return;
    }
    boolean turned = name.map(PublisherName::reversed).equals(Optional.of(signer));
    report.accept(
        Finding.error(whose.code, p.file().shownAs(), "Publisher '" + publisher + whose.message)
            .at(p.file().shownAs(), 0, 0)
            .because(
                "Windows installs an app only if they are one; the subject is '"
                    + signer.spell()
                    + "'"
                    + (turned ? ", its parts the other way round" : ""))
            .fixedBy(whose.remedy));
  }

  private static Optional<PublisherName> parsed(String publisher) {
    try {
      return Optional.of(PublisherName.parse(publisher));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whose signature it will be that the publisher is compared with. */
  private enum Whose {
    OURS(
        "UC3210",
        "' is not the subject of the signing certificate",
        "write the subject into the manifest as Publisher and pack the app again"),
    KEPT(
        "UC3228",
        "' is not the subject of the certificate that signed it",
        "have it signed by its publisher, or pack it with the signer's subject");

    private final String code;
    private final String message;
    private final String remedy;

    Whose(String code, String message, String remedy) {
      this.code = code;
      this.message = message;
      this.remedy = remedy;
    }
  }
}
