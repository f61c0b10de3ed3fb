package dev.updatecenter.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.updatecenter.capability.tuf.KeyAlgorithm;
import dev.updatecenter.capability.tuf.KeyFile;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoleKeySettingsTest {
  private static final RoleName ROOT = RoleName.ROOT;

  private final Map<String, String> environment = new HashMap<>();
  private final Path folder;
  private final Home home;

  RoleKeySettingsTest(@TempDir Path folder) {
    this.folder = folder;
    this.home = new Home(folder.resolve("home")).create();
  }

  private RoleKeySettingsTest with(String variable, String value) {
    environment.put("UPDATECENTER_" + variable, value);
    return this;
  }

  private Configuration configured(String keys) throws Exception {
    String head = "apiVersion: updatecenter/v1\nkind: Configuration\n";
    Path file = Files.writeString(folder.resolve("c.yaml"), head + "keys: " + keys + "\n");
    return new ConfigurationReader(environment).read(Optional.of(file), home);
  }

  private Optional<RoleKeySettings> of(String keys, String role) throws Exception {
    return configured(keys).keys().roles().of(new RoleName(role));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ root: 'file:a.pem' }                                          | 1 | 1",
        "{ root: ['file:a.pem'] }                                        | 1 | 1",
        "{ root: ['file:a.pem', 'file:b.pem'] }                          | 2 | 2",
        "{ root: ['file:a.pem', 'file:b.pem', 'file:c.pem'] }            | 3 | 2",
        "{ root: ['file:a', 'file:b', 'file:c', 'file:d'] }              | 4 | 3",
        "{ root: { threshold: 1, keys: ['file:a.pem', 'file:b.pem'] } }  | 2 | 1",
        "{ root: { threshold: 2, keys: ['file:a.pem', 'file:b.pem'] } }  | 2 | 2",
      })
  void aListAsksForMoreThanHalfUnlessItSaysOtherwise(String keys, int many, int threshold)
      throws Exception {
    RoleKeySettings root = of(keys, "root").orElseThrow();

    assertThat(root.keys()).hasSize(many);
    assertThat(root.keys().get(0))
        .isInstanceOfSatisfying(
            KeyAddress.InFile.class, f -> assertThat(f.file()).hasParentRaw(folder));
    assertThat(root.threshold()).isEqualTo(threshold);
    assertThat(of(keys, "targets")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "file:/a                            | 1 | 1",
        "file:/a file:/b file:/c            | 3 | 2",
        "threshold=1 file:/a file:/b        | 2 | 1",
        "'  threshold=3  file:/a file:/b   file:/c ' | 3 | 3",
      })
  void aVariableWinsAndSaysTheSame(String text, int many, int threshold) throws Exception {
    with("KEYS_ROOT", text).with("KEYS_RINGS_GENERAL_AVAILABILITY", text);
    String file = "{ root: 'file:z', rings: { General-Availability: 'file:z' } }";

    for (String role : List.of("root", "ring-General-Availability")) {
      RoleKeySettings found = of(file, role).orElseThrow();
      assertThat(found.keys()).hasSize(many).contains(new KeyAddress.InFile(Path.of("/a")));
      assertThat(found.threshold()).isEqualTo(threshold);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "threshold=0 file:/a",
        "threshold=2 file:/a",
        "threshold=-1 file:/a",
        "threshold=4294967297 file:/a",
        "threshold=one file:/a",
        "threshold= file:/a",
        "threshold=1",
        "file:/a file:/a"
      })
  void whatNoRoleCanHaveIsRefused(String text) {
    with("KEYS_ROOT", text);

    refuses(() -> configured("{}"), "UC1145");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ root: [] }",
        "{ root: { threshold: 2 } }",
        "{ root: { keys: ['file:a', 'file:b'] } }",
        "{ root: { threshold: 0, keys: ['file:a'] } }",
        "{ root: { threshold: 4294967297, keys: ['file:a'] } }",
        "{ root: ['file:a', 'file:a'] }",
        "{ algorithm: rsa }"
      })
  void whatTheSchemaDoesNotKnowIsRefused(String keys) {
    assertThatExceptionOfType(UpdateCenterException.class)
        .isThrownBy(() -> configured(keys))
        .satisfies(e -> assertThat(e.exit()).isEqualTo(ExitCode.USAGE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ root: { threshold: 3, keys: ['file:a', 'file:b'] } }",
        "{ root: ['file:a', 'file:./a'] }"
      })
  void whatOnlyTheWholeShowsIsRefused(String keys) {
    refuses(() -> configured(keys), "UC1145");
  }

  @ParameterizedTest
  @ValueSource(strings = {"awskms:eu-west-1/alias/root", "hashivault:https://v/v1/transit/r:1"})
  void keysOfServicesSignNoMetadata(String address) {
    refuses(() -> configured("{ root: '" + address + "' }"), "UC1100");
  }

  private static void refuses(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String code) {
    assertThatExceptionOfType(UpdateCenterException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.code()).isEqualTo(code))
        .satisfies(e -> assertThat(e.exit()).isEqualTo(ExitCode.USAGE));
  }

  private RoleKeyring keyring(String keys) throws Exception {
    return new Wiring(home, configured(keys), Clock.systemUTC(), Progress.NONE)
        .roleKeys(new ProductName("ContosoKiosk"));
  }

  @Test
  void aPublicHalfStandsForAKeyThatIsAwayAndIsNeverMade() throws Exception {
    RoleKeyring keyring =
        keyring("{ root: ['file:ann.pub.pem', 'file:bob.pem'], targets: 'file:t.pem' }");
    new KeyFile(folder.resolve("cy.pem"))
        .publicHalf()
        .keepPublic(new KeyFile(folder.resolve("x.pem")).generate(new SecureRandom()).key());

    keyring.generate(List.of(RingName.PREVIEW), KeyAlgorithm.ED25519);

    assertThat(folder.resolve("ann.pub.pem")).doesNotExist();
    assertThat(folder.resolve("bob.pub.pem")).exists();
    assertThat(new KeyFile(folder.resolve("bob.pem")).load().key().publicKey().orElseThrow())
        .extracting(java.security.PublicKey::getAlgorithm)
        .isEqualTo("EdDSA");
    assertThat(keyring.list(List.of()).stream().filter(k -> k.role().equals(ROOT)))
        .satisfiesExactly(
            ann -> assertThat(ann.id()).isEmpty(), bob -> assertThat(bob.signer()).isPresent());

    Files.copy(folder.resolve("cy.pub.pem"), folder.resolve("ann.pub.pem"));
    assertThat(keyring.list(List.of()).stream().filter(k -> k.role().equals(ROOT)))
        .satisfiesExactly(
            ann -> {
              assertThat(ann.id()).isPresent();
              assertThat(ann.signer()).isEmpty();
            },
            bob -> assertThat(bob.signer()).isPresent());
    assertThat(keyring.threshold(ROOT)).isEqualTo(2);
  }

  @Test
  void twoAddressesOfOneKeyCountOnce() throws Exception {
    RoleKeyring keyring = keyring("{ root: ['file:a.pem', 'file:a.pub.pem'] }");
    keyring.generate(List.of(), KeyAlgorithm.P256);

    refuses(() -> keyring.successor(ROOT, KeyAlgorithm.P256), "UC1145");
  }
}
