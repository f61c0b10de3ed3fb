package dev.updatecenter.stage.reporting;

import dev.updatecenter.kernel.document.CanonicalJson;
import dev.updatecenter.kernel.document.Fields;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A report in its envelope {@code {signed, signature}}: the signature, DER in hex, covers the
 * canonical JSON of {@code signed} and is made by the device's own key.
 */
public final class SignedReport {
  /** The most bytes a report may have. */
  public static final int MAX_BYTES = 256 << 10;

  private SignedReport() {}

  /**
   * Signs a report.
   *
   * @param key the private half of the report's key
   * @return the file's bytes
   * @throws GeneralSecurityException when the key cannot sign, or is another's
   */
  public static byte[] sign(DeviceReport report, PrivateKey key) throws GeneralSecurityException {
    Map<String, Object> signed = ReportJson.write(report);
    byte[] covered = CanonicalJson.bytes(signed);
    Signature signer = Signature.getInstance(DeviceKey.ALGORITHM);
    signer.initSign(key);
    signer.update(covered);
    byte[] signature = signer.sign();
    if (!report.key().verifies(covered, signature)) {
      throw new GeneralSecurityException("the private key is not that of " + report.key());
    }
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("signed", signed);
    envelope.put("signature", HexFormat.of().formatHex(signature));
    // Ordinary JSON: canonical JSON leaves the line ends of a PEM key unescaped.
    return Json.bytes(envelope);
  }

  /**
   * Reads a report and checks that the key it names signed it. Whether anybody believes that key is
   * the caller's to ask.
   *
   * @param file its name in messages
   * @throws MalformedDocumentException when it cannot be read
   * @throws ReportSignatureException when the signature is not the key's
   */
  public static DeviceReport read(byte[] content, String file)
      throws MalformedDocumentException, ReportSignatureException {
    Fields envelope = Fields.of(Json.read(content, file));
    Fields signed = envelope.object("signed");
    DeviceReport report = ReportJson.read(signed);
    byte[] signature = envelope.value("signature", HexFormat.of()::parseHex);
    if (!report.key().verifies(covered(signed), signature)) {
      throw new ReportSignatureException(report.device(), file);
    }
    return report;
  }

  private static byte[] covered(Fields signed) throws MalformedDocumentException {
    try {
      return CanonicalJson.bytes(signed.node());
    } catch (IllegalArgumentException e) {
      throw signed.refuse("signed", String.valueOf(e.getMessage()));
    }
  }
}
