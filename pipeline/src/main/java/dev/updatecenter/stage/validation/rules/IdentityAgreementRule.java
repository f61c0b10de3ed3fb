package dev.updatecenter.stage.validation.rules;

import dev.updatecenter.capability.devicemodel.DeclaredIdentity;
import dev.updatecenter.capability.devicemodel.IotDeviceModelXml;
import dev.updatecenter.capability.devicemodel.MachineIdentityAgreement;
import dev.updatecenter.capability.devicemodel.ProductDocument;
import dev.updatecenter.capability.devicemodel.ProductSettingsXml;
import dev.updatecenter.capability.devicemodel.SmbiosCfg;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.stage.submission.InputRole;
import dev.updatecenter.stage.submission.SubmittedFile;
import dev.updatecenter.stage.validation.Examination;
import dev.updatecenter.stage.validation.ValidationRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * UC2204: SMBIOS.CFG, Settings.xml, IoTDeviceModel and the registered model state one identity; a
 * device of any other never matches.
 */
public final class IdentityAgreementRule implements ValidationRule {
  @Override
  public void check(Examination examination, Consumer<Finding> report) {
    List<DeclaredIdentity> declared = new ArrayList<>();
    examination
        .product()
        .ifPresent(
            p ->
                declared.add(
                    ProductDocument.read(
                            p.productYaml().getBytes(StandardCharsets.UTF_8),
                            "registered product.yaml")
                        .declared()));
    for (SubmittedFile file : examination.submission().files(InputRole.IDENTITY)) {
      DeclaredIdentity identity = read(file);
      identity.findings().forEach(report);
      declared.add(identity);
    }
    MachineIdentityAgreement.check(declared).forEach(report);
  }

  private static DeclaredIdentity read(SubmittedFile file) {
    try {
      byte[] content = Files.readAllBytes(file.copy());
      if (file.fileName().endsWith(".xml")) {
        return file.fileName().startsWith("IoTDeviceModel_")
            ? IotDeviceModelXml.read(content, file.shownAs())
            : ProductSettingsXml.read(content, file.shownAs());
      }
      return SmbiosCfg.read(content, file.shownAs());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
