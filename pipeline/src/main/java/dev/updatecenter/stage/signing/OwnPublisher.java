package dev.updatecenter.stage.signing;

import dev.updatecenter.capability.format.PackageContents;
import dev.updatecenter.capability.format.inspect.PackageInspector;
import dev.updatecenter.capability.format.inspect.PackageSniffer;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.stage.validation.AppPublisher;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;

/** Whether an app package names our certificate's subject as its publisher; all else may pass. */
final class OwnPublisher {
  private final AppPublisher publisher;
  private final PackageInspector inspector;

  OwnPublisher(X509Certificate certificate, PackageInspector inspector) {
    this.publisher = AppPublisher.ofOurs(certificate.getSubjectX500Principal());
    this.inspector = inspector;
  }

  /** UC3210 of an app that nobody could install with our signature. */
  List<Finding> check(Path file, String name) throws IOException {
    if (!AppPublisher.has(PackageSniffer.sniff(file))) {
      return List.of();
    }
    PackageContents contents = inspector.inspect(file, name);
    return publisher.check(contents, name).stream().toList();
  }
}
