package dev.updatecenter.capability.blobstore.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.util.ClientOptions;
import com.azure.core.util.Configuration;
import com.azure.identity.AzureCliCredentialBuilder;
import com.azure.identity.ClientCertificateCredentialBuilder;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import com.azure.identity.WorkloadIdentityCredentialBuilder;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.blob.BlobServiceVersion;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import java.time.Duration;

/** Makes the library's client of a container. */
final class Clients {
  /**
   * The interface that is spoken, older than the library's newest so that emulators and private
   * clouds speak it too.
   */
  private static final BlobServiceVersion VERSION = BlobServiceVersion.V2023_11_03;

  private Clients() {}

  static BlobContainerClient of(AzureContainer container, AzureLimits limits) {
    HttpClient http = http(limits);
    BlobContainerClientBuilder builder =
        new BlobContainerClientBuilder()
            .endpoint(container.address().toString())
            .containerName(container.name())
            .httpClient(http)
            .configuration(Configuration.NONE)
            .clientOptions(new ClientOptions().setApplicationId("updatecenter"))
            .serviceVersion(VERSION)
            .retryOptions(once());
    AzureCredential credential = container.credential();
    if (credential instanceof AzureCredential.AccountKey key) {
      builder.credential(new StorageSharedKeyCredential(key.account(), key.key()));
    } else if (credential instanceof AzureCredential.SharedAccess access) {
      builder.sasToken(access.token());
    } else if (credential instanceof AzureCredential.Identity identity) {
      builder.credential(token(identity, http));
    }
    return builder.buildClient();
  }

  private static HttpClient http(AzureLimits limits) {
    // Storage speaks HTTP/1.1 only; asking for an upgrade would cost each connection a header.
    return new JdkHttpClientBuilder(
            java.net.http.HttpClient.newBuilder()
                .version(java.net.http.HttpClient.Version.HTTP_1_1))
        .connectionTimeout(limits.connect())
        .writeTimeout(limits.stall())
        .responseTimeout(limits.response())
        .readTimeout(limits.stall())
        .build();
  }

  /** {@link Attempts} repeats, since only it knows whether an answer was lost. */
  private static RequestRetryOptions once() {
    return new RequestRetryOptions(
        RetryPolicyType.FIXED,
        Integer.valueOf(1),
        Duration.ofDays(1),
        Duration.ofMillis(1),
        Duration.ofMillis(1),
        null);
  }

  private static TokenCredential token(AzureCredential.Identity identity, HttpClient http) {
    if (identity instanceof AzureCredential.ManagedIdentity managed) {
      ManagedIdentityCredentialBuilder builder = new ManagedIdentityCredentialBuilder();
      managed.clientId().ifPresent(builder::clientId);
      return builder.httpClient(http).build();
    }
    if (identity instanceof AzureCredential.WorkloadIdentity workload) {
      WorkloadIdentityCredentialBuilder builder = new WorkloadIdentityCredentialBuilder();
      workload.tenantId().ifPresent(builder::tenantId);
      workload.clientId().ifPresent(builder::clientId);
      return builder.httpClient(http).build();
    }
    if (identity instanceof AzureCredential.ClientSecret principal) {
      return new ClientSecretCredentialBuilder()
          .tenantId(principal.tenantId())
          .clientId(principal.clientId())
          .clientSecret(principal.secret())
          .httpClient(http)
          .build();
    }
    if (identity instanceof AzureCredential.ClientCertificate principal) {
      return certificate(principal, http);
    }
    AzureCliCredentialBuilder builder = new AzureCliCredentialBuilder();
    ((AzureCredential.CommandLine) identity).tenantId().ifPresent(builder::tenantId);
    return builder.build();
  }

  private static TokenCredential certificate(
      AzureCredential.ClientCertificate principal, HttpClient http) {
    ClientCertificateCredentialBuilder builder =
        new ClientCertificateCredentialBuilder()
            .tenantId(principal.tenantId())
            .clientId(principal.clientId())
            .httpClient(http);
    String file = principal.file().toString();
    return principal
        .password()
        .map(password -> builder.pfxCertificate(file).clientCertificatePassword(password))
        .orElseGet(() -> builder.pemCertificate(file))
        .build();
  }
}
