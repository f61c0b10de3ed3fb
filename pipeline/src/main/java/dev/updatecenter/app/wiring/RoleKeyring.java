package dev.updatecenter.app.wiring;

import dev.updatecenter.capability.authenticode.pkcs11.Pkcs11Uri;
import dev.updatecenter.capability.tuf.KeyAlgorithm;
import dev.updatecenter.capability.tuf.KeyFile;
import dev.updatecenter.capability.tuf.MetadataSigner;
import dev.updatecenter.capability.tuf.RoleAuthority;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.capability.tuf.TufKey;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.publishing.RepositoryKeys;
import dev.updatecenter.stage.publishing.RepositoryRoles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The keys of a product's metadata roles: where the configuration says, else one file a role in the
 * home. Of a key that is kept elsewhere its public half may stay: {@code <role>.pub.pem}.
 */
public final class RoleKeyring {
  private static final String NEXT = ".next";

  private final Path folder;
  private final Path root;
  private final RoleAddresses addresses;
  private final KeyChest chest;

  RoleKeyring(Home home, ProductName product, RoleAddresses addresses, KeyChest chest) {
    this.folder = home.keys().resolve("roles").resolve(product.value());
    this.root = home.trust().resolve(product.value()).resolve("root.json");
    this.addresses = addresses;
    this.chest = chest;
  }

  /**
   * The roles that lack a key which could be made here. What is in a token is not asked for, nor a
   * key of the home that a repository knows already: another one is given to it by a rotation.
   */
  public List<RoleName> missing(List<RingName> rings) {
    return RepositoryRoles.all(rings).stream().filter(role -> !lacking(role).isEmpty()).toList();
  }

  private List<KeyFile> lacking(RoleName role) {
    Optional<RoleKeySettings> configured = addresses.of(role);
    if (configured.isEmpty()) {
      KeyFile file = file(role);
      boolean known = Files.exists(root) && !role.value().startsWith("ring-");
      return file.exists() || file.publicHalf().exists() || known ? List.of() : List.of(file);
    }
    List<KeyFile> lacking = new ArrayList<>();
    for (KeyAddress address : configured.get().keys()) {
      if (address instanceof KeyAddress.InFile f) {
        KeyFile file = new KeyFile(f.file());
        if (!file.exists() && !file.isNamedPublic()) {
          lacking.add(file);
        }
      }
    }
    return lacking;
  }

  /** Makes the key files that are missing. Nothing is ever made in a token. */
  public void generate(List<RingName> rings, KeyAlgorithm algorithm) {
    for (RoleName role : missing(rings)) {
      lacking(role).forEach(file -> generate(file, algorithm));
    }
  }

  private void generate(KeyFile file, KeyAlgorithm algorithm) {
    try {
      file.publicHalf().keepPublic(file.generate(algorithm, new SecureRandom()).key());
    } catch (IOException e) {
      throw unkept(e);
    }
  }

  private UpdateCenterException unkept(IOException e) {
    return UpdateCenterException.error("UC1044", ExitCode.DISK, "a role key cannot be kept")
        .where(folder)
        .why(String.valueOf(e))
        .fix("check the disk's space and the folder's owner")
        .state("nothing was published")
        .cause(e)
        .build();
  }

