package dev.updatecenter.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.capability.blobstore.azure.AzureContainer;
import dev.updatecenter.capability.blobstore.azure.AzureCredential;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** As whom and where a container is used, by what variables and updatecenter.yaml say. */
class AzureWiringTest {
  private static final String CLIENT = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
  private static final String SECRET = "TESTsecretOfAzure47110";
  private static final String KEYED =
      "DefaultEndpointsProtocol=https;AccountName=contoso;AccountKey="
          + SECRET
          + "==;EndpointSuffix=core.chinacloudapi.cn";

  private final Map<String, String> variables = new HashMap<>();
  private final Path folder;

  AzureWiringTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void thePublicCloudByTheAccountOfThePersonIsTheDefault() {
    AzureContainer container = container();
    assertThat(container).hasToString("https://contoso.blob.core.windows.net/updates");
    assertThat(container.credential()).isEqualTo(new AzureCredential.CommandLine(Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({
    "AZURE_FEDERATED_TOKEN_FILE, the workload identity",
    "IDENTITY_ENDPOINT, the managed identity",
    "MSI_ENDPOINT, the managed identity",
  })
  void whatThePlatformSaysComesBeforeThePerson(String variable, String expected) {
    variables.put(variable, "http://169.254.1.1/token");
    assertThat(container().credential()).hasToString(expected);
  }

  @Test
  void whatIsNamedComesBeforeEverythingElse() {
    variables.put("IDENTITY_ENDPOINT", "http://169.254.1.1/token");
    set("SHARED_ACCESS", "sv=2023&sig=x");
    set("CREDENTIAL", "managed-identity");
    set("CLIENT_ID", CLIENT);
    assertThat(container().credential())
        .isEqualTo(new AzureCredential.ManagedIdentity(Optional.of(CLIENT)));
  }

  @Test
  void aPrincipalNeedsItsTenantItsIdAndASecretOrCertificate() throws IOException {
    set("CREDENTIAL", "service-principal");
    assertRefused("UC1140", "tenantId");
    set("TENANT_ID", "contoso.example");
    assertRefused("UC1140", "clientId");
    set("CLIENT_ID", CLIENT);
    assertRefused("UC1140", "clientSecretFile");
    set("CLIENT_SECRET_FILE", secret(SECRET));
    assertThat(container().credential())
        .isEqualTo(new AzureCredential.ClientSecret("contoso.example", CLIENT, SECRET));
    Path certificate = folder.resolve("principal.p12");
    set("CLIENT_CERTIFICATE", certificate.toString());
    assertRefused("UC1142", "azure.clientCertificate");
    Files.writeString(certificate, "TEST");
    set("CLIENT_CERTIFICATE_PASSWORD_FILE", secret("of the file"));
    assertThat(container().credential())
        .isEqualTo(
            new AzureCredential.ClientCertificate(
                "contoso.example", CLIENT, certificate, Optional.of("of the file")));
  }

  @Test
  void thePrivatePartMayHaveASignatureOfItsOwn() {
    set("SHARED_ACCESS", "sig=one");
    assertThat(container(true).credential()).isEqualTo(new AzureCredential.SharedAccess("sig=one"));
    set("REPORTS_SHARED_ACCESS", "sig=two");
    assertThat(container(true).credential()).isEqualTo(new AzureCredential.SharedAccess("sig=two"));
    assertThat(container(false).credential())
        .isEqualTo(new AzureCredential.SharedAccess("sig=one"));
  }

  @Test
  void aConnectionStringTellsEndpointAndKey() {
    set("CONNECTION_STRING", KEYED);
    AzureContainer container = container();
    assertThat(container).hasToString("https://contoso.blob.core.chinacloudapi.cn/updates");
    assertThat(container.credential())
        .isEqualTo(new AzureCredential.AccountKey("contoso", SECRET + "=="));
    set("ENDPOINT", "https://{account}.blob.internal.example/");
    assertThat(container()).hasToString("https://contoso.blob.internal.example/updates");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AccountName=fabrikam;AccountKey=" + SECRET,
        "AccountName=contoso",
        "AccountName=contoso;AccountKey=" + SECRET + "=?",
        "BlobEndpoint=https://contoso blob;SharedAccessSignature=sig=" + SECRET,
        SECRET
      })
  void aConnectionStringOfAnotherAccountOrOfNoneIsRefusedAndNotTold(String text) {
    set("CONNECTION_STRING", text);
    assertRefused("UC1140", "connection string");
  }

  @ParameterizedTest
  @CsvSource({
    "http://storage.example, SHARED_ACCESS, false",
    "http://127.0.0.1:10000/contoso, SHARED_ACCESS, true",
    "http://[::1]:10000/contoso, SHARED_ACCESS, true",
    "http://127.0.0.1.example/contoso, SHARED_ACCESS, false",
    "http://storage.example, CONNECTION_STRING, true",
    "http://127.0.0.1:10000/contoso, CLIENT_SECRET, false",
    "https://storage.example, CLIENT_SECRET, true",
  })
  void whatCanBeUsedAgainDoesNotGoOverTheWireInTheClear(
      String endpoint, String secret, boolean allowed) {
    set("ENDPOINT", endpoint);
    set(secret, secret.equals("CONNECTION_STRING") ? KEYED : SECRET);
    set("TENANT_ID", "contoso.example");
    set("CLIENT_ID", CLIENT);
    if (allowed) {
      assertThat(container().account()).hasToString(endpoint);
    } else {
      assertRefused("UC1141", "http");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://storage.example",
        "https://user:pw@storage.example",
        "https://storage.example/?sig=" + SECRET,
        "https:",
        "storage"
      })
  void anEndpointIsAPlainAddress(String endpoint) {
    set("ENDPOINT", endpoint);
    assertRefused("UC1028", "azure.endpoint");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "azblob://x/updates",
        "azblob://contoso/UPDATES",
        "azblob://contoso",
        "azblob:contoso/updates",
        "azblob://contoso/a--b"
      })
  void anAddressThatIsNoContainersSaysHowOneIsWritten(String store) {
    SettingsSource source =
        new SettingsSource(Map.of("UPDATECENTER_STORE", store), Optional.empty());
    assertThatThrownBy(() -> PlaceSettings.read(source))
        .asInstanceOf(InstanceOfAssertFactories.type(UpdateCenterException.class))
        .returns("UC1028", UpdateCenterException::code)
        .extracting(UpdateCenterException::why)
        .asString()
        .contains("azblob://account/container");
  }

  @Test
  void aSecretThatCannotBeReadIsNamedByItsKey() {
    set("SHARED_ACCESS_FILE", folder.resolve("none").toString());
    assertRefused("UC1142", "azure.sharedAccessFile");
  }

  @ParameterizedTest
  @CsvSource({
    "azblob://contoso/updates, azblob://contoso/updates, false",
    "azblob://contoso/updates, azblob://contoso/$web, false",
    "azblob://contoso/updates, azblob://contoso/private, true",
    "azblob://contoso/updates, azblob://fabrikam/updates, true",
    "azblob://contoso/$web, azblob://contoso/private, true",
  })
  void whatIsPrivateDoesNotLieWhereOthersRead(String store, String reports, boolean allowed) {
    Map<String, String> places =
        Map.of("UPDATECENTER_STORE", store, "UPDATECENTER_REPORTS", reports);
    StoreWiring stores =
        new StoreWiring(
            PlaceSettings.read(new SettingsSource(places, Optional.empty())),
            AzureSettings.PUBLIC_CLOUD,
            new Home(folder));
    if (allowed) {
      assertThat(stores.privatePart()).isNotEqualTo(stores.store());
    } else {
      assertThatThrownBy(stores::privatePart)
          .asInstanceOf(InstanceOfAssertFactories.type(UpdateCenterException.class))
          .returns("UC1143", UpdateCenterException::code);
    }
  }

  @Test
  void anUnknownCredentialIsRefusedWithTheKnownOnes() {
    set("CREDENTIAL", "password");
    assertRefused("UC1140", "password");
  }

  @Test
  void nothingTellsASecretAsText() {
    set("CONNECTION_STRING", KEYED);
    assertThat(container() + " " + container().credential()).doesNotContain(SECRET);
    set("SHARED_ACCESS", SECRET);
    set("CREDENTIAL", "shared-access");
    assertThat(container() + " " + container().credential()).doesNotContain(SECRET);
    assertThat(settings().toString()).doesNotContain(SECRET);
  }

  private void set(String name, String value) {
    variables.put("UPDATECENTER_AZURE_" + name, value);
  }

  private String secret(String text) throws IOException {
    Path file = Files.createTempFile(folder, "secret", "");
    return Files.writeString(file, text + "\n").toString();
  }

  private AzureSettings settings() {
    return AzureSettings.read(new SettingsSource(variables, Optional.empty()), SecretPrompt.NONE);
  }

  private AzureContainer container() {
    return container(false);
  }

  private AzureContainer container(boolean privatePart) {
    return new AzureWiring(settings())
        .container(new StoreAddress.AzureContainer("contoso", "updates"), privatePart);
  }

  private void assertRefused(String code, String naming) {
    assertThatThrownBy(this::container)
        .asInstanceOf(InstanceOfAssertFactories.type(UpdateCenterException.class))
        .returns(code, UpdateCenterException::code)
        .returns(ExitCode.USAGE, UpdateCenterException::exit)
        .satisfies(e -> assertThat(e.getMessage() + e.where()).contains(naming))
        .satisfies(
            e -> assertThat(e.getMessage() + e.where() + e.why() + e.fix()).doesNotContain(SECRET));
  }
}
