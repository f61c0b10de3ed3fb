package dev.updatecenter.capability.format.cbs;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.SourcePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What {@code update.mum} of an OEM's package has to say of itself, each breach with the weight
 * that it has in a submission: UC3033, UC3036, UC3038 to UC3044.
 */
public final class MumRules {
  private static final String PRODUCTION = "Production";
  private static final Set<String> OWNER_TYPES = Set.of("OEM", "SiliconVendor", "MobileOperator");
  private static final Pattern LANGUAGE =
      Pattern.compile("neutral|\\*|[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*");
  private static final Pattern PARTITION = Pattern.compile("[A-Za-z0-9_-]{1,36}");
  private static final Set<String> RESTARTS = Set.of("no", "never", "possible", "required");

  /** DismReleaseType enumeration, without blanks and in lower case. */
  private static final Set<String> RELEASE_TYPES =
      Set.of(
          "criticalupdate",
          "driver",
          "featurepack",
          "foundation",
          "hotfix",
          "languagepack",
          "localpack",
          "ondemandpack",
          "product",
          "securityupdate",
          "servicepack",
          "softwareupdate",
          "update",
          "updaterollup");

  private final UpdateMum mum;
  private final List<Finding> findings = new ArrayList<>();

  private MumRules(UpdateMum mum) {
    this.mum = mum;
  }

  /** Says every breach. */
  public static List<Finding> check(UpdateMum mum) {
    MumRules rules = new MumRules(mum);
    rules.identity();
    rules.token();
    rules.pack();
    rules.owner();
    return List.copyOf(rules.findings);
  }

  private void identity() {
    SourcePosition at = mum.identityPosition();
    if (!mum.buildType().equals("release")) {
      findings.add(
          Finding.error("UC3033", "", "buildType is " + shown(mum.buildType()))
              .at(at)
              .because("A checked build is for a debugger, not for devices in the field.")
              .fixedBy("Build the package as buildType release."));
    }
    if (!LANGUAGE.matcher(mum.language()).matches()) {
      findings.add(
          Finding.warning("UC3044", "", "language is " + shown(mum.language()))
              .at(at)
              .because("A package for a language that no image has is never installed.")
              .fixedBy("Write neutral, or the language as Windows names it, such as de-DE."));
    }
  }

  private void token() {
    String token = mum.publicKeyToken();
    if (token.equals(UpdateMum.MICROSOFT_TOKEN)) {
      findings.add(
          Finding.error("UC3036", "", mum.name() + " carries Microsoft's public key token")
              .at(mum.identityPosition())
              .because("A package of an OEM has " + UpdateMum.OEM_TOKEN + ".")
              .fixedBy("Build it with the token of OEM packages."));
    } else if (!token.equals(UpdateMum.OEM_TOKEN)) {
      findings.add(
          Finding.error("UC3040", "", "publicKeyToken is " + shown(token))
              .at(mum.identityPosition())
              .because(
                  "The token is part of the identity; OEM packages have " + UpdateMum.OEM_TOKEN)
              .fixedBy("Build it with " + UpdateMum.OEM_TOKEN + "."));
    }
  }

  private void pack() {
    SourcePosition at = mum.packagePosition();
    if (mum.packageIdentifier().isBlank()) {
      findings.add(
          Finding.error("UC3041", "", "package has no identifier")
              .at(at)
              .because("Servicing files a package under its identifier.")
              .fixedBy("Write package/@identifier, as a rule the name of the identity."));
    }
    String type = mum.releaseType().replace(" ", "").toLowerCase(Locale.ROOT);
    if (!RELEASE_TYPES.contains(type)) {
      findings.add(
          Finding.warning("UC3042", "", "releaseType is " + shown(mum.releaseType()))
              .at(at)
              .because("Servicing knows a fixed list of release types, Feature Pack among them.")
              .fixedBy("Write package/@releaseType, as a rule \"Feature Pack\"."));
    }
    if (!mum.targetPartition().isEmpty() && !PARTITION.matcher(mum.targetPartition()).matches()) {
      findings.add(
          Finding.warning("UC3043", "", "targetPartition is " + shown(mum.targetPartition()))
              .at(at)
              .because(
                  "No partition of a device layout has such a name (GPT: at most 36 characters).")
              .fixedBy("Write the partition as the device layout names it, such as MainOS."));
    }
    if (!mum.restart().isEmpty() && !RESTARTS.contains(mum.restart().toLowerCase(Locale.ROOT))) {
      findings.add(
          Finding.warning("UC3043", "", "restart is " + shown(mum.restart()))
              .at(at)
              .because("Servicing knows possible, required and no.")
              .fixedBy("Write package/@restart as one of these."));
    }
  }

  private void owner() {
    SourcePosition at = mum.phonePosition();
    if (mum.ownerType().isEmpty()) {
      findings.add(
          Finding.warning("UC3039", "", "no phoneOwnerType says whose package it is")
              .at(at)
              .because("An image tool takes a package without an owner for Microsoft's.")
              .fixedBy("Write phoneInformation/@phoneOwnerType=\"OEM\"."));
    } else if (!OWNER_TYPES.contains(mum.ownerType())) {
      findings.add(
          Finding.error("UC3039", "", "phoneOwnerType is " + shown(mum.ownerType()))
              .at(at)
              .because("Only packages of the OEM and of the makers of its parts are submitted.")
              .fixedBy("Write phoneInformation/@phoneOwnerType=\"OEM\"."));
    }
    if (!mum.phoneReleaseType().isEmpty() && !mum.phoneReleaseType().equals(PRODUCTION)) {
      findings.add(
          Finding.warning("UC3038", "", "phoneRelease is " + shown(mum.phoneReleaseType()))
              .at(at)
              .because("A retail image takes Production packages only; others go to Preview.")
              .fixedBy("Build the retail configuration for what goes further."));
    }
  }

  private static String shown(String value) {
    return value.isEmpty()
        ? "not given"
        : "'" + (value.length() > 80 ? value.substring(0, 80) + "…" : value) + "'";
  }
}
