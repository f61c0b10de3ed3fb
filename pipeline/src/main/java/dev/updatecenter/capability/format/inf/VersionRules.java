package dev.updatecenter.capability.format.inf;

import dev.updatecenter.kernel.core.PackageVersion;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * UC3073, UC3074, UC3150 to UC3156: what {@code [Version]} has to say ("INF Version section", "INF
 * DriverVer directive").
 */
final class VersionRules {
  private static final int LONGEST_CLASS = 32;
  private static final Pattern GUID =
      Pattern.compile("\\{[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\}");

  private final InfVersion version;
  private final Optional<InfSection> section;
  private final InfFindings findings;

  VersionRules(InfFile inf, InfFindings findings) {
    this.version = inf.version();
    this.section = inf.find("Version");
    this.findings = findings;
  }

  void check(Optional<LocalDate> today) {
    if (section.isEmpty()) {
      incomplete(new InfValue("", 0, 0), "there is no [Version]");
      return;
    }
    for (String key : List.of("Signature", "Class", "ClassGuid", "Provider", "DriverVer")) {
      if (value(key).text().isEmpty()) {
        incomplete(section.get().name(), "[Version] has no " + key);
      }
    }
    signature();
    setupClass();
    provider();
    date(today);
    number();
    lockDown();
  }

  /** The value of a key; at the section's begin, and empty, where it is absent. */
  private InfValue value(String key) {
    InfValue name = section.orElseThrow().name();
    return section.flatMap(s -> s.value(key)).orElse(new InfValue("", name.line(), name.column()));
  }

  private void incomplete(InfValue where, String message) {
    findings.error(
        "UC3073",
        where,
        message,
        "Windows needs each of these to accept, rank and install a driver",
        "add it to [Version]");
  }

  private void signature() {
    InfValue signature = value("Signature");
    if (!signature.text().isEmpty()
        && !signature.is("$Windows NT$")
        && !signature.is("$Chicago$")) {
      findings.error(
          "UC3073",
          signature,
          "Signature is neither $Windows NT$ nor $Chicago$: " + signature.shown(),
          "Windows does not take the file for an INF",
          "write Signature=\"$Windows NT$\"");
    }
  }

  private void setupClass() {
    InfValue name = value("Class");
    InfValue guid = value("ClassGuid");
    if (name.text().length() > LONGEST_CLASS) {
      findings.error(
          "UC3150",
          name,
          "Class has " + name.text().length() + " characters",
          "a class name has at most " + LONGEST_CLASS,
          "shorten it");
    }
    if (guid.text().isEmpty()) {
      return;
    }
    if (!GUID.matcher(guid.text()).matches()) {
      findings.error(
          "UC3151",
          guid,
          "ClassGuid is no GUID in braces: " + guid.shown(),
          "Windows finds the class by it",
          "write it as {nnnnnnnn-nnnn-nnnn-nnnn-nnnnnnnnnnnn}");
      return;
    }
    SetupClasses.contradiction(name.text(), guid.text())
        .ifPresent(
            expected ->
                findings.error(
                    "UC3152",
                    guid,
                    "Class " + name.shown() + " and this ClassGuid are not one: " + expected,
                    "the device would be set up as one class and shown as another",
                    "write the pair that the documentation of setup classes gives"));
  }

  private void provider() {
    InfValue provider = value("Provider");
    if (provider.is("Microsoft")) {
      // InfVerif 1204
      findings.error(
          "UC3156",
          provider,
          "Provider is Microsoft",
          "only drivers that come with Windows may say so",
          "name your own company");
    }
  }

  private void date(Optional<LocalDate> today) {
    InfValue written = value("DriverVer");
    if (written.text().isEmpty()) {
      return;
    }
    Optional<LocalDate> date = version.driverDate();
    if (date.isEmpty()) {
      findings.error(
          "UC3074",
          written,
          "DriverVer's date is not mm/dd/yyyy: " + written.shown(),
          "Windows takes the driver for older than any other",
          "write month/day/year with two, two and four digits");
    }
    // Somewhere it is tomorrow already.
    if (date.isPresent() && today.isPresent() && date.get().isAfter(today.get().plusDays(1))) {
      findings.error(
          "UC3153",
          written,
          "DriverVer's date lies in the future: " + date.get(),
          "it would win against drivers that are newer",
          "write the date of the newest file of the driver");
    }
  }

  private void number() {
    Optional<InfLine> line = section.flatMap(s -> s.entry("DriverVer"));
    if (line.isEmpty() || line.get().text(0).isEmpty()) {
      return;
    }
    InfValue written = line.get().value(1);
    Optional<PackageVersion> number = version.driverVersion();
    if (number.isEmpty()) {
      findings.error(
          "UC3074",
          written,
          "DriverVer has no version w.x.y.z: " + written.shown(),
          "Windows compares it to decide which driver is newer",
          "write four numbers below 65535");
      return;
    }
    PackageVersion v = number.get();
    boolean zero = v.equals(new PackageVersion(0, 0, 0, 0));
    // Each part is less than 65535, which a file version may well have.
    if (zero
        || Math.max(Math.max(v.major(), v.minor()), Math.max(v.build(), v.revision())) == 65535) {
      findings.error(
          "UC3154",
          written,
          "DriverVer's version is " + v,
          zero ? "0.0.0.0 says that there is none" : "each part is less than 65535",
          "write the version of the driver");
    }
  }

  private void lockDown() {
    InfValue lock = value("PnpLockDown");
    if (!lock.text().equals("1")) {
      findings.warning(
          "UC3155",
          lock,
          lock.text().isEmpty() ? "PnpLockDown is not set" : "PnpLockDown is " + lock.shown(),
          "any program with administrator's rights may overwrite the driver's files",
          "write PnpLockDown=1 into [Version]");
    }
  }
}
