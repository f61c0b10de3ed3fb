package dev.updatecenter.stage.reporting;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import java.util.Optional;

/** Decides whether one file is a report to be believed. */
final class ReportCheck {
  private final BlobStore store;
  private final ReportLedger ledger;
  private final ProductName product;

  ReportCheck(BlobStore store, ReportLedger ledger, ProductName product) {
    this.store = store;
    this.ledger = ledger;
    this.product = product;
  }

  /** What came of a file. */
  sealed interface Verdict {}

  /** A report that counts. */
  record Believed(DeviceReport report) implements Verdict {}

  /** A report that does not, for good or as long as nobody enrols its device. */
  record Refused(Finding finding, boolean forGood) implements Verdict {}

  /** Deleted between listing and reading. */
  record Gone() implements Verdict {}

  Verdict check(ReportPlace place) {
    String file = place.blob().value();
    try {
      Optional<byte[]> content = store.read(place.blob(), SignedReport.MAX_BYTES);
      return content.isEmpty() ? new Gone() : judge(place, SignedReport.read(content.get(), file));
    } catch (MalformedDocumentException e) {
      return unreadable(e.finding(), file);
    } catch (ReportSignatureException e) {
      return new Refused(
          Finding.error("UC7002", e.device().toString(), "the report is not signed by its device")
              .at(file, 0, 0)
              .because("anybody could have written it, so it does not count"),
          true);
    } catch (UpdateCenterException e) {
      // A store's own fault stops the run; only a file that is too long is the file's fault.
      if (e.exit() != ExitCode.UNTRUSTED) {
        throw e;
      }
      return unreadable(Finding.error("UC7001", file, String.valueOf(e.getMessage())), file);
    }
  }

  private static Verdict unreadable(Finding cause, String file) {
    Finding finding =
        Finding.error("UC7001", file, "not a report: " + cause.message())
            .at(file, cause.line(), cause.column())
            .because("it does not count for any gate");
    return new Refused(finding, true);
  }

  private Verdict judge(ReportPlace place, DeviceReport report) {
    if (!report.product().equals(product)) {
      return new Refused(misplaced(place.blob(), "it is about " + report.product()), true);
    }
    if (!report.id().equals(place.id()) || !report.date().equals(place.date())) {
      return new Refused(misplaced(place.blob(), "its own place is " + report.blob()), true);
    }
    Optional<EnrolledDevice> device = ledger.find(product, report.device());
    if (device.isEmpty()) {
      return new Refused(notEnrolled(place, report), false);
    }
    return device.get().ring().equals(report.ring())
        ? new Believed(report)
        : new Refused(otherRing(place, report, device.get()), false);
  }

  static Finding misplaced(BlobName name, String why) {
    return Finding.error("UC7003", name.value(), "a report in a place that is not its own")
        .at(name.value(), 0, 0)
        .because(why);
  }

  private static Finding notEnrolled(ReportPlace place, DeviceReport report) {
    return Finding.warning("UC7004", report.device().toString(), "a report of an unknown device")
        .at(place.blob().value(), 0, 0)
        .because("only enrolled devices count, or anybody could vote")
        .fixedBy("'ducctl device enrol " + report.device() + "' if it is one of yours");
  }

  private static Finding otherRing(ReportPlace place, DeviceReport report, EnrolledDevice device) {
    return Finding.warning(
            "UC7005",
            report.device().toString(),
            "reports for ring " + report.ring() + ", enrolled in " + device.ring())
        .at(place.blob().value(), 0, 0)
        .because("a device votes in the ring it is enrolled in")
        .fixedBy("enrol it in the ring it is configured for, or set the ring on the device");
  }
}
