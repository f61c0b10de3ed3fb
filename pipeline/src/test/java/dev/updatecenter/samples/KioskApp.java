package dev.updatecenter.samples;

import dev.updatecenter.capability.format.appx.AppxFile;
import dev.updatecenter.capability.format.appx.AppxWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** The kiosk's app package, unsigned: the release certificate signs it. */
final class KioskApp {
  /**
   * The subject of the demo's release certificate as Windows spells it (CertNameToStr, reversed):
   * no keyword for businessCategory (2.5.4.15) and the country of incorporation, S for the state.
   */
  static final String PUBLISHER =
      "CN=Contoso TEST release, O=Contoso TEST, L=Redmond, S=Washington, C=US,"
          + " SERIALNUMBER=TEST-0001, OID.2.5.4.15=Private Organization,"
          + " OID.1.3.6.1.4.1.311.60.2.1.3=US";

  private KioskApp() {}

  /** Writes the package; the same arguments give the same bytes. */
  static void write(Path out, String version, String publisher, String arch) throws IOException {
    Path folder = Files.createTempDirectory("kiosk-app");
    Path program = folder.resolve("Kiosk.exe");
    Path small = folder.resolve("small.png");
    Path large = folder.resolve("large.png");
    try {
      Files.write(program, ArmExecutable.program("Contoso kiosk " + version));
      Files.write(small, square(44));
      Files.write(large, square(150));
      AppxWriter.write(
          out,
          manifest(version, publisher, arch).getBytes(StandardCharsets.UTF_8),
          List.of(
              new AppxFile("Kiosk.exe", program),
              new AppxFile("Assets/Square44x44Logo.png", small),
              new AppxFile("Assets/Square150x150Logo.png", large)));
    } finally {
      for (Path file : List.of(program, small, large, folder)) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static String manifest(String version, String publisher, String arch) {
    return """
        <?xml version="1.0" encoding="utf-8"?>
        <Package xmlns="http://schemas.microsoft.com/appx/manifest/foundation/windows10"
            xmlns:uap="http://schemas.microsoft.com/appx/manifest/uap/windows10"
            IgnorableNamespaces="uap">
          <Identity Name="Contoso.Kiosk" Version="%s" ProcessorArchitecture="%s"
              Publisher="%s" />
          <Properties>
            <DisplayName>Contoso Kiosk</DisplayName>
            <PublisherDisplayName>Contoso TEST</PublisherDisplayName>
            <Logo>Assets\\Square150x150Logo.png</Logo>
          </Properties>
          <Dependencies>
            <TargetDeviceFamily Name="Windows.Universal" MinVersion="10.0.17763.0"
                MaxVersionTested="10.0.17763.0" />
          </Dependencies>
          <Resources>
            <Resource Language="en-us" />
          </Resources>
          <Applications>
            <Application Id="Kiosk" Executable="Kiosk.exe" EntryPoint="Contoso.Kiosk.App">
              <uap:VisualElements DisplayName="Contoso Kiosk" Description="Contoso Kiosk"
                  BackgroundColor="transparent" Square150x150Logo="Assets\\Square150x150Logo.png"
                  Square44x44Logo="Assets\\Square44x44Logo.png" />
            </Application>
          </Applications>
        </Package>
        """
        .formatted(version, arch, publisher);
  }

  /** A white PNG of one bit a pixel (PNG 11.2), not compressed: no zlib release changes it. */
  private static byte[] square(int side) {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
    ByteBuffer header = ByteBuffer.allocate(13).putInt(side).putInt(side).put((byte) 1);
    chunk(png, "IHDR", header.array());
    byte[] rows = new byte[side * (1 + (side + 7) / 8)];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (byte) (i % (1 + (side + 7) / 8) == 0 ? 0 : 0xFF);
    }
    chunk(png, "IDAT", stored(rows));
    chunk(png, "IEND", new byte[0]);
    return png.toByteArray();
  }

  private static byte[] stored(byte[] content) {
    Deflater deflater = new Deflater(Deflater.NO_COMPRESSION);
    try {
      deflater.setInput(content);
      deflater.finish();
      byte[] out = new byte[content.length + 64];
      return java.util.Arrays.copyOf(out, deflater.deflate(out));
    } finally {
      deflater.end();
    }
  }

  private static void chunk(ByteArrayOutputStream png, String type, byte[] data) {
    ByteBuffer body = ByteBuffer.allocate(4 + data.length);
    body.put(type.getBytes(StandardCharsets.US_ASCII)).put(data);
    CRC32 crc = new CRC32();
    crc.update(body.array());
    png.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    png.writeBytes(body.array());
    png.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }
}
