package dev.updatecenter.stage.upkeep.verify;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobReader;
import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.capability.blobstore.ListedBlob;
import dev.updatecenter.capability.devicemodel.HardwareTarget;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.Severity;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.stage.publishing.ReleaseLayout;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Whether the unsigned hints lead each device to a product that has something for it (UC5147). */
final class HintAudit {
  private static final int MAX_HINT = 1_024;

  private final BlobReader reader;
  private final AuditFindings findings;

  /** Those that lie there before any offer is read: a publisher writes a hint after its offer. */
  private final List<BlobName> listed;

  /**
   * Looks at hints.
   *
   * @param store to list them; empty where hints of other products may be among them
   */
  HintAudit(BlobReader reader, Optional<BlobStore> store, AuditFindings findings) {
    this.reader = reader;
    this.findings = findings;
    this.listed = store.map(HintAudit::list).orElse(List.of());
  }

  private static List<BlobName> list(BlobStore store) {
    try (Stream<ListedBlob> hints = store.list("hardware/")) {
      return hints.map(ListedBlob::name).toList();
    }
  }

  /**
   * Looks at the hints of all live offers, and at every other one that was listed.
   *
   * @param hardware the devices that each product's live offers are for
   */
  void check(Map<ProductName, Set<HardwareTarget>> hardware) {
    Set<BlobName> expected = new TreeSet<>();
    hardware.forEach(
        (product, targets) ->
            targets.forEach(
                target -> {
                  BlobName hint = ReleaseLayout.hardware(target.id());
                  expected.add(hint);
                  String said = product(hint);
                  if (!said.equals(product.value())) {
                    findings.add(
                        ExitCode.FINDINGS,
                        finding(hint, said, "devices of " + product + " look there")
                            .weighing(Severity.ERROR));
                  }
                }));
    listed.stream()
        .filter(hint -> !expected.contains(hint))
        .map(hint -> finding(hint, product(hint), "no live offer is for its id"))
        .forEach(findings::warn);
  }

  private String product(BlobName hint) {
    try {
      Optional<byte[]> bytes = reader.read(hint, MAX_HINT);
      return bytes.isEmpty()
          ? "nothing: it is not there"
          : Json.read(bytes.get(), hint.value()).text("product").orElse("nothing");
    } catch (MalformedDocumentException e) {
      return "nothing: " + e.getMessage();
    } catch (UpdateCenterException e) {
      findings.unreachable(hint, e);
      return "nothing that could be read";
    }
  }

  private static Finding finding(BlobName hint, String said, String why) {
    return Finding.warning("UC5147", hint.value(), "it names " + ObjectAudit.printable(said))
        .because(why + "; a scan without --product finds nothing, or another product")
        .fixedBy("submit a release of the product, which writes its hint");
  }
}
