package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.SmbiosJson;
import dev.updatecenter.capability.devicemodel.MachineInfo;
import dev.updatecenter.capability.devicemodel.MalformedSmbiosException;
import dev.updatecenter.capability.devicemodel.SmbiosTable;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ducctl smbios show}. */
@Command(name = "show", description = "Shows fields, hardware ids and findings of a table.")
final class SmbiosShowCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      arity = "1..*",
      paramLabel = "DUMP",
      description = "A dump (dmidecode --dump-bin), or a folder like /sys/firmware/dmi/tables.")
  List<String> dumps = List.of();

  SmbiosShowCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return new EachFile(session.output(), p -> Files.isRegularFile(p) || Files.isDirectory(p))
        .run(dumps, this::show);
  }

  private EachFile.Result show(Path dump, String name) throws IOException {
    try {
      SmbiosTable table = SmbiosTable.read(dump);
      SmbiosJson json = SmbiosJson.of(name, table);
      return new EachFile.Result(json, ExitCode.DONE, () -> print(json, table));
    } catch (MalformedSmbiosException e) {
      Finding why = e.finding(name).at(name, 0, 0);
      return new EachFile.Result(
          SmbiosJson.unreadable(name, why),
          ExitCode.FINDINGS,
          () -> session.output().findings(List.of(why)));
    }
  }

  private void print(SmbiosJson json, SmbiosTable table) {
    MachineInfo machine = json.machineInfo();
    session.output().line(json.file() + ": SMBIOS " + orDash(json.smbiosVersion()));
    field("Manufacturer", machine.manufacturer());
    field("Family", machine.family());
    field("Product name", machine.productName());
    field("SKU number", machine.skuNumber());
    field("Baseboard manufacturer", machine.baseboardManufacturer());
    field("Baseboard product", machine.baseboardProduct());
    field("BIOS vendor", json.bios().vendor());
    field("BIOS version", json.bios().version());
    field("BIOS release", release(json.bios()));
    field("Enclosure type", json.enclosureType());
    json.hardwareIds().forEach(this::field);
    session.output().findings(table.findings());
  }

  private static String release(SmbiosJson.Bios bios) {
    String release = bios.major() + "." + bios.minor();
    return release.equals(".") ? "" : release;
  }

  private void field(String name, String value) {
    session.output().line(String.format("  %-23s %s", name, orDash(value)));
  }

  private static String orDash(String value) {
    return value.isEmpty() ? "-" : value;
  }
}
