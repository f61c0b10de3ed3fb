package dev.updatecenter.stage.validation;

import dev.updatecenter.capability.format.PackageContents;
import dev.updatecenter.capability.format.PackageFormat;
import dev.updatecenter.capability.format.appx.PublisherName;
import dev.updatecenter.kernel.core.Finding;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/**
 * Compares the Publisher of app packages with a subject, as Windows does before it installs one.
 * Names are compared as parsed, not as spelled. The packages inside a bundle have its publisher, or
 * the bundle is refused (UC3184).
 */
public final class AppPublisher {
  private static final Set<PackageFormat> APPS =
      Set.of(PackageFormat.MSIX, PackageFormat.APPX, PackageFormat.MSIXBUNDLE);

  private final PublisherName signer;
  private final Whose whose;

  private AppPublisher(PublisherName signer, Whose whose) {
    this.signer = signer;
    this.whose = whose;
  }

  /** Of app packages that are to be signed by that subject: UC3210. */
  public static AppPublisher ofOurs(X500Principal subject) {
    return new AppPublisher(PublisherName.of(subject), Whose.OURS);
  }

  /**
   * Of app packages that keep their signature: UC3228.
   *
   * @throws IllegalArgumentException if the subject is no distinguished name
   */
  public static AppPublisher ofKept(String subject) {
    return new AppPublisher(PublisherName.parse(subject), Whose.KEPT);
  }

  /** Whether files of the format have a Publisher. */
  public static boolean has(PackageFormat format) {
    return APPS.contains(format);
  }

  /**
   * What is wrong with the Publisher of a package; empty too where it has none.
   *
   * @param shownAs the package as people know it
   */
  public Optional<Finding> check(PackageContents contents, String shownAs) {
    String publisher = contents.identity().fields().get("publisher");
    if (!has(contents.format()) || publisher == null) {
      return Optional.empty();
    }
    Optional<PublisherName> name = parsed(publisher);
    return name.equals(Optional.of(signer))
        ? Optional.empty()
        : Optional.of(differs(publisher, name, shownAs));
  }

  private Finding differs(String publisher, Optional<PublisherName> name, String shownAs) {
    boolean turned = name.map(PublisherName::reversed).equals(Optional.of(signer));
    return Finding.error(whose.code, shownAs, "Publisher '" + publisher + whose.message)
        .at(shownAs, 0, 0)
        .because(
            "Windows installs an app only if they are one; the subject is '"
                + signer.spell()
                + "'"
                + (turned ? ", its parts the other way round" : ""))
        .fixedBy(whose.remedy);
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
