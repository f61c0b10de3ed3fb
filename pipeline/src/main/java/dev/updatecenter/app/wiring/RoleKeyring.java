package dev.updatecenter.app.wiring;

import dev.updatecenter.capability.authenticode.pkcs11.Pkcs11Uri;
import dev.updatecenter.capability.tuf.KeyFile;
import dev.updatecenter.capability.tuf.MetadataSigner;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.capability.tuf.TufKey;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.publishing.RepositoryKeys;
import dev.updatecenter.stage.publishing.RepositoryRoles;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The P-256 keys of a product's metadata roles: where the configuration says, else one file a role
 * in the home.
 */
public final class RoleKeyring {
  private final Path folder;
  private final RoleAddresses addresses;
  private final KeyChest chest;

  RoleKeyring(Home home, ProductName product, RoleAddresses addresses, KeyChest chest) {
    this.folder = home.keys().resolve("roles").resolve(product.value());
    this.addresses = addresses;
    this.chest = chest;
  }

  /** The roles whose key is a file that is not there; what is in a token is not asked for. */
  public List<RoleName> missing(List<RingName> rings) {
    return RepositoryRoles.all(rings).stream()
        .filter(role -> file(role).filter(f -> !f.exists()).isPresent())
        .toList();
  }

  /** Makes a key file for every role that has none. Nothing is ever made in a token. */
  public void generate(List<RingName> rings) {
    try {
      for (RoleName role : missing(rings)) {
        file(role).orElseThrow().generate(new SecureRandom());
      }
    } catch (IOException e) {
      throw UpdateCenterException.error("UC1044", ExitCode.DISK, "a role key cannot be kept")
          .where(folder)
          .why(String.valueOf(e))
          .fix("check the disk's space and the folder's owner")
          .state("nothing was published")
          .cause(e)
          .build();
    }
  }

  /**
   * Requires the keys that are configured to be in tokens.
   *
   * @throws UpdateCenterException UC1107, exit 5, saying what makes the first that is not there
   */
  public void requireInTokens(List<RingName> rings) {
    for (RoleName role : RepositoryRoles.all(rings)) {
      if (addresses.of(role).orElse(null) instanceof KeyAddress.InToken token) {
        requireInToken(role, token.uri());
      }
    }
  }

  private void requireInToken(RoleName role, Pkcs11Uri uri) {
    try {
      chest.rolePublicKey(uri);
    } catch (UpdateCenterException e) {
      if (!e.code().equals("UC4057")) {
        throw e;
      }
      throw UpdateCenterException.error(
              "UC1107", ExitCode.NOT_FOUND, "the key of role '" + role + "' is not in its token")
          .where(uri)
          .why("keys in tokens are made by people who hold the token, never by this command")
          .fix(makeInToken(uri))
          .state("key files that were missing are made; nothing was changed in the token")
          .cause(e)
          .build();
    }
  }

  /** What makes a key for metadata in a token. */
  static String makeInToken(Pkcs11Uri uri) {
    return "pkcs11-tool --module "
        + uri.module()
        + " --token-label '"
        + uri.attributes().getOrDefault("token", "LABEL")
        + "' --login --keypairgen --key-type EC:prime256v1 --label '"
        + uri.object().orElse("KEY")
        + "' --id "
        + uri.id().orElse("01");
  }

  /** The keys of every role. One in a token asks for its PIN when it first signs. */
  public RepositoryKeys load(List<RingName> rings) {
    Map<RoleName, List<MetadataSigner>> signers = new LinkedHashMap<>();
    RepositoryRoles.all(rings).forEach(role -> signers.put(role, List.of(signer(role))));
    return new RepositoryKeys(signers);
  }

  private MetadataSigner signer(RoleName role) {
    return addresses.of(role).orElse(null) instanceof KeyAddress.InToken token
        ? chest.role(token.uri())
        : file(role).orElseThrow().load();
  }

  /**
   * The key of a role.
   *
   * @param place its file, or its address in a token
   * @param id of its public half, as TUF 4.2 has it; empty while there is none
   * @param trouble why a token does not show it; empty where that is not so
   */
  public record RoleKey(RoleName role, String place, Optional<ContentDigest> id, String trouble) {}

  /** What there is for each role; no PIN is tried. */
  public List<RoleKey> list(List<RingName> rings) {
    return RepositoryRoles.all(rings).stream().map(this::roleKey).toList();
  }

  private RoleKey roleKey(RoleName role) {
    if (addresses.of(role).orElse(null) instanceof KeyAddress.InToken token) {
      return inToken(role, token);
    }
    KeyFile file = file(role).orElseThrow();
    return new RoleKey(
        role,
        file.path().toString(),
        file.exists() ? Optional.of(file.load().key().id()) : Optional.empty(),
        "");
  }

  private RoleKey inToken(RoleName role, KeyAddress.InToken token) {
    try {
      TufKey key = chest.role(token.uri()).key();
      return new RoleKey(role, token.shown(), Optional.of(key.id()), "");
    } catch (UpdateCenterException e) {
      return new RoleKey(role, token.shown(), Optional.empty(), e.getMessage() + ": " + e.why());
    }
  }

  private Optional<KeyFile> file(RoleName role) {
    Optional<KeyAddress> address = addresses.of(role);
    return address.isEmpty()
        ? Optional.of(new KeyFile(folder, role.value()))
        : address.map(a -> a instanceof KeyAddress.InFile f ? f.file() : null).map(KeyFile::new);
  }
}
