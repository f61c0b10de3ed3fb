package dev.updatecenter.stage.reporting;

import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.flighting.FailureCode;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A device with a key made for the test.
 *
 * @param keys its key pair
 */
public record TestDevice(KeyPair keys) {
  public static final ProductName PRODUCT = new ProductName("ContosoKiosk");
  public static final PackageVersion V2 = PackageVersion.parse("10.0.2.0");
  public static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  /** A new device on P-256. */
  public static TestDevice create() {
    return onCurve("secp256r1");
  }

  /** A key pair on any curve. */
  static TestDevice onCurve(String curve) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve));
      return new TestDevice(generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** Its public key. */
  public DeviceKey key() {
    return DeviceKey.of(keys.getPublic());
  }

  /** Itself, enrolled in a ring. */
  public EnrolledDevice in(RingName ring) {
    return new EnrolledDevice(PRODUCT, key().id(), ring, NOON);
  }

  /** Its report on 10.0.2.0 in Preview, some minutes after noon; a failure carries a code. */
  public DeviceReport says(InstallOutcome state, int minutes) {
    Optional<FailureCode> code =
        state == InstallOutcome.FAILED
            ? Optional.of(FailureCode.parse("0x800B010A"))
            : Optional.empty();
    return new DeviceReport(
        UUID.randomUUID(),
        key(),
        PRODUCT,
        RingName.PREVIEW,
        V2,
        state,
        code,
        PackageVersion.parse("10.0.17763.1577"),
        V2,
        List.of(new PackageOutcome("cbs", "Contoso.Touch.Driver", V2, state, code)),
        NOON.plusSeconds(60L * minutes));
  }

  /** The file of a report. */
  public byte[] sign(DeviceReport report) {
    try {
      return SignedReport.sign(report, keys.getPrivate());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
