package dev.updatecenter.stage.validation.rules;

import dev.updatecenter.capability.format.PackageFormat;
import dev.updatecenter.capability.format.PackageIdentity;
import dev.updatecenter.capability.format.compdb.CompDbPackage;
import dev.updatecenter.capability.format.compdb.CompositionDatabase;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.stage.submission.InputRole;
import dev.updatecenter.stage.submission.OemCustomPackage;
import dev.updatecenter.stage.validation.Examination;
import dev.updatecenter.stage.validation.InspectedPackage;
import dev.updatecenter.stage.validation.ValidationRule;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The composition database says of each package what the package says of itself: UC3063 its name,
 * UC3064 its version, UC3065 its public key token, UC3067 that it is a Production build.
 */
public final class OcpMemberIdentityRule implements ValidationRule {
  private static final String PRODUCTION = "Production";

  @Override
  public void check(Examination examination, Consumer<Finding> report) {
    Optional<CompositionDatabase> database =
        examination.submission().ocp().flatMap(OemCustomPackage::database);
    if (database.isEmpty()) {
      return;
    }
    Map<String, InspectedPackage> members = new HashMap<>();
    for (InspectedPackage p : examination.packages()) {
      // A package that hides its identity is refused for that.
      if (p.file().role() == InputRole.OCP_MEMBER
          && p.contents().format() == PackageFormat.CBS
          && !p.contents().identity().equals(PackageIdentity.NONE)) {
        members.put(p.file().fileName().toLowerCase(Locale.ROOT), p);
      }
    }
    for (CompDbPackage listed : database.get().packages()) {
      Optional.ofNullable(members.get(listed.fileName().toLowerCase(Locale.ROOT)))
          .ifPresent(
              member -> compare(listed, member.contents().identity(), database.get(), report));
    }
  }

  private static void compare(
      CompDbPackage listed,
      PackageIdentity own,
      CompositionDatabase database,
      Consumer<Finding> report) {
    if (!isNamed(listed.id(), own)) {
      report.accept(differs("UC3063", listed, "ID is " + listed.id(), own.name()));
    }
    own.version()
        .filter(v -> !v.equals(listed.version()))
        .map(v -> differs("UC3064", listed, "Version is " + listed.version(), v.toString()))
        .ifPresent(report);
    String token = own.fields().getOrDefault("publicKeyToken", "");
    if (!listed.publicKeyToken().isEmpty()
        && !token.isEmpty()
        && !listed.publicKeyToken().equals(token)) {
      report.accept(
          differs("UC3065", listed, "PublicKeyToken is " + listed.publicKeyToken(), token));
    }
    String release = own.fields().getOrDefault("phoneRelease", "");
    if (database.releaseType().equals(PRODUCTION)
        && !release.isEmpty()
        && !release.equals(PRODUCTION)) {
      report.accept(differs("UC3067", listed, "ReleaseType of the whole is Production", release));
    }
  }

  private static Finding differs(String code, CompDbPackage listed, String says, String own) {
    return Finding.error(code, listed.fileName(), says + ", the package itself says " + own)
        .at(listed.position())
        .because("a device is told of one package and gets another")
        .fixedBy("export the OEM custom package again from one build");
  }

  /**
   * A kit's build tools name a package in a database by its name, its identifier or by what its
   * owner, component and subcomponent make, alone or with the rest of the identity behind a tilde.
   */
  private static boolean isNamed(String id, PackageIdentity own) {
    String joined =
        Stream.of("owner", "component", "subComponent")
            .map(part -> own.fields().getOrDefault(part, ""))
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining("."));
    String wanted = id.toLowerCase(Locale.ROOT);
    return Stream.of(own.name(), own.fields().getOrDefault("identifier", ""), joined)
        .map(known -> known.toLowerCase(Locale.ROOT))
        .filter(known -> !known.isEmpty())
        .anyMatch(known -> wanted.equals(known) || wanted.startsWith(known + "~"));
  }
}
