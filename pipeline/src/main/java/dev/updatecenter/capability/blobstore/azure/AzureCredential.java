package dev.updatecenter.capability.blobstore.azure;

import java.nio.file.Path;
import java.util.Optional;

/** As whom a container is used. None tells its secret as text. */
public sealed interface AzureCredential {
  /**
   * The account's key, of a connection string. It signs requests and never travels.
   *
   * @param account the storage account's name
   * @param key in Base64
   */
  record AccountKey(String account, String key) implements AzureCredential {
    @Override
    public String toString() {
      return "the key of account " + account;
    }
  }

  /**
   * A shared access signature: whoever reads it has its rights.
   *
   * @param token its query, with or without the question mark
   */
  record SharedAccess(String token) implements AzureCredential {
    @Override
    public String toString() {
      return "a shared access signature";
    }
  }

  /** Identities of Microsoft Entra ID: their tokens travel with each request. */
  sealed interface Identity extends AzureCredential {}

  /**
   * The identity of the machine or service that runs this.
   *
   * @param clientId which, where it has several
   */
  record ManagedIdentity(Optional<String> clientId) implements Identity {
    @Override
    public String toString() {
      return clientId.map(id -> "managed identity " + id).orElse("the managed identity");
    }
  }

  /**
   * The identity of a Kubernetes service account or another federated issuer. What is empty comes
   * from the variables that the platform sets ({@code AZURE_CLIENT_ID}, {@code AZURE_TENANT_ID},
   * {@code AZURE_FEDERATED_TOKEN_FILE}).
   */
  record WorkloadIdentity(Optional<String> tenantId, Optional<String> clientId)
      implements Identity {
    @Override
    public String toString() {
      return clientId.map(id -> "workload identity " + id).orElse("the workload identity");
    }
  }

  /** A service principal with a secret. */
  record ClientSecret(String tenantId, String clientId, String secret) implements Identity {
    @Override
    public String toString() {
      return "service principal " + clientId;
    }
  }

  /**
   * A service principal with a certificate.
   *
   * @param file PEM with certificate and key, or PKCS#12
   * @param password of a PKCS#12 file
   */
  record ClientCertificate(String tenantId, String clientId, Path file, Optional<String> password)
      implements Identity {
    @Override
    public String toString() {
      return "service principal " + clientId;
    }
  }

  /** The person who signed in with {@code az login}. */
  record CommandLine(Optional<String> tenantId) implements Identity {
    @Override
    public String toString() {
      return "the account that 'az login' signed in";
    }
  }
}
