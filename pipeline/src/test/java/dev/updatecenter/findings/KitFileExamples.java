package dev.updatecenter.findings;

import dev.updatecenter.capability.devicemodel.DeclaredIdentity;
import dev.updatecenter.capability.devicemodel.IotDeviceModelXml;
import dev.updatecenter.capability.devicemodel.OemLicenceRules;
import dev.updatecenter.capability.devicemodel.SmbiosCfg;
import dev.updatecenter.kernel.core.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Files of the add-on kit that describe a device, each read alone. */
final class KitFileExamples {
  private static final String CFG = "SMBIOS.CFG";
  private static final String MODEL = "IoTDeviceModel_CK.xml";

  private KitFileExamples() {}

  static List<FindingExample> all() {
    return List.of(
        cfg("UC2016", "02,05,S,\"GateOne_v01\"\n", "02,05,S,\"G-BB-02\"\n"),
        cfg("UC2019", "01,05,I,02\n", "01,05,S,\"GateOne\"\n"),
        cfg("UC2020", "01,05,S,GateOne\n", "01,05,S,\"GateOne\"\n"),
        cfg(
            "UC2021",
            "01,05,S,\"GateOne\"\n01,05,S,\"GateTwo\"\n",
            "01,05,S,\"GateOne\"\n01,XX,S,\"GateTwo\"\n"),
        new FindingExample(
            "UC2022",
            judge(MODEL, IotDeviceModelXml::read),
            folder -> write(folder, MODEL, "<DeviceInventory SchemaVersion=\"1\"/>"),
            folder ->
                write(
                    folder,
                    MODEL,
                    "<DeviceInventory SchemaVersion=\"1\"><MachineInfo/></DeviceInventory>")));
  }

  private static FindingExample cfg(String code, String failing, String passing) {
    return new FindingExample(
        code,
        judge(CFG, SmbiosCfg::read),
        folder -> write(folder, CFG, failing),
        folder -> write(folder, CFG, passing));
  }

  /** The reader and the rules that an import asks. */
  private static FindingExample.Judge judge(
      String name, BiFunction<byte[], String, DeclaredIdentity> reader) {
    return folder -> {
      DeclaredIdentity read = reader.apply(Files.readAllBytes(folder.resolve(name)), name);
      return codes(Stream.concat(read.findings().stream(), OemLicenceRules.check(read).stream()));
    };
  }

  private static Set<String> codes(Stream<Finding> findings) {
    return findings.map(Finding::code).collect(Collectors.toCollection(TreeSet::new));
  }

  private static void write(Path folder, String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
