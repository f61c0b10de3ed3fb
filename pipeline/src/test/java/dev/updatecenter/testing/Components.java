package dev.updatecenter.testing;

import dev.updatecenter.kernel.core.ContentDigest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Component manifests as the tools of Windows write them, each of one file. */
public final class Components {
  private Components() {}

  /** A manifest that gives the file's SHA-256. */
  public static byte[] listing(String name, byte[] content) {
    return manifest(name, hash("http://www.w3.org/2000/09/xmldsig#sha256", content));
  }

  /** A manifest that names the file, and has {@code inside} said of it. */
  public static byte[] manifest(String name, String inside) {
    return """
        <?xml version="1.0" encoding="utf-8" standalone="yes"?>
        <assembly xmlns="urn:schemas-microsoft-com:asm.v3" manifestVersion="1.0">
          <assemblyIdentity name="Contoso-Touch" version="10.0.2.0" processorArchitecture="amd64"
              language="neutral" buildType="release" publicKeyToken="628844477771337a" />
          <file name="%s" destinationPath="$(runtime.system32)\\" importPath="$(build.nttree)\\">
            <securityDescriptor name="WRP_FILE_DEFAULT_SDDL" />
            %s
          </file>
        </assembly>
        """
        .formatted(name, inside)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The digest of a file as a manifest gives it, by the named algorithm. */
  public static String hash(String algorithm, byte[] content) {
    return """
        <asmv2:hash xmlns:asmv2="urn:schemas-microsoft-com:asm.v2"
            xmlns:dsig="http://www.w3.org/2000/09/xmldsig#">
          <dsig:Transforms>
            <dsig:Transform Algorithm="urn:schemas-microsoft-com:HashTransforms.Identity" />
          </dsig:Transforms>
          <dsig:DigestMethod Algorithm="%s" />
          <dsig:DigestValue>%s</dsig:DigestValue>
        </asmv2:hash>
        """
        .formatted(
            algorithm, Base64.getEncoder().encodeToString(ContentDigest.of(content).bytes()));
  }
}
