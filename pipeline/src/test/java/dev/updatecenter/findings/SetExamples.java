package dev.updatecenter.findings;

import static dev.updatecenter.findings.CabinetRecipes.raw;
import static dev.updatecenter.findings.CabinetRecipes.write;

import dev.updatecenter.findings.FindingExample.Recipe;
import dev.updatecenter.testing.RawCabinet;
import dev.updatecenter.testing.ReleaseFolder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Sets of cabinets: read by inspection, refused in a release. */
final class SetExamples {
  private static final int SET = 5988;

  private SetExamples() {}

  static List<FindingExample> all() {
    FindingExample.Judge first = Judges.inspect("disk1.cab");
    return List.of(
        new FindingExample(
            "UC3007", Judges.validate(), submitted(disk(1, SET, "disk2.cab")), submitted(alone())),
        new FindingExample("UC3025", first, set("disk3.cab", "disk2.cab", SET), whole()),
        new FindingExample("UC3026", first, set("disk2.cab", "disk2.cab", SET + 1), whole()),
        new FindingExample("UC3027", first, set("disk2.cab", "..\\disk2.cab", SET), whole()));
  }

  private static Recipe whole() {
    return set("disk2.cab", "DISK2.CAB", SET);
  }

  /** Two cabinets: the second of that name and set, the first calling it by another. */
  private static Recipe set(String name, String calledNext, int id) {
    return folder -> {
      write(folder, "disk1.cab", disk(1, SET, calledNext));
      write(folder, name, raw().set(id, 1, "disk1.cab", "").file("b", 1, 0, 0).build());
    };
  }

  private static byte[] disk(int number, int id, String next) {
    RawCabinet disk = raw().set(id, number - 1, "", next);
    return disk.file("a", 1, 0, 0).build();
  }

  private static byte[] alone() {
    return raw().file("a", 1, 0, 0).build();
  }

  /** A release with the cabinet as an OS package; its neighbours lie beside it. */
  private static Recipe submitted(byte[] cabinet) {
    return folder -> {
      write(folder, "disk1.cab", cabinet);
      write(folder, "disk2.cab", raw().set(SET, 1, "disk1.cab", "").file("b", 1, 0, 0).build());
      write(
          folder,
          "release.yaml",
          ReleaseFolder.yaml("{ drivers: [disk1.cab] }").getBytes(StandardCharsets.UTF_8));
    };
  }
}
