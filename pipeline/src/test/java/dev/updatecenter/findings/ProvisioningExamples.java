package dev.updatecenter.findings;

import static dev.updatecenter.testing.ProvisioningPackages.THUMBPRINT;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.updatecenter.testing.ProvisioningPackages;
import dev.updatecenter.testing.WimBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Provisioning packages. */
final class ProvisioningExamples {
  private static final String FILE = "Enrol.ppkg";
  private static final int TABLE = 50 * 100_001;

  private ProvisioningExamples() {}

  static List<FindingExample> all() {
    return List.of(
        image("UC3130", image -> image.putInt(12, 0x10E00)),
        image("UC3131", image -> image.putShort(42, (short) 2)),
        image("UC3132", image -> image.putInt(12, 0xE00)),
        image("UC3133", image -> image.putLong(64, image.getLong(64) - 1)),
        image("UC3134", image -> image.put(300, (byte) '?')),
        new FindingExample(
            "UC3135",
            Judges.inspect(FILE),
            folder -> Files.write(folder.resolve(FILE), endlessTable()),
            folder -> ProvisioningPackages.write(folder.resolve(FILE), source())),
        new FindingExample(
            "UC3137",
            Judges.inspect(FILE),
            folder ->
                Files.write(
                    folder.resolve(FILE),
                    new WimBuilder().file("other.xml", source().getBytes(UTF_8)).bytes()),
            folder -> ProvisioningPackages.write(folder.resolve(FILE), source())),
        source("UC3138", xml -> xml.replace("</WindowsCustomizations>", "")),
        source("UC3139", xml -> xml.replace("<Rank>0</Rank>", "<Rank>first</Rank>")),
        source("UC3140", xml -> xml.replace("1.0.0.0", "1.0")),
        source("UC3141", xml -> xml.replace("https:", "http:")),
        source("UC3142", xml -> xml.replace(">Certificate<", ">OnPremise<")),
        source("UC3143", xml -> xml.replace(">Certificate<", ">Anything<")),
        source("UC3144", xml -> xml.replace(THUMBPRINT, "hunter2")));
  }

  private static FindingExample source(String code, UnaryOperator<String> spoil) {
    return new FindingExample(
        code,
        Judges.inspect(FILE),
        folder -> ProvisioningPackages.write(folder.resolve(FILE), spoil.apply(source())),
        folder -> ProvisioningPackages.write(folder.resolve(FILE), source()));
  }

  private static FindingExample image(String code, Consumer<ByteBuffer> spoil) {
    return new FindingExample(
        code,
        Judges.inspect(FILE),
        folder -> {
          byte[] image =
              Files.readAllBytes(ProvisioningPackages.write(folder.resolve(FILE), source()));
          spoil.accept(ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN));
          Files.write(folder.resolve(FILE), image);
        },
        folder -> ProvisioningPackages.write(folder.resolve(FILE), source()));
  }

  /** A table of one resource more than an image may have. */
  private static byte[] endlessTable() {
    byte[] image = new WimBuilder().file("a", source().getBytes(UTF_8)).bytes();
    ByteBuffer padded = ByteBuffer.allocate(image.length + TABLE).order(ByteOrder.LITTLE_ENDIAN);
    padded.put(image);
    return padded.putLong(48, TABLE).putLong(56, image.length).putLong(64, TABLE).array();
  }

  private static String source() {
    return ProvisioningPackages.source();
  }
}
