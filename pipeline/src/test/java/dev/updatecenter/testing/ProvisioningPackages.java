package dev.updatecenter.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes small provisioning packages that enrol a device by certificate. */
public final class ProvisioningPackages {
  /** What {@link #source} has for a certificate's thumbprint. */
  public static final String THUMBPRINT = "0123456789ABCDEF0123456789ABCDEF01234567";

  private ProvisioningPackages() {}

  /** The source of a sound package, {@code customizations.xml}. */
  public static String source() {
    return """
        <?xml version="1.0" encoding="utf-8"?>
        <WindowsCustomizations>
          <PackageConfig xmlns="urn:schemas-Microsoft-com:Windows-ICD-Package-Config.v1.0">
            <ID>{6d25ff81-23ed-4d35-968f-3fc2408ceac7}</ID>
            <Name>Enrol</Name>
            <Version>1.0.0.0</Version>
            <OwnerType>OEM</OwnerType>
            <Rank>0</Rank>
          </PackageConfig>
          <Settings xmlns="urn:schemas-microsoft-com:windows-provisioning">
            <Customizations>
              <Common>
                <Workplace>
                  <Enrollments>
                    <UPN UPN="devices@contoso.example" Name="devices@contoso.example">
                      <AuthPolicy>Certificate</AuthPolicy>
                      <DiscoveryServiceFullUrl>https://mdm.contoso.example/d.svc</DiscoveryServiceFullUrl>
                      <Secret>%s</Secret>
                    </UPN>
                  </Enrollments>
                </Workplace>
              </Common>
            </Customizations>
          </Settings>
        </WindowsCustomizations>
        """
        .formatted(THUMBPRINT);
  }

  /** Writes a package with this source and another file. */
  public static Path write(Path out, String source) throws IOException {
    return Files.write(
        out,
        new WimBuilder()
            .file("customizations.xml", source.getBytes(UTF_8))
            .abc("prov/abc.txt", 40_000)
            .bytes());
  }
}