  /**
   * Requires the keys that are configured to be in tokens.
   *
   * @throws UpdateCenterException UC1107, exit 5, saying what makes the first that is not there
   */
  public void requireInTokens(List<RingName> rings) {
    for (RoleName role : RepositoryRoles.all(rings)) {
      for (KeyAddress address : addresses.of(role).map(RoleKeySettings::keys).orElse(List.of())) {
        if (address instanceof KeyAddress.InToken token) {
          requireInToken(role, token.uri());
        }
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

  /**
   * The keys of roles, each looked up when it is first needed. One in a token asks for its PIN when
   * it first signs.
   */
  public RepositoryKeys load() {
    return new RepositoryKeys(this::held);
  }

  private RepositoryKeys.Held held(RoleName role) {
    List<RoleKey> keys = keys(role);
    List<MetadataSigner> signers = new ArrayList<>();
    keys.forEach(key -> key.signer().ifPresent(signers::add));
    // The home's own keys count beside configured ones: they sign for a root that gives them up.
    for (KeyFile own : List.of(file(role), next(role))) {
      if (own.exists()) {
        signers.add(own.load());
      }
    }
    Optional<UpdateCenterException> trouble =
        keys.stream().flatMap(key -> key.trouble().or(() -> absent(key)).stream()).findFirst();
    return new RepositoryKeys.Held(authority(role, keys), signers, trouble);
  }

  private static Optional<UpdateCenterException> absent(RoleKey key) {
    return key.key().isPresent()
        ? Optional.empty()
        : Optional.of(
            UpdateCenterException.error("UC5015", ExitCode.USAGE, "a metadata key is not there")
                .where(key.place())
                .why("there is neither " + key.place() + " nor a public half beside it")
                .fix("bring it back, or rotate the role to a new key")
                .build());
  }

  private Optional<RoleAuthority> authority(RoleName role, List<RoleKey> keys) {
    List<TufKey> known = keys.stream().flatMap(key -> key.key().stream()).toList();
    if (known.size() < keys.size()) {
      return Optional.empty();
    }
    if (known.stream().distinct().count() != known.size()) {
      throw RoleKeySettings.refused("keys: " + role, "two of its addresses lead to one key");
    }
    int threshold = addresses.of(role).map(RoleKeySettings::threshold).orElse(1);
    return Optional.of(new RoleAuthority(known, threshold));
  }

  /** How many of a role's keys have to sign, as configured. */
  public int threshold(RoleName role) {
    return addresses.of(role).map(RoleKeySettings::threshold).orElse(1);
  }

  /** What there is for each role, in the order configured; no PIN is tried. */
  public List<RoleKey> list(List<RingName> rings) {
    List<RoleKey> all = new ArrayList<>();
    for (RoleName role : RepositoryRoles.all(rings)) {
      all.addAll(keys(role));
      if (next(role).exists()) {
        all.add(inFile(role, next(role)));
      }
    }
    return all;
  }

  private List<RoleKey> keys(RoleName role) {
    Optional<RoleKeySettings> configured = addresses.of(role);
    return configured.isEmpty()
        ? List.of(inFile(role, file(role)))
        : configured.get().keys().stream().map(address -> at(role, address)).toList();
  }

  private RoleKey at(RoleName role, KeyAddress address) {
    if (address instanceof KeyAddress.InFile file) {
      return inFile(role, new KeyFile(file.file()));
    }
    KeyAddress.InToken token = (KeyAddress.InToken) address;
    try {
      MetadataSigner signer = chest.role(token.uri());
      return new RoleKey(
          role, token.shown(), Optional.of(signer.key()), Optional.of(signer), Optional.empty());
    } catch (UpdateCenterException e) {
      return new RoleKey(role, token.shown(), Optional.empty(), Optional.empty(), Optional.of(e));
    }
  }

  /** A file, or its public half where the private one is kept elsewhere. */
  private static RoleKey inFile(RoleName role, KeyFile file) {
    KeyFile there = file.exists() ? file : file.publicHalf();
    String place = there.exists() ? there.path().toString() : file.path().toString();
    if (!there.exists()) {
      return RoleKey.none(role, place);
    }
    Optional<MetadataSigner> signer =
        there.isPublicOnly() ? Optional.empty() : Optional.of(there.load());
    return new RoleKey(role, place, Optional.of(there.publicKey()), signer, Optional.empty());
  }

  /**
   * The keys that a rotation gives a role: what is configured, else a new one beside the old in the
   * home, which is made unless an interrupted rotation left it.
   *
   * @throws UpdateCenterException UC5067, exit 5, when a configured key is not known here
   */
  public RoleAuthority successor(RoleName role, KeyAlgorithm algorithm) {
    if (addresses.of(role).isPresent()) {
      return load().successor(role);
    }
    KeyFile next = next(role);
    if (!next.exists()) {
      generate(next, algorithm);
    }
    return RoleAuthority.of(next.publicKey());
  }

  /** Whether a role's keys are named by the configuration. */
  public boolean isConfigured(RoleName role) {
    return addresses.of(role).isPresent();
  }

  /**
   * Puts the key that a rotation made in the place of the old one, which is kept aside under its
   * id. Again, it changes nothing.
   *
   * @return where the old one lies now
   */
  public Optional<Path> adopt(RoleName role) {
    try {
      return next(role).exists() ? file(role).supersede(next(role)) : Optional.empty();
    } catch (IOException e) {
      throw unkept(e);
    }
  }

  private KeyFile file(RoleName role) {
    return new KeyFile(folder, role.value());
  }

  private KeyFile next(RoleName role) {
    return new KeyFile(folder, role.value() + NEXT);
  }
}
