package dev.updatecenter.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The hardware ids that fwupdtool computes of a table. */
public final class FwupdHardwareIds {
  private static final Pattern ROW = Pattern.compile("\\{([0-9a-f-]{36})}\\s+<- (.*)");
  private static final String SYSTEM = "Manufacturer + Family + ProductName";
  private static final String BIOS =
      " + BiosVendor + BiosVersion + BiosMajorRelease + BiosMinorRelease";
  private static final String BOARD = " + BaseboardManufacturer + BaseboardProduct";

  /** Its words for Microsoft's fifteen; it prints ids of its own besides. */
  private static final List<String> RECIPES =
      List.of(
          SYSTEM + " + ProductSku" + BIOS,
          SYSTEM + BIOS,
          "Manufacturer + ProductName" + BIOS,
          SYSTEM + " + ProductSku" + BOARD,
          SYSTEM + " + ProductSku",
          SYSTEM,
          "Manufacturer + ProductSku" + BOARD,
          "Manufacturer + ProductSku",
          "Manufacturer + ProductName" + BOARD,
          "Manufacturer + ProductName",
          "Manufacturer + Family" + BOARD,
          "Manufacturer + Family",
          "Manufacturer + EnclosureKind",
          "Manufacturer" + BOARD,
          "Manufacturer");

  private final Path fwupdtool;

  /** Asks the given program. */
  public FwupdHardwareIds(Path fwupdtool) {
    this.fwupdtool = fwupdtool;
  }

  /**
   * Ids by number.
   *
   * @param folder that holds the table in {@code dmi/tables}
   */
  public SortedMap<Integer, UUID> of(Path folder) throws IOException, InterruptedException {
    Programs.Result result =
        Programs.run(
            Programs.require("env"),
            "FWUPD_SYSFSFWDIR=" + folder,
            "LC_ALL=C.UTF-8",
            fwupdtool.toString(),
            "hwids");
    assertThat(result.exit()).as(result.output()).isZero();
    SortedMap<Integer, UUID> ids = new TreeMap<>();
    for (Matcher row = ROW.matcher(result.output()); row.find(); ) {
      int number = RECIPES.indexOf(row.group(2).strip());
      if (number >= 0) {
        ids.put(number, UUID.fromString(row.group(1)));
      }
    }
    return ids;
  }
}
