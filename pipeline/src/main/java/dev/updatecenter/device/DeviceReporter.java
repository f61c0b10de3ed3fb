package dev.updatecenter.device;

import dev.updatecenter.kernel.core.FileMutex;
import dev.updatecenter.stage.reporting.DeviceKey;
import dev.updatecenter.stage.reporting.DeviceReport;
import dev.updatecenter.stage.reporting.InstallOutcome;
import dev.updatecenter.stage.reporting.PackageOutcome;
import dev.updatecenter.stage.reporting.SignedReport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** {@code device report}: remembers how an installation went, signs it and delivers it. */
public final class DeviceReporter {
  private final ReportSink sink;
  private final Clock clock;
  private final SecureRandom random;

  /** Reports to a sink. */
  public DeviceReporter(ReportSink sink, Clock clock, SecureRandom random) {
    this.sink = sink;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Reports once. A success is remembered even when the report is not taken: it is true all the
   * same, and may be reported again.
   *
   * @return what was delivered
   * @throws dev.updatecenter.kernel.core.UpdateCenterException UC7115, exit 5, for a release that
   *     no scan of this folder named; exit 13 (UC7114) and 14 as {@link ReportSink} and {@link
   *     DeviceScan#scan} say
   */
  public DeviceReport report(ReportRequest request) {
    try {
      DeviceFolder state = DeviceFolder.open(request.state());
      Signed signed;
      try (FileMutex lock = state.lock()) {
        signed = remember(request, state);
        if (!lock.held()) {
          throw new IOException("its lock was taken away during the report");
        }
      }
      sink.deliver(signed.report().blob(), signed.bytes());
      return signed.report();
    } catch (IOException e) {
      throw DeviceFault.state(request.state(), e);
    }
  }

  /**
   * The PEM public key of a device, which {@code device enrol} takes; the key is made when missing.
   */
  public static String publicKey(Path state, SecureRandom random) {
    try {
      DeviceFolder folder = DeviceFolder.open(state);
      try (FileMutex lock = folder.lock()) {
        DeviceIdentity identity = DeviceIdentity.openOrCreate(folder.root(), random);
        return lock.held() ? DeviceKey.of(identity.publicKey()).pem() : "";
      }
    } catch (IOException e) {
      throw DeviceFault.state(state, e);
    }
  }

  private Signed remember(ReportRequest request, DeviceFolder state) throws IOException {
    DeviceMemoryFile file = new DeviceMemoryFile(state.memory(request.product()));
    DeviceMemory memory = file.read();
    if (!memory.knows(request.release())) {
      throw DeviceFault.unknownRelease(request.state(), request.release());
    }
    DeviceIdentity identity = DeviceIdentity.openOrCreate(state.root(), random);
    if (request.outcome() == InstallOutcome.SUCCEEDED) {
      file.write(memory, memory.succeeded(request.release()));
    }
    return sign(report(request, memory, identity), identity);
  }

  private DeviceReport report(ReportRequest request, DeviceMemory memory, DeviceIdentity identity) {
    List<PackageOutcome> packages = new ArrayList<>();
    memory
        .offered(request.release())
        .forEach(
            (name, version) ->
                packages.add(
                    new PackageOutcome(
                        name.kind(), name.identity(), version, request.outcome(), request.code())));
    return new DeviceReport(
        uuid(),
        DeviceKey.of(identity.publicKey()),
        request.product(),
        request.ring(),
        request.release(),
        request.outcome(),
        request.code(),
        request.os(),
        request.ocp(),
        packages,
        new DeviceClock(clock, memory.signedAt()).instant());
  }

  private static Signed sign(DeviceReport report, DeviceIdentity identity) {
    try {
      return new Signed(report, SignedReport.sign(report, identity.privateKey()));
    } catch (GeneralSecurityException e) {
      throw DeviceFault.key(report.device(), "does not sign");
    }
  }

  /** RFC 9562 5.4: a random UUID, of our own randomness. */
  private UUID uuid() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    bytes[6] = (byte) ((bytes[6] & 0x0F) | 0x40);
    bytes[8] = (byte) ((bytes[8] & 0x3F) | 0x80);
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new UUID(buffer.getLong(), buffer.getLong());
  }

  private static final class Signed {
    private final DeviceReport report;
    private final byte[] bytes;

    Signed(DeviceReport report, byte[] bytes) {
      this.report = report;
      this.bytes = bytes;
    }

    DeviceReport report() {
      return report;
    }

    byte[] bytes() {
      return bytes;
    }
  }
}
