package dev.updatecenter.app.wiring;

import dev.updatecenter.capability.blobstore.azure.AzureBlobStore;
import dev.updatecenter.capability.blobstore.azure.AzureContainer;
import dev.updatecenter.capability.blobstore.azure.AzureCredential;
import dev.updatecenter.capability.blobstore.azure.AzureLimits;
import dev.updatecenter.capability.blobstore.azure.ConnectionString;
import dev.updatecenter.capability.blobstore.azure.Sleep;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;

/** Opens containers by what {@code azure} says; loaded only where a store is one. */
final class AzureWiring {
  private final AzureSettings settings;

  AzureWiring(AzureSettings settings) {
    this.settings = settings;
  }

  /**
   * A container, not asked anything yet.
   *
   * @param privatePart whether it is that of reports, which may have a signature of its own
   */
  AzureBlobStore open(StoreAddress.AzureContainer address, boolean privatePart) {
    return new AzureBlobStore(
        container(address, privatePart), AzureLimits.usual(), Sleep.REAL, new SecureRandom());
  }

  AzureContainer container(StoreAddress.AzureContainer address, boolean privatePart) {
    AzureContainer container =
        settings.chosen() == AzureLogin.CONNECTION_STRING
            ? connected(address)
            : new AzureContainer(
                endpoint(address), address.container(), credential(address, privatePart));
    checkScheme(container);
    return container;
  }

  private AzureContainer connected(StoreAddress.AzureContainer address) {
    ConnectionString read =
        ConnectionString.parse(secrets().connectionString().value(secrets().prompt()))
            .orElseThrow(
                () ->
                    AzureSettings.incomplete(
                        "the connection string is none",
                        "it has AccountName and AccountKey, or SharedAccessSignature"));
    if (read.account().filter(a -> !a.equals(address.account())).isPresent()) {
      throw AzureSettings.incomplete(
          "the connection string is of another account than " + address,
          "content would go where nobody expects it");
    }
    URI endpoint =
        settings.endpoint().isEmpty() && read.endpoint().isPresent()
            ? checked(read.endpoint().get())
            : endpoint(address);
    return new AzureContainer(endpoint, address.container(), read.credential());
  }

  private AzureCredential credential(StoreAddress.AzureContainer address, boolean privatePart) {
    return switch (settings.chosen()) {
      case CONNECTION_STRING -> connected(address).credential();
      case SHARED_ACCESS -> new AzureCredential.SharedAccess(signature(privatePart));
      case SERVICE_PRINCIPAL -> principal();
      case WORKLOAD_IDENTITY ->
          new AzureCredential.WorkloadIdentity(settings.tenantId(), settings.clientId());
      case MANAGED_IDENTITY -> new AzureCredential.ManagedIdentity(settings.clientId());
      case AZURE_CLI -> new AzureCredential.CommandLine(settings.tenantId());
    };
  }

  private String signature(boolean privatePart) {
    StoreSecret secret =
        privatePart && secrets().reportsAccess().given()
            ? secrets().reportsAccess()
            : secrets().access();
    return secret.value(secrets().prompt());
  }

  private AzureCredential principal() {
    String tenant = needed(settings.tenantId(), "tenantId");
    String client = needed(settings.clientId(), "clientId");
    return settings
        .certificate()
        .<AzureCredential>map(
            file ->
                new AzureCredential.ClientCertificate(
                    tenant, client, file, secrets().certificatePassword().configured()))
        .orElseGet(
            () ->
                new AzureCredential.ClientSecret(
                    tenant, client, secrets().clientSecret().value(secrets().prompt())));
  }

  private static String needed(Optional<String> value, String key) {
    return value.orElseThrow(
        () ->
            AzureSettings.incomplete(
                "'azure." + key + "' is missing", "a service principal is known by it"));
  }

  private URI endpoint(StoreAddress.AzureContainer address) {
    String text =
        settings
            .endpoint()
            .orElse("https://{account}.blob.core.windows.net")
            .replace("{account}", address.account())
            .replaceAll("/+$", "");
    return checked(SettingsSource.uri(text, "azure.endpoint"));
  }

  private static URI checked(URI endpoint) {
    if (!Set.of("http", "https").contains(String.valueOf(endpoint.getScheme()))
        || endpoint.getHost() == null
        || endpoint.getRawUserInfo() != null
        || endpoint.getRawQuery() != null
        || endpoint.getRawFragment() != null) {
      throw SettingsSource.noAddress("azure.endpoint");
    }
    return endpoint;
  }

  /** What can be used again by whoever hears it does not go over the wire in the clear. */
  private static void checkScheme(AzureContainer container) {
    URI endpoint = container.account();
    if (endpoint.getScheme().equals("http") && canBeHeard(container)) {
      throw UpdateCenterException.error(
              "UC1141",
              ExitCode.USAGE,
              "'azure.endpoint' is http, which this credential must not use")
          .where(endpoint)
          .why("whoever listens could use " + container.credential() + " too")
          .fix("use https; the emulator on this machine takes its account's key or a signature")
          .state("nothing was asked of the store")
          .build();
    }
  }

  /** A token is for real services only; a key signs and stays here. */
  private static boolean canBeHeard(AzureContainer container) {
    if (container.credential() instanceof AzureCredential.SharedAccess) {
      return !isLoopback(container.account().getHost());
    }
    return container.credential() instanceof AzureCredential.Identity;
  }

  private static boolean isLoopback(String host) {
    if (host.equals("localhost")) {
      return true;
    }
    try {
      // Numbers only: no name is looked up.
      return host.matches("[0-9.]+|\\[[0-9a-fA-F:.]+\\]")
          && InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private AzureSettings.Secrets secrets() {
    return settings.secrets();
  }
}
