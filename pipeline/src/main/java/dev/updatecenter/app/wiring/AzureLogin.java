package dev.updatecenter.app.wiring;

import java.util.Arrays;
import java.util.stream.Collectors;

/** By what the program says to Azure who it is: {@code azure.credential}. */
public enum AzureLogin {
  /** A connection string, with the account's key or a signature. */
  CONNECTION_STRING("connection-string"),
  /** A shared access signature. */
  SHARED_ACCESS("shared-access"),
  /** A service principal, by secret or certificate. */
  SERVICE_PRINCIPAL("service-principal"),
  /** A federated identity, such as that of a Kubernetes service account. */
  WORKLOAD_IDENTITY("workload-identity"),
  /** The identity of the machine. */
  MANAGED_IDENTITY("managed-identity"),
  /** Whoever signed in with {@code az login}. */
  AZURE_CLI("azure-cli");

  private final String wireName;

  AzureLogin(String wireName) {
    this.wireName = wireName;
  }

  /** How configuration spells it. */
  public String wireName() {
    return wireName;
  }

  /**
   * Reads one.
   *
   * @throws dev.updatecenter.kernel.core.UpdateCenterException exit 2 for any other word
   */
  static AzureLogin parse(String word) {
    return Arrays.stream(values())
        .filter(login -> login.wireName.equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                AzureSettings.incomplete(
                    "'azure.credential' is '" + word + "'",
                    "it is one of "
                        + Arrays.stream(values())
                            .map(AzureLogin::wireName)
                            .collect(Collectors.joining(", "))));
  }
}
