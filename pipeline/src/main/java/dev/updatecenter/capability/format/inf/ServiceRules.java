package dev.updatecenter.capability.format.inf;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** UC3167, UC3169: services that can start ("INF AddService Directive"). */
final class ServiceRules {
  private static final List<String> REQUIRED =
      List.of("ServiceType", "StartType", "ErrorControl", "ServiceBinary");

  /** Services of Windows that an INF sets up for its device without bringing them. */
  private static final Set<String> OF_WINDOWS =
      Set.of(
          "wudfrd.sys",
          "winusb.sys",
          "hidusb.sys",
          "mshidkmdf.sys",
          "mshidumdf.sys",
          "usbser.sys",
          "usbccgp.sys",
          "hidi2c.sys",
          "hidclass.sys",
          "kbdhid.sys",
          "mouhid.sys",
          "kbdclass.sys",
          "mouclass.sys",
          "serial.sys",
          "serenum.sys",
          "sercx2.sys",
          "spbcx.sys",
          "ksthunk.sys",
          "portcls.sys",
          "bthusb.sys",
          "bthport.sys",
          "null.sys",
          "acpi.sys",
          "disk.sys",
          "storport.sys",
          "usbstor.sys",
          "uaspstor.sys",
          "sdstor.sys",
          "usbaudio.sys",
          "usbvideo.sys",
          "rhproxy.sys",
          "svchost.exe");

  private final InfFile inf;
  private final CopyRules copies;
  private final InfFindings findings;
  private final Set<String> seen = new HashSet<>();

  ServiceRules(InfFile inf, CopyRules copies, InfFindings findings) {
    this.inf = inf;
    this.copies = copies;
    this.findings = findings;
  }

  void check(InfInstall install) {
    for (InfLine line : install.section().lines()) {
      if (line.key().is("AddService") && !line.text(2).isEmpty()) {
        inf.find(line.text(2))
            .filter(s -> seen.add(install.architecture() + s.name().text()))
            .ifPresent(service -> service(service, install));
      }
    }
  }

  private void service(InfSection service, InfInstall install) {
    for (String key : REQUIRED) {
      if (service.value(key).map(InfValue::text).orElse("").isEmpty()) {
        findings.error(
            "UC3169",
            service.name(),
            "[" + InfValue.bare(service.name().text()) + "] has no " + key,
            "Windows cannot make the service",
            "add " + key);
      }
    }
    Optional<InfValue> binary = service.value("ServiceBinary");
    if (binary.isEmpty() || binary.get().text().isEmpty() || install.includes()) {
      return;
    }
    String path = binary.get().text().replace('\\', '/');
    String whole = path.substring(path.lastIndexOf('/') + 1);
    String name = whole.split(" ", 2)[0]; // arguments may follow
    if (!copies.copies(whole, install.architecture())
        && !copies.copies(name, install.architecture())
        && !OF_WINDOWS.contains(name.toLowerCase(Locale.ROOT))) {
      findings.warning(
          "UC3167",
          binary.get(),
          InfValue.shown(name)
              + " is not among the files that are copied on "
              + install.architecture(),
          "unless Windows has it, the service never starts",
          "copy the file, or mend its name");
    }
  }
}
