package dev.updatecenter.app.wiring;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How Azure Blob Storage is reached: {@code azure}. Used only where a store is {@code azblob:}.
 *
 * @param endpoint the blob endpoint of the account; <code>{account}</code> stands for its name
 * @param login by what; what is given and the platform decide where it is empty
 * @param tenantId of an identity
 * @param clientId of an identity
 * @param certificate of a service principal
 * @param secrets what nobody else may read
 * @param platform what variables of the platform say of an identity
 */
public record AzureSettings(
    Optional<String> endpoint,
    Optional<AzureLogin> login,
    Optional<String> tenantId,
    Optional<String> clientId,
    Optional<Path> certificate,
    Secrets secrets,
    Optional<AzureLogin> platform) {
  /** The public cloud, by whatever the platform offers. */
  public static final AzureSettings PUBLIC_CLOUD =
      new AzureSettings(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Secrets.NONE,
          Optional.empty());

  /**
   * Where secrets are.
   *
   * @param connectionString of the account
   * @param access a signature for what is published, and for the rest where that has none
   * @param reportsAccess a signature for the private part
   * @param clientSecret of a service principal
   * @param certificatePassword of its certificate, where that is PKCS#12
   * @param prompt asks where nothing is configured
   */
  public record Secrets(
      StoreSecret connectionString,
      StoreSecret access,
      StoreSecret reportsAccess,
      StoreSecret clientSecret,
      StoreSecret certificatePassword,
      SecretPrompt prompt) {
    static final Secrets NONE =
        new Secrets(
            StoreSecret.none("connectionStringFile"),
            StoreSecret.none("sharedAccessFile"),
            StoreSecret.none("reportsSharedAccessFile"),
            StoreSecret.none("clientSecretFile"),
            StoreSecret.none("clientCertificatePasswordFile"),
            SecretPrompt.NONE);
  }

  static AzureSettings read(SettingsSource source, SecretPrompt prompt) {
    return new AzureSettings(
        text(source, "AZURE_ENDPOINT", "endpoint"),
        text(source, "AZURE_CREDENTIAL", "credential").map(AzureLogin::parse),
        text(source, "AZURE_TENANT_ID", "tenantId"),
        text(source, "AZURE_CLIENT_ID", "clientId"),
        source.path("AZURE_CLIENT_CERTIFICATE", "azure", "clientCertificate"),
        new Secrets(
            StoreSecret.read(source, "connectionStringFile", "AZURE_CONNECTION_STRING"),
            StoreSecret.read(source, "sharedAccessFile", "AZURE_SHARED_ACCESS"),
            StoreSecret.read(source, "reportsSharedAccessFile", "AZURE_REPORTS_SHARED_ACCESS"),
            StoreSecret.read(source, "clientSecretFile", "AZURE_CLIENT_SECRET"),
            StoreSecret.read(
                source, "clientCertificatePasswordFile", "AZURE_CLIENT_CERTIFICATE_PASSWORD"),
            prompt),
        platform(source));
  }

  /**
   * The credential that is used: the one named, else the first of which something is given, else
   * what the platform's own variables offer, else that of the person.
   */
  AzureLogin chosen() {
    return login.orElseGet(
        () -> {
          if (secrets.connectionString().given()) {
            return AzureLogin.CONNECTION_STRING;
          }
          if (secrets.access().given() || secrets.reportsAccess().given()) {
            return AzureLogin.SHARED_ACCESS;
          }
          if (secrets.clientSecret().given() || certificate.isPresent()) {
            return AzureLogin.SERVICE_PRINCIPAL;
          }
          return platform.orElse(AzureLogin.AZURE_CLI);
        });
  }

  /** Nobody's network is searched for an identity: App Service, Arc and AKS set these. */
  private static Optional<AzureLogin> platform(SettingsSource source) {
    if (source.plainVariable("AZURE_FEDERATED_TOKEN_FILE").isPresent()) {
      return Optional.of(AzureLogin.WORKLOAD_IDENTITY);
    }
    return source
        .plainVariable("IDENTITY_ENDPOINT")
        .or(() -> source.plainVariable("MSI_ENDPOINT"))
        .map(any -> AzureLogin.MANAGED_IDENTITY);
  }

  private static Optional<String> text(SettingsSource source, String variable, String key) {
    return source.text(variable, "azure", key).map(SettingsSource.Value::text);
  }

  /** UC1140: what is configured does not make a credential. */
  static UpdateCenterException incomplete(String what, String why) {
    return UpdateCenterException.error("UC1140", ExitCode.USAGE, what)
        .where("azure")
        .why(why)
        .fix("complete 'azure' in updatecenter.yaml; 'ducctl explain UC1140' lists what each needs")
        .state("nothing was asked of the store")
        .build();
  }
}
